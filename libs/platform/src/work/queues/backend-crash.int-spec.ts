import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#libs/kernel';
import { drain, testSettings } from '#libs/testing';
import { Database, openDataSource } from '../../database/database.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../embedded-database/embedded-postgres.js';
import { migrate } from '../../database/migrate.js';
import { OutboxLedger } from '../outbox/outbox-ledger.js';
import { SignOfLife } from '../outbox/sign-of-life.js';

const LEASE_MS = 20_000;

/** A kill -9 of one backend takes all connections and locks with it, and the server says that it has run for long. */
describe('one process of the database server that crashes', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenary-backend-'));
  let server: EmbeddedPostgres;
  let database: Database;
  let admin: pg.Pool;
  let workerUrl: string;

  beforeAll(async () => {
    server = await startEmbeddedPostgres({ dataDir });
    const settings = await testSettings({ ownerUrl: server.ownerUrl });
    await migrate(settings);
    ({ workerUrl } = settings.database);
    const source = openDataSource({ url: workerUrl, poolSize: 2, applicationName: 'crash-test' });
    database = new Database(await source.initialize());
    admin = new pg.Pool({ connectionString: server.superuserUrl, max: 2 });
    admin.on('error', () => undefined);
  });
  afterAll(async () => {
    await database.source.destroy();
    await admin.end();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const ask = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row> => {
    const [row] = (await admin.query<Row>(text, values)).rows;
    if (row === undefined) throw new Error('no row');
    return row;
  };

  it('lets nobody take what a living process is at, though its lock is gone and half its lease is over', async () => {
    const life = new SignOfLife(workerUrl);
    await life.start();
    // Both the server and its locks are older than a lease.
    await admin.query(`SELECT setval('platform.locks_kept_since', 1)`);
    const isOld = `SELECT pg_postmaster_start_time() < clock_timestamp() - interval '${LEASE_MS} ms' AS is`;
    await drain(async () => (await ask<{ is: boolean }>(isOld)).is, {
      what: 'the server to be older than a lease',
      timeoutMs: 2 * LEASE_MS,
    });
    const id = newId();
    await admin.query(
      `INSERT INTO platform.outbox (id, queue, job, payload) VALUES ($1, 'trial', 'note', '{}'::jsonb)`,
      [id],
    );
    expect((await new OutboxLedger(database, LEASE_MS, life).claim(id)).kind).toBe('claimed');
    await admin.query(
      `UPDATE platform.outbox SET lease_until = lease_until - interval '${LEASE_MS / 2 + 100} ms' WHERE id = $1`,
      [id],
    );

    const began = await ask<{ at: Date }>('SELECT pg_postmaster_start_time() AS at');
    const { pid } = await ask<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    // It has no connection any more, and none of the next server's locks: a process that is on its way back.
    const { holder } = life;
    await life.stop();
    process.kill(pid, 'SIGKILL');
    await drain(
      async () =>
        (
          await admin
            .query(`SELECT FROM pg_stat_activity WHERE pid = $1`, [pid])
            .catch(() => ({ rowCount: null }))
        ).rowCount === 0,
      { what: 'the server to have recovered', timeoutMs: 30_000 },
    );
    expect((await ask<{ at: Date }>('SELECT pg_postmaster_start_time() AS at')).at).toEqual(began.at);
    const locks = 'SELECT count(*)::int AS count FROM pg_locks WHERE locktype = $1 AND objid = $2::bigint';
    expect(await ask(locks, ['advisory', holder])).toEqual({ count: 0 });
    expect(await ask('SELECT is_called FROM platform.locks_kept_since')).toEqual({ is_called: false });

    const other = new SignOfLife(workerUrl);
    await other.start();
    const answer = await drain(
      () =>
        new OutboxLedger(database, LEASE_MS, other).claim(id).then(
          (each) => each,
          () => undefined,
        ),
      { what: 'the other worker to be answered', timeoutMs: 10_000 },
    );
    expect(answer.kind).toBe('wait');
    expect(await ask('SELECT is_called FROM platform.locks_kept_since')).toEqual({ is_called: true });
    await other.stop();
  });
});
