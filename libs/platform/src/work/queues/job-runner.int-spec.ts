import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { z } from 'zod';
import { newId, Refusal } from '#libs/kernel';
import {
  drain,
  redisProgram,
  type TestDatabase,
  testDatabase,
  type TestRedis,
  testRedis,
  testSettings,
} from '#libs/testing';
import { WORKER_ROLE } from '../../settings/role-url.js';
import { DatabaseModule } from '../../database.module.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { correlationId } from '../../logging/correlation.js';
import { type JobOptions, describeJob } from '../definitions/job-definition.js';
import { type JobContext, JobHandler } from './job-handler.js';
import { JobsModule } from './jobs.module.js';
import { type WorkerOptions } from './worker-options.js';

const payload = z.object({ subjectId: z.uuid() });
type Payload = z.output<typeof payload>;
const quick = { queue: 'trial', payload, attempts: 3, backoffMs: 20, mostBackoffMs: 50, timeoutMs: 5_000 };

const note = describeJob({ ...quick, name: 'note' });
const stumble = describeJob({ ...quick, name: 'stumble' });
const refuse = describeJob({ ...quick, name: 'refuse' });
const hang = describeJob({ ...quick, name: 'hang', attempts: 1, timeoutMs: 150 });
const goodChild = describeJob({ ...quick, queue: 'trial-children', name: 'good-child' });
const badChild = describeJob({ ...quick, queue: 'trial-children', name: 'bad-child', attempts: 2 });
const flow = describeJob<Payload>({
  ...quick,
  name: 'flow',
  children: (subject) => [
    { job: goodChild, payload: subject },
    { job: badChild, payload: subject },
    { job: goodChild, payload: subject },
  ],
});
/** More than a process does of other jobs: each waits until all are at work. */
const TOGETHER = 40;
const join = describeJob({ ...quick, queue: 'trial-together', name: 'join', together: TOGETHER });
const JOBS = [join, note, stumble, refuse, hang, goodChild, badChild, flow];

/** What handlers saw, in order. */
const seen: { name: string; payload: Payload; context: JobContext; correlationId: string | undefined }[] = [];
const finalFailures: { name: string; error: Error }[] = [];

function handlerOf(
  job: (typeof JOBS)[number],
  work: (payload: Payload, context: JobContext) => Promise<void> = async () => undefined,
): Type<JobHandler<Payload>> {
  return class extends JobHandler<Payload> {
    readonly job = job;
    async handle(subject: Payload, context: JobContext): Promise<void> {
      seen.push({ name: job.name, payload: subject, context, correlationId: correlationId() });
      await work(subject, context);
    }
    override async onFinalFailure(_subject: Payload, error: Error): Promise<void> {
      finalFailures.push({ name: job.name, error });
    }
  };
}

const NOTE = handlerOf(note);
const joining: (() => void)[] = [];
const HANDLERS = [
  handlerOf(
    join,
    () =>
      new Promise((resolve) => {
        joining.push(resolve);
        if (joining.length === TOGETHER) joining.forEach((end) => end());
      }),
  ),
  NOTE,
  handlerOf(stumble, async (_, { isLastAttempt }) => {
    if (!isLastAttempt) throw Object.assign(new Error('ada@example.org is away'), { code: 'EAWAY' });
  }),
  handlerOf(refuse, async () => {
    throw new Refusal('NOT_FOUND', 'There is no such nomination.');
  }),
  handlerOf(hang, () => new Promise(() => undefined)),
  handlerOf(goodChild),
  handlerOf(badChild, async () => {
    throw new Error('never');
  }),
  handlerOf(flow),
];

const TIMING: Partial<WorkerOptions> = { sweepMs: 400, heartbeatMs: 200, pollMs: 100 };

