import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { newId } from '#libs/kernel';
import { createLogger, NestLogger, PLATFORM_SWEEPS, type Sweep, Sweeper } from '#libs/platform';
import { buffersOf, testDatabase, type TestDatabase } from '#libs/testing';
import { ACCESS_SWEEPS } from './sweeps/access-sweeps.js';
import { AccessFixture, openDatabase, type OpenedDatabase } from './testing/access-fixture.js';

const PACE = { everyMs: 3_600_000, batch: 10, batches: 3, pauseMs: 0 };

describe('sweeping', () => {
  let server: TestDatabase;
  let worker: OpenedDatabase;
  let fixture: AccessFixture;
  /** The log as a worker writes it. */
  const log: string[] = [];

  beforeAll(async () => {
    const destination = { write: (line: string) => void log.push(line) };
    Logger.overrideLogger(new NestLogger(createLogger({ logLevel: 'debug' }, destination)));
    server = await testDatabase();
    worker = await openDatabase(server.workerUrl);
    fixture = await new AccessFixture(worker).conference();
  });
  afterAll(async () => {
    await worker.close();
    await server.drop();
  });

  const all: readonly Sweep[] = [...PLATFORM_SWEEPS, ...ACCESS_SWEEPS].map((Kind) => new Kind());
  const sweep = (pace = PACE) => new Sweeper(worker.database, () => all, pace).sweep();
  const left = async (table: string, column: string) =>
    (await fixture.rows<{ name: string }>(`SELECT ${column} AS name FROM ${table} ORDER BY 1`)).map(
      ({ name }) => name,
    );
  const ago = (interval: string) => `clock_timestamp() - interval '${interval}'`;

  it('keeps the answers to requests for two days', async () => {
    for (const [key, age] of [
      ['old', '49 hours'],
      ['young', '47 hours'],
    ])
      await fixture.sql(
        `INSERT INTO platform.idempotency (owner, key, operation, request_hash, answer, created_at) VALUES ('user:x', $1, 'x', 'x', '{}', ${ago(age ?? '')})`,
        [key],
      );
    await sweep();
    expect(await left('platform.idempotency', 'key')).toEqual(['young']);
    expect(log.map((line) => JSON.parse(line) as object)).toMatchObject([
      { level: 'debug', context: 'Sweeper', msg: 'Deleted 1 idempotency records' },
    ]);
  });

  it('keeps done work for a week, a promise that was single for a year, and the rest until somebody has done it', async () => {
    const rows: [job: string, done: string, dedupeKey: string | null][] = [
      ['done long ago', ago('8 days'), null],
      ['done', ago('6 days'), null],
      ['promised', ago('364 days'), 'a'],
      ['promised long ago', ago('366 days'), 'b'],
      ['open', 'NULL', null],
    ];
    for (const [job, done, dedupeKey] of rows)
      await fixture.sql(
        `INSERT INTO platform.outbox (id, queue, job, payload, dedupe_key, done_at, created_at) VALUES ($1, 'x', $2, '{}', $3, ${done}, ${ago('2 years')})`,
        [newId(), job, dedupeKey],
      );
    await fixture.sql(
      `INSERT INTO platform.outbox (id, queue, job, payload, failed_at) VALUES ($1, 'x', 'failed', '{}', ${ago('2 years')})`,
      [newId()],
    );
    await sweep();
    expect(await left('platform.outbox', 'job')).toEqual(['done', 'failed', 'open', 'promised']);
  });

  it('removes sessions, sign-in links and requests that are over, and leaves those that are not', async () => {
    const userId = await fixture.user('AUDITOR');
    for (const [name, age] of [
      ['over', '25 hours'],
      ['just over', '23 hours'],
    ])
      await fixture.sql(
        `INSERT INTO access.session (id, user_id, token_hash, expires_at) VALUES ($1, $2, $3, ${ago(age ?? '')})`,
        [newId(), userId, name],
      );
    for (const [name, age] of [
      ['over', '8 days'],
      ['perhaps sent again', '6 days'],
    ])
      await fixture.sql(
        `INSERT INTO access.sign_in_link (id, user_id, token_hash, expires_at, used_at) VALUES ($1, $2, $3, ${ago(age ?? '')}, NULL)`,
        [newId(), userId, name],
      );
    for (const [name, age] of [
      ['old@example.org', '25 hours'],
      ['new@example.org', '1 minute'],
    ])
      await fixture.sql(
        `INSERT INTO access.sign_in_request (id, email_fold, created_at) VALUES ($1, $2, ${ago(age ?? '')})`,
        [newId(), name],
      );
    await sweep();
    expect(await left('access.session', 'token_hash')).toEqual(['just over']);
    expect(await left('access.sign_in_link', 'token_hash')).toEqual(['perhaps sent again']);
    expect(await left('access.sign_in_request', 'email_fold')).toEqual(['new@example.org']);
  });

  it('reads next to nothing where nothing is due, however much there is', async () => {
    const userId = await fixture.user('AUDITOR');
    const admin = new pg.Client({ connectionString: server.superuserUrl });
    await admin.connect();
    try {
      await admin.query('BEGIN');
      for (const statement of [
        `INSERT INTO platform.idempotency (owner, key, operation, request_hash, answer)
           SELECT 'user:z', 'key-' || n, 'x', 'x', '{}' FROM generate_series(1, 20000) n`,
        `INSERT INTO platform.outbox (id, queue, job, payload, done_at, dedupe_key)
           SELECT gen_random_uuid(), 'x', 'x', '{}', now(), CASE WHEN n % 2 = 0 THEN 'of-' || n END FROM generate_series(1, 20000) n`,
        `INSERT INTO access.session (id, user_id, token_hash, expires_at)
           SELECT gen_random_uuid(), '${userId}', 'session-' || n, now() + interval '1 day' FROM generate_series(1, 20000) n`,
        `INSERT INTO access.sign_in_link (id, user_id, token_hash, expires_at)
           SELECT gen_random_uuid(), '${userId}', 'link-' || n, now() + interval '1 day' FROM generate_series(1, 20000) n`,
        `INSERT INTO access.sign_in_request (id, email_fold)
           SELECT gen_random_uuid(), n || '@example.org' FROM generate_series(1, 20000) n`,
        'ANALYZE platform.idempotency, platform.outbox, access.session, access.sign_in_link, access.sign_in_request',
      ])
        await admin.query(statement);
      const query = async (texts: readonly string[]) => {
        const answers: Record<string, unknown>[][] = [];
        for (const text of texts) answers.push((await admin.query<Record<string, unknown>>(text)).rows);
        return answers;
      };
      const costs: Record<string, number> = {};
      for (const one of all) costs[one.of] = await buffersOf(query, { text: one.statement, values: [2_000] });
      expect(Object.entries(costs).filter(([, cost]) => cost > 30)).toEqual([]);
      expect(Object.keys(costs)).toHaveLength(all.length);
    } finally {
      await admin.query('ROLLBACK');
      await admin.end();
    }
  });

  it('keeps no process alive: a worker that refuses to start ends by itself', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    const sweeper = new Sweeper(worker.database, () => all, PACE);
    sweeper.onApplicationBootstrap();
    expect(timers()).toBe(before);
    await sweeper.onModuleDestroy();
  });

  it('deletes so many rows in one run and no more, passing by what somebody holds', async () => {
    await fixture.sql(
      `INSERT INTO platform.idempotency (owner, key, operation, request_hash, answer, created_at)
       SELECT 'user:y', 'key-' || n, 'x', 'x', '{}', ${ago('3 days')} FROM generate_series(1, 50) n`,
    );
    await sweep();
    expect(await left('platform.idempotency', 'key')).toHaveLength(50 - 30 + 1);
    await worker.unitOfWork.run({ kind: 'system', task: 'test' }, async (tx) => {
      const [held] = await tx.query<{ key: string }>(
        `SELECT key FROM platform.idempotency WHERE owner = 'user:y' ORDER BY created_at LIMIT 1 FOR UPDATE`,
      );
      await sweep();
      expect((await left('platform.idempotency', 'key')).sort()).toEqual([held?.key ?? '', 'young'].sort());
    });
  });
});
