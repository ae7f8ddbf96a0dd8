import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { freePort, LastingClient, loadSettings, refusePooler } from '#libs/platform';
import { ask } from '#libs/platform/testing';
import { drain, testDatabase, type TestDatabase, urlsOf } from '#libs/testing';
import { spawnBuilt } from '../support/built-process.js';
import { debianProgram, type DebianServer, runDebianServer } from '../support/debian-server.js';
import { startProduct } from '../support/product.js';

const VIEWER = '{ viewer { user { id } } }';

describe('PgBouncer before the database', () => {
  const program = debianProgram('pgbouncer');
  if (program === undefined) {
    it.skip('SKIPPED: no pgbouncer is installed (Debian has it as pgbouncer)', () => undefined);
    return;
  }
  const directory = mkdtempSync(join(tmpdir(), 'plenary-bouncer-'));
  let bouncer: DebianServer | undefined;
  let database: TestDatabase | undefined;
  afterEach(async () => {
    await bouncer?.stop();
    bouncer = undefined;
  });
  afterAll(async () => {
    await database?.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  /** @returns the address of the owner by way of PgBouncer. */
  async function bounce(test: TestDatabase, mode: 'session' | 'transaction'): Promise<string> {
    const { hostname, port: far } = new URL(test.ownerUrl);
    const port = await freePort();
    const { ownerUrl, apiUrl, workerUrl } = urlsOf(test.ownerUrl);
    const urls = [ownerUrl, apiUrl, workerUrl].map((address) => new URL(address));
    writeFileSync(
      join(directory, 'users.txt'),
      urls.map(({ username, password }) => `"${username}" "${decodeURIComponent(password)}"\n`).join(''),
    );
    writeFileSync(
      join(directory, 'pgbouncer.ini'),
      `[databases]
* = host=${hostname} port=${far}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${join(directory, 'users.txt')}
pool_mode = ${mode}
default_pool_size = 100
max_client_conn = 200
`,
    );
    chmodSync(directory, 0o755);
    bouncer = runDebianServer(program ?? '', [join(directory, 'pgbouncer.ini')], 'postgres');
    const url = new URL(test.ownerUrl);
    url.port = String(port);
    const isUp = async (): Promise<boolean> => {
      const client = new pg.Client({ connectionString: url.href });
      client.on('error', () => undefined);
      return client.connect().then(
        () => client.end().then(() => true),
        () => false,
      );
    };
    await drain(isUp, { what: 'PgBouncer', timeoutMs: 60_000, progress: () => bouncer?.output() });
    return url.href;
  }

  it('works whole in session mode', async () => {
    database = await testDatabase();
    const { apiUrl, workerUrl } = urlsOf(await bounce(database, 'session'));
    const product = await startProduct({
      places: 3,
      database: { ...database, drop: () => Promise.resolve() },
      isApart: true,
      environment: { DATABASE_API_URL: apiUrl, DATABASE_WORKER_URL: workerUrl },
    });
    try {
      expect((await ask(product.url, VIEWER, { token: product.tokenOf('officer') })).status).toBe(200);
      const health = await (await fetch(`${product.url}/health/ready`)).json();
      expect(health).toMatchObject({ status: 'ready', figures: { workers: 1 } });
    } finally {
      await product.close();
    }
  });

  it('is refused in one sentence in transaction mode, where sessions do not last', async () => {
    database ??= await testDatabase();
    const { apiUrl } = urlsOf(await bounce(database, 'transaction'));
    await expect(refusePooler(apiUrl, 'DATABASE_API_URL')).rejects.toThrow(
      'DATABASE_API_URL: what stands before the database (PgBouncer, say) gives each transaction another connection; Plenary listens, locks and prepares on its connections: set pool_mode to session for it, or name the database itself.',
    );
    const { ownerUrl } = database;
    const api = await spawnBuilt('apps/api/src/main.js', {
      PLENARY_MODE: 'demonstration',
      PLENARY_SECRET: 'test-only-8Jm2vQx7LrT4wZk9NcB6pYs3HdGfKe5A',
      DATABASE_URL: ownerUrl,
      DATABASE_API_URL: apiUrl,
      PORT: '0',
      LOG_LEVEL: 'silent',
    });
    await drain(() => !api.isAlive(), {
      what: 'the API to refuse',
      timeoutMs: 60_000,
      progress: () => api.output(),
    });
    expect(api.output()).toMatch(
      /^DATABASE_API_URL: what stands before the database \(PgBouncer, say\) [^\n]*\n$/,
    );
  });

  it('is no matter where a server is spoken to itself', async () => {
    database ??= await testDatabase();
    await expect(refusePooler(database.apiUrl, 'DATABASE_API_URL')).resolves.toBeUndefined();
  });
});

describe('an address of several hosts', () => {
  it('leads to the one that takes writes, whichever stands first, also when another does later', async () => {
    const database = await testDatabase();
    const url = new URL(database.ownerUrl);
    const nobody = await freePort();
    const admin = new pg.Client({ connectionString: database.superuserUrl });
    await admin.connect();
    const name = pg.escapeIdentifier(database.name);
    const address = `postgres://${url.username}:${url.password}@127.0.0.1:${nobody},localhost:${url.port}${url.pathname}?target_session_attrs=read-write`;
    const { database: read } = loadSettings({ PLENARY_MODE: 'demonstration', DATABASE_URL: address });
    const connected = async (): Promise<unknown> => {
      const client = new LastingClient({ connectionString: read.ownerUrl });
      try {
        await client.connect();
        return (await client.query('SELECT 1 AS one')).rows;
      } catch (error) {
        return (error as Error).message;
      } finally {
        await client.end();
      }
    };
    try {
      expect(await connected()).toEqual([{ one: 1 }]);
      // As on a replica: no host takes writes.
      await admin.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
      expect(await connected()).toBe('none of the hosts takes writes');
      await admin.query(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
      expect(await connected()).toEqual([{ one: 1 }]);
    } finally {
      await admin.end();
      await database.drop();
    }
  });
});
