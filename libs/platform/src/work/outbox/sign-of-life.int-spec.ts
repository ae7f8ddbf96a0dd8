import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#libs/kernel';
import { drain, type TestDatabase, testDatabase } from '#libs/testing';
import { Database, openDataSource } from '../../database/database.js';
import { OutboxLedger } from './outbox-ledger.js';
import { SignOfLife } from './sign-of-life.js';

const LEASE_MS = 20_000;

let test: TestDatabase;
let database: Database;
let owner: pg.Client;
let life: SignOfLife;

beforeAll(async () => {
  test = await testDatabase();
  const source = openDataSource({ url: test.workerUrl, poolSize: 2, applicationName: 'life-test' });
  database = new Database(await source.initialize());
  owner = new pg.Client({ connectionString: test.superuserUrl });
  await owner.connect();
  // Locks that have been kept for less than a lease say nothing of who is dead, nor does a server that has just been started.
  await owner.query(`SELECT setval('platform.locks_kept_since', 1)`);
  const isOld = `SELECT pg_postmaster_start_time() < clock_timestamp() - interval '${LEASE_MS} ms' AS is`;
  await drain(async () => (await owner.query<{ is: boolean }>(isOld)).rows[0]?.is === true, {
    what: 'the server to be older than a lease',
    timeoutMs: 2 * LEASE_MS,
  });
});
afterAll(async () => {
  await owner.end();
  await database.source.destroy();
  await test.drop();
});
beforeEach(async () => {
  life = new SignOfLife(test.workerUrl);
  await life.start();
});

/** A job that a process with this sign of life has claimed so many milliseconds ago, and not renewed since. */
async function claimed(agoMs: number) {
  const id = newId();
  await owner.query(
    `INSERT INTO platform.outbox (id, queue, job, payload) VALUES ($1, 'trial', 'note', '{}'::jsonb)`,
    [id],
  );
  const ledger = new OutboxLedger(database, LEASE_MS, life);
  const answer = await ledger.claim(id);
  if (answer.kind !== 'claimed') throw new Error(answer.kind);
  await owner.query(
    `UPDATE platform.outbox SET lease_until = lease_until - $2::int * interval '1 ms' WHERE id = $1`,
    [id, agoMs],
  );
  return { id, markDone: () => ledger.mark(answer.claim, { outcome: 'done' }) };
}

/** Of another process. */
const other = () => new OutboxLedger(database, LEASE_MS, { holder: 1 });

describe('a claim whose holder', () => {
  it('lives is nobody else’s while its lease runs, however late it is renewed; it is looked at again soon', async () => {
    const { id, markDone } = await claimed(LEASE_MS - 9_000);
    const answer = await other().claim(id);
    expect(answer.kind).toBe('wait');
    expect(answer).toMatchObject({ waitMs: expect.any(Number) });
    if (answer.kind === 'wait') expect(answer.waitMs).toBeLessThanOrEqual(500);
    expect(await markDone()).toBe(true);
    await life.stop();
  });

  it('is dead is free after half of its lease, once; what the dead one still says does not count', async () => {
    const { id, markDone } = await claimed(LEASE_MS / 2 + 100);
    await life.stop();
    await gone(life);
    const answers = await Promise.all([other().claim(id), other().claim(id)]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['claimed', 'wait']);
    expect(await markDone()).toBe(false);
    const { rows } = await owner.query('SELECT attempts, failures FROM platform.outbox WHERE id = $1', [id]);
    expect(rows).toEqual([{ attempts: 2, failures: 0 }]);
  });

  it('is dead is waited for, to the end of the lease, where locks were lost meanwhile', async () => {
    const { id } = await claimed(LEASE_MS / 2 + 100);
    await life.stop();
    await gone(life);
    // As the crash of one of its processes leaves the server, or the promotion of a replica.
    await owner.query('ALTER SEQUENCE platform.locks_kept_since RESTART');
    expect((await other().claim(id)).kind).toBe('wait');
    const next = new SignOfLife(test.workerUrl);
    await next.start();
    await next.stop();
    expect((await other().claim(id)).kind).toBe('wait');
    await owner.query(`SELECT setval('platform.locks_kept_since', 1)`);
    expect((await other().claim(id)).kind).toBe('claimed');
  });

  it('is a worker of an older version, which does not write whose it is, keeps all of its lease', async () => {
    const { id } = await claimed(LEASE_MS / 2 + 100);
    await life.stop();
    await gone(life);
    // What such a worker writes when it takes a row that a dead one had before.
    await owner.query('UPDATE platform.outbox SET lease_token = $2 WHERE id = $1', [id, newId()]);
    expect((await other().claim(id)).kind).toBe('wait');
  });

  it('is dead is waited for half of its lease', async () => {
    const { id } = await claimed(LEASE_MS / 2 - 9_000);
    await life.stop();
    await gone(life);
    expect((await other().claim(id)).kind).toBe('wait');
  });

  it('lost its connection alone is known again as soon as it has another one, and trusts its leases less meanwhile', async () => {
    expect(life.safeMs(LEASE_MS)).toBe(0.8 * LEASE_MS);
    await owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'plenary-life' AND datname = current_database()`,
    );
    await drain(() => life.safeMs(LEASE_MS) === 0.4 * LEASE_MS, {
      what: 'the loss to be noticed',
      timeoutMs: 10_000,
    });
    await drain(() => life.safeMs(LEASE_MS) === 0.8 * LEASE_MS, {
      what: 'the next connection',
      timeoutMs: 10_000,
    });
    const { id } = await claimed(LEASE_MS - 9_000);
    expect((await other().claim(id)).kind).toBe('wait');
    await life.stop();
  });
});

/** The server notices the end of a connection a moment later. */
const gone = ({ holder }: SignOfLife) =>
  drain(
    async () =>
      (await owner.query(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = $1::bigint`, [holder]))
        .rowCount === 0,
    { what: 'the connection to be gone', timeoutMs: 10_000 },
  );