describe.each(['postgres', 'redis'] as const)('jobs on %s', (kind) => {
  const isSkipped = kind === 'redis' && redisProgram() === undefined;
  if (isSkipped) {
    it.skip('SKIPPED: redis-server is not installed', () => undefined);
    return;
  }
  let database: TestDatabase;
  let redis: TestRedis | undefined;
  let app: INestApplicationContext | undefined;
  let owner: pg.Client;

  beforeAll(async () => {
    database = await testDatabase();
    if (kind === 'redis') redis = await testRedis();
    owner = new pg.Client({ connectionString: database.superuserUrl });
    await owner.connect();
  });
  afterEach(async () => {
    await app?.close();
    app = undefined;
    seen.length = 0;
    finalFailures.length = 0;
    joining.length = 0;
    await owner.query('TRUNCATE platform.outbox');
  });
  afterAll(async () => {
    await owner.end();
    await redis?.stop();
    await database.drop();
  });

  async function start(options: { jobs?: typeof JOBS; handlers?: Type<JobHandler>[] } = {}): Promise<void> {
    const settings = await testSettings(database, redis === undefined ? {} : { REDIS_URL: redis.url });
    @Module({
      imports: [
        DatabaseModule.forRole({
          role: WORKER_ROLE,
          url: database.workerUrl,
          poolSize: 4,
          applicationName: 'trial',
        }),
        JobsModule.forWorker({
          settings,
          jobs: options.jobs ?? JOBS,
          handlers: options.handlers ?? HANDLERS,
          timing: TIMING,
        }),
      ],
    })
    class Trial {}
    app = await NestFactory.createApplicationContext(Trial, { logger: false, abortOnError: false });
  }

  const enqueue = (job: (typeof JOBS)[number], subjectId = newId(), options?: JobOptions): Promise<void> => {
    if (app === undefined) throw new Error('start first');
    return app.get(UnitOfWork).run({ kind: 'system', task: 'trial' }, async (tx) => {
      tx.enqueue(job, { subjectId }, options);
    });
  };
  const rows = async () =>
    (
      await owner.query<{
        job: string;
        attempts: number;
        failures: number;
        error: string | null;
        is_done: boolean;
        is_failed: boolean;
        lease_token: string | null;
      }>(
        `SELECT job, attempts, failures, error, done_at IS NOT NULL AS is_done, failed_at IS NOT NULL AS is_failed, lease_token
         FROM platform.outbox ORDER BY job, id`,
      )
    ).rows;
  const ended = (count: number) =>
    drain(async () => (await rows()).filter((row) => row.is_done || row.is_failed).length === count, {
      what: `${count} rows to end`,
      timeoutMs: 55_000,
      progress: rows,
    });

  it('does promised work once, with its payload, and marks the row', async () => {
    await start();
    const subjectId = newId();
    await enqueue(note, subjectId);
    await ended(1);
    expect(seen.map(({ name, payload: given }) => [name, given])).toEqual([['note', { subjectId }]]);
    expect(seen[0]?.context).toMatchObject({ attempt: 1, isLastAttempt: false });
    expect(seen[0]?.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(await rows()).toEqual([
      {
        job: 'note',
        attempts: 1,
        failures: 0,
        error: null,
        is_done: true,
        is_failed: false,
        lease_token: null,
      },
    ]);
  });

  it('waits until the work is due', async () => {
    await start();
    const due = Date.now() + 700;
    await enqueue(note, newId(), { runAt: new Date(due) });
    await ended(1);
    const { rows: done } = await owner.query<{ early: boolean }>(
      'SELECT done_at < run_at AS early FROM platform.outbox',
    );
    expect(done).toEqual([{ early: false }]);
  });

  it('tries again after a fault and keeps what failed out of the row', async () => {
    await start();
    await enqueue(stumble);
    await ended(1);
    expect(seen.map(({ context }) => [context.attempt, context.isLastAttempt])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    expect(await rows()).toMatchObject([{ attempts: 3, failures: 2, error: null, is_done: true }]);
  });

  it('makes a refusal a dead letter at once and tells the context', async () => {
    await start();
    await enqueue(refuse);
    await ended(1);
    expect(await rows()).toMatchObject([
      { attempts: 1, failures: 1, error: 'Refusal NOT_FOUND', is_done: false, is_failed: true },
    ]);
    expect(finalFailures.map(({ name }) => name)).toEqual(['refuse']);
  });

  it('gives up what takes longer than it may', async () => {
    await start();
    await enqueue(hang);
    await ended(1);
    expect(await rows()).toMatchObject([{ error: 'JobTimeout', is_failed: true }]);
    expect(seen[0]?.context.signal.aborted).toBe(true);
  });

  it('runs a parent after its children, the failed one included, each with a row of its own', async () => {
    await start();
    await enqueue(flow);
    await ended(4);
    expect(seen.at(-1)?.name).toBe('flow');
    expect(seen.filter(({ name }) => name === 'flow')).toHaveLength(1);
    expect(seen.filter(({ name }) => name === 'good-child')).toHaveLength(2);
    expect(await rows()).toMatchObject([
      { job: 'bad-child', failures: 2, is_failed: true },
      { job: 'flow', attempts: 1, is_done: true },
      { job: 'good-child', attempts: 1, is_done: true },
      { job: 'good-child', attempts: 1, is_done: true },
    ]);
  });

  it('gives a row that the queue has lost to the queue again', async () => {
    await start();
    const { rows: lost } = await owner.query(
      `INSERT INTO platform.outbox (id, queue, job, payload, run_at, relayed_at)
       VALUES ($1, 'trial', 'note', $2, now() - interval '1 minute', now() - interval '1 minute') RETURNING id`,
      [newId(), { subjectId: newId() }],
    );
    expect(lost).toHaveLength(1);
    await ended(1);
    expect(seen).toHaveLength(1);
  });

  it('does a thousand jobs, none twice', async () => {
    await start();
    await app?.get(UnitOfWork).run({ kind: 'system', task: 'trial' }, async (tx) => {
      for (let index = 0; index < 1_000; index += 1) tx.enqueue(note, { subjectId: newId() });
    });
    await ended(1_000);
    expect(new Set(seen.map(({ payload: { subjectId } }) => subjectId)).size).toBe(1_000);
    expect(seen).toHaveLength(1_000);
  });

  it('works on as many jobs at once as their batch may have, where that is more than the setting says', async () => {
    await start();
    await app?.get(UnitOfWork).run({ kind: 'system', task: 'trial' }, async (tx) => {
      for (let index = 0; index < TOGETHER; index += 1) tx.enqueue(join, { subjectId: newId() });
    });
    await ended(TOGETHER);
    expect((await rows()).map((row) => [row.is_done, row.failures])).toEqual(
      Array.from({ length: TOGETHER }, () => [true, 0]),
    );
  });

  it('refuses to start when a job has no handler, or two', async () => {
    await expect(start({ handlers: HANDLERS.filter((one) => one !== NOTE) })).rejects.toThrow(
      'trial/note has no handler',
    );
    await expect(start({ handlers: [...HANDLERS, handlerOf(note)] })).rejects.toThrow(
      'trial/note has 2 handlers',
    );
    await expect(start({ jobs: JOBS.filter((job) => job !== note) })).rejects.toThrow(
      'does trial/note, which is no job here',
    );
  });

  it('tells the health page that the queue answers', async () => {
    await start();
    const beats = () => owner.query('SELECT backend, is_queue_reachable FROM platform.worker');
    expect((await beats()).rows).toEqual([{ backend: kind, is_queue_reachable: true }]);
    await app?.close();
    app = undefined;
    expect((await beats()).rows).toEqual([]);
  });
});
