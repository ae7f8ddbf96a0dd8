import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { z } from 'zod';
import { newId, Refusal, type UserActor } from '#libs/kernel';
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
import { Database, openDataSource } from '../../database/database.js';
import { DatabaseModule } from '../../database.module.js';
import { type Transaction } from '../../database/transaction.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { type JobContext, JobHandler } from './job-handler.js';
import { JobsModule } from './jobs.module.js';
import {
  defineEvent,
  describeListener,
  type EventDefinition,
  type ListenerDefinition,
} from '../definitions/event-definition.js';
import { OutboxBell } from '../../database/outbox-bell.js';
import { replayDeadLetter } from '../outbox/replay-dead-letter.js';

const payload = z.object({ talkId: z.uuid(), version: z.int() });
type Talk = z.output<typeof payload>;
type Work = (talk: Talk, context: JobContext) => Promise<void>;

const quick = { queue: 'trial', attempts: 3, backoffMs: 20, mostBackoffMs: 50, timeoutMs: 5_000 };
const TIMING = { sweepMs: 400, heartbeatMs: 200, pollMs: 100 };
const conferenceId = newId();
const administrator: UserActor = {
  kind: 'user',
  userId: newId(),
  grants: [{ conferenceId, bodyId: null, role: 'HOST_ADMINISTRATOR' }],
  canWrite: true,
  via: 'session',
  credentialId: newId(),
};

describe.each(['postgres', 'redis'] as const)('an event with listeners, on %s', (kind) => {
  const isSkipped = kind === 'redis' && redisProgram() === undefined;
  if (isSkipped) {
    it.skip('SKIPPED: redis-server is not installed', () => undefined);
    return;
  }
  let test: TestDatabase;
  let redis: TestRedis | undefined;
  let worker: INestApplicationContext | undefined;
  let owner: pg.Client;
  let api: Database;
  let teller: UnitOfWork;
  /** An event of the test's own. */
  let talkGiven: EventDefinition<Talk>;
  let talk: Talk;
  /** Which listener was at work, in order. */
  const heard: string[] = [];

  beforeAll(async () => {
    test = await testDatabase();
    if (kind === 'redis') redis = await testRedis();
    owner = new pg.Client({ connectionString: test.superuserUrl });
    await owner.connect();
    const source = openDataSource({ url: test.apiUrl, poolSize: 3, applicationName: 'trial-api' });
    api = new Database(await source.initialize());
    teller = new UnitOfWork(api, new OutboxBell(api));
  });
  beforeEach(() => {
    const key = ({ talkId, version }: Talk) => `${talkId}:${version}`;
    talkGiven = defineEvent({ name: 'talk.given', payload, key });
    talk = { talkId: newId(), version: 3 };
  });
  afterEach(async () => {
    await stop();
    heard.length = 0;
    await owner.query('TRUNCATE platform.outbox');
  });
  afterAll(async () => {
    await api.source.destroy();
    await owner.end();
    await redis?.stop();
    await test.drop();
  });

  interface Listener {
    readonly job: ListenerDefinition<Talk>;
    readonly handler: Type<JobHandler<Talk>>;
  }

  /** A listener from now on; what it does beside being noted. */
  function listener(name: string, work: Work = async () => undefined): Listener {
    const job = describeListener(talkGiven, { ...quick, name });
    return { job, handler: handlerOf(job, work) };
  }
  const handlerOf = (job: ListenerDefinition<Talk>, work: Work): Type<JobHandler<Talk>> =>
    class extends JobHandler<Talk> {
      readonly job = job;
      async handle(given: Talk, context: JobContext): Promise<void> {
        heard.push(job.name);
        await work(given, context);
      }
    };

  async function start(...listeners: readonly Listener[]): Promise<void> {
    const settings = await testSettings(test, redis === undefined ? {} : { REDIS_URL: redis.url });
    @Module({
      imports: [
        DatabaseModule.forRole({
          role: WORKER_ROLE,
          url: test.workerUrl,
          poolSize: 4,
          applicationName: 'trial',
        }),
        JobsModule.forWorker({
          settings,
          jobs: [...new Set(listeners.map(({ job }) => job))],
          handlers: listeners.map(({ handler }) => handler),
          timing: TIMING,
        }),
      ],
    })
    class Trial {}
    worker = await NestFactory.createApplicationContext(Trial, { logger: false, abortOnError: false });
  }
  async function stop(): Promise<void> {
    await worker?.close();
    worker = undefined;
  }

  const tell = (told: Talk = talk, more?: (tx: Transaction) => Promise<void>): Promise<void> =>
    teller.run(administrator, async (tx) => {
      tx.emit(talkGiven, told, { conferenceId });
      await more?.(tx);
    });
  const rows = async () =>
    (
      await owner.query<{ id: string; job: string; failures: number; is_done: boolean; is_failed: boolean }>(
        `SELECT id, job, failures, done_at IS NOT NULL AS is_done, failed_at IS NOT NULL AS is_failed
         FROM platform.outbox ORDER BY job, id`,
      )
    ).rows;
  const rowOf = async (name: string) => (await rows()).find(({ job }) => job === name);
  const ended = (count: number) =>
    drain(async () => (await rows()).filter((row) => row.is_done || row.is_failed).length === count, {
      what: `${count} rows to end`,
      timeoutMs: 20_000,
      progress: rows,
    });
  const times = (name: string) => heard.filter((each) => each === name).length;

  it('is heard once by each listener, with what it says, in its conference', async () => {
    const seen: { by: string; talk: Talk; conferenceId: string | null }[] = [];
    const note =
      (by: string): Work =>
      async (given, context) => {
        seen.push({ by, talk: given, conferenceId: context.conferenceId });
      };
    const both = [listener('thank', note('thank')), listener('clean', note('clean'))];
    await start(...both);
    await tell();
    await ended(2);
    expect(seen.sort((a, b) => (a.by < b.by ? -1 : 1))).toEqual([
      { by: 'clean', talk, conferenceId },
      { by: 'thank', talk, conferenceId },
    ]);
  });

  it('comes again to the one that failed, and to that one alone', async () => {
    const both = [
      listener('thank'),
      listener('clean', async (_, { isLastAttempt }) => {
        if (!isLastAttempt) throw new Error('the hall is locked');
      }),
    ];
    await start(...both);
    await tell();
    await ended(2);
    expect([times('thank'), times('clean')]).toEqual([1, 3]);
    expect(await rows()).toMatchObject([
      { job: 'clean', failures: 2, is_done: true },
      { job: 'thank', failures: 0, is_done: true },
    ]);
  });

  it('that one listener gives up is a dead letter of this one, which is tried again alone', async () => {
    let isLocked = true;
    const both = [
      listener('thank'),
      listener('clean', async () => {
        if (isLocked) throw new Refusal('NOT_FOUND', 'There is no such hall.');
      }),
    ];
    await start(...both);
    await tell();
    await ended(2);
    const failed = await rowOf('clean');
    expect(failed).toMatchObject({ is_failed: true, is_done: false });
    isLocked = false;
    await teller.run(administrator, (tx) => replayDeadLetter(tx, failed?.id ?? ''));
    await drain(async () => (await rowOf('clean'))?.is_done, { what: 'the second try', progress: rows });
    expect([times('thank'), times('clean')]).toEqual([1, 2]);
  });

  it('survives a crash between two listeners: the one that was at work begins again, the other does not', async () => {
    const both = [listener('thank'), listener('clean')];
    await tell();
    // As a worker leaves it that did the one, had the other in hand, and died: claimed by nobody who lives.
    await owner.query(
      `UPDATE platform.outbox SET relayed_at = now() - interval '1 minute', run_at = now() - interval '1 minute', attempts = 1,
         done_at = CASE WHEN job = 'thank' THEN now() END,
         lease_token = CASE WHEN job = 'clean' THEN gen_random_uuid() END,
         lease_until = CASE WHEN job = 'clean' THEN now() - interval '10 seconds' END`,
    );
    await start(...both);
    await ended(2);
    expect(heard).toEqual(['clean']);
  });

  it('outlives a worker that is stopped before anybody has heard it', async () => {
    const both = [listener('thank'), listener('clean')];
    await start(...both);
    await stop();
    await tell();
    expect((await rows()).map(({ is_done }) => is_done)).toEqual([false, false]);
    await start(...both);
    await ended(2);
    expect([...heard].sort()).toEqual(['clean', 'thank']);
  });

  it('is one fact under one key, told twice in one transaction, at once or when all is done', async () => {
    const both = [listener('thank'), listener('clean')];
    await start(...both);
    await tell(talk, async (tx) => tx.emit(talkGiven, talk, { conferenceId }));
    await Promise.all([tell(), tell()]);
    await ended(2);
    await tell();
    expect(await rows()).toHaveLength(2);
    await tell({ ...talk, version: 4 });
    await ended(4);
    expect([times('thank'), times('clean')]).toEqual([2, 2]);
  });

  it('is not told by a transaction that was undone', async () => {
    const one = listener('thank');
    await start(one);
    await expect(
      tell(talk, async () => {
        throw new Error('second thoughts');
      }),
    ).rejects.toThrow('second thoughts');
    expect(await rows()).toEqual([]);
    // Nothing stands in the way of what is told afterwards.
    await tell();
    await ended(1);
    expect(heard).toEqual(['thank']);
  });

  it('is heard by those who listened when it was told; who comes later hears what is told later', async () => {
    const early = listener('thank');
    await tell();
    const late = listener('clean');
    await start(early, late);
    await ended(1);
    expect(heard).toEqual(['thank']);
    await tell({ ...talk, version: 4 });
    await ended(3);
    expect([times('thank'), times('clean')]).toEqual([2, 1]);
  });

  it('waits for a worker that knows the listener, where an older one runs', async () => {
    const [old, added] = [listener('thank'), listener('clean')];
    await start(old);
    await tell();
    await ended(1);
    expect(heard).toEqual(['thank']);
    await stop();
    await start(old, added);
    await ended(2);
    expect(heard).toEqual(['thank', 'clean']);
  });

  it('that nobody in the process hears undoes its transaction: it may be that listeners were not loaded', async () => {
    const promised = listener('thank').job;
    const other = defineEvent({ name: 'talk.left', payload, key: () => '' });
    await expect(
      tell(talk, async (tx) => {
        tx.enqueue(promised, talk);
        tx.emit(other, talk, { conferenceId });
      }),
    ).rejects.toThrow('Nobody in this process listens to talk.left.');
    expect(await rows()).toEqual([]);
  });

  it('that says something else than it may undoes its transaction', async () => {
    listener('thank');
    const other = { talkId: 'Ada Sample', version: 3 };
    await expect(tell(other)).rejects.toThrow(z.ZodError);
    expect(await rows()).toEqual([]);
  });

  it('does not let a worker start that has a listener and nobody to do it, or two', async () => {
    const [one, other] = [listener('thank'), listener('clean')];
    const twin = { job: one.job, handler: handlerOf(one.job, async () => undefined) };
    await expect(start(one, { ...other, handler: one.handler })).rejects.toThrow(
      'trial/clean has no handler',
    );
    await expect(start(one, other, twin)).rejects.toThrow('trial/thank has 2 handlers');
  });
});
