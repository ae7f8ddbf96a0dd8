import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort, loadSettings } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { type Product } from '../product.js';
import { readInstance, readInstances } from './instance-file.js';
import { type RunningStack, StartAborted, startStack, type StackOptions } from './local-stack.js';
import { type Process } from './parts.js';
import { resetDatabase, resetDataDir } from './reset.js';

const root = mkdtempSync(join(tmpdir(), 'plenary-stack-'));
let events: string[];
let dataDir: string;
let running: RunningStack | undefined;
let database: TestDatabase;

/** Stands in for API, worker and the demonstration: writes down what it is asked. */
const product: Product = {
  migrate: async ({ database: { ownerUrl } }) => {
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    await client.query('CREATE TABLE IF NOT EXISTS note (text text)');
    await client.end();
    events.push('migrate');
    return [];
  },
  seed: async () => events.push('seed') > 0,
  createConference: async () => true,
  startApi: async () => ({ close: async () => void events.push('api stopped') }),
  startWorker: async () => ({ close: async () => void events.push('worker stopped') }),
  sampleSignIns: async () => [{ email: 'ada@host.example', name: 'Ada', role: 'host officer' }],
  createToken: async () => ({ id: '', secret: '' }),
  listTokens: async () => [],
  revokeToken: async () => false,
  verifyAudit: async () => ({ isIntact: true, entries: 0, problems: [], head: null }),
  verifyAuditFile: async () => ({ isIntact: true, entries: 0, problems: [], head: null, others: 0 }),
  importConversation: () => Promise.reject(new Error('not used here')),
  exportConversation: () => Promise.reject(new Error('not used here')),
  mapTopic: () => Promise.reject(new Error('not used here')),
  takeSnapshot: () => Promise.reject(new Error('not used here')),
  verifySnapshot: () => Promise.reject(new Error('not used here')),
  verifyQuotas: async () => ({ quotas: 0, problems: [] }),
  writeBackup: async () => ({ takenAt: '', counts: {}, auditHead: null }),
  checkBackup: async () => ({ takenAt: '', counts: {}, auditHead: null }),
  restoreBackup: async () => ({ takenAt: '', counts: {}, auditHead: null }),
  testMail: async () => ({ isTaken: true }),
  printSchema: async () => '',
  messageKindNames: () => '{}',
};

async function start(
  env: Record<string, string> = {},
  more: Partial<StackOptions> = {},
): Promise<RunningStack> {
  const settings = loadSettings({
    PLENARY_MODE: 'demonstration',
    PLENARY_DATA_DIR: dataDir,
    PORT: '0',
    ...env,
  });
  running = await startStack({ settings, loadProduct: async () => product, say: () => undefined, ...more });
  return running;
}

const emptyDirectory = () => mkdtempSync(join(root, 'empty-'));

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => {
  events = [];
  // One for all, for making a database's files is the slow part; tests that need an empty one take their own.
  dataDir = join(root, 'data');
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
afterAll(async () => {
  await database.drop();
  rmSync(root, { recursive: true, force: true });
});

describe('starting everything', () => {
  it('brings up database and catcher, notes where, and stops in order', async () => {
    const { instance, settings, stop } = await start();
    expect(instance).toMatchObject({
      pid: process.pid,
      mode: 'demonstration',
      queues: 'postgresql',
      addresses: {
        console: `http://localhost:${settings.http.port}`,
        graphql: `http://localhost:${settings.http.port}/graphql`,
        health: `http://127.0.0.1:${settings.http.port}/health/ready`,
        smtp: settings.smtp.url,
      },
      versions: { postgresql: expect.stringMatching(/^18\./) },
    });
    expect(statSync(join(dataDir, 'instance.json')).mode & 0o777).toBe(0o600);
    expect((await fetch(instance.addresses.mail ?? '')).status).toBe(200);
    await stop();
    expect(events).toEqual(['migrate', 'seed', 'api stopped', 'worker stopped']);
    expect(readInstance(dataDir)).toBeUndefined();
    await expect(fetch(instance.addresses.mail ?? '')).rejects.toThrow('fetch failed');
    await expect(new pg.Client({ connectionString: settings.database.ownerUrl }).connect()).rejects.toThrow(
      /ECONNREFUSED/,
    );
  });

  it('uses the database, the mail server and the one process that it is told', async () => {
    dataDir = emptyDirectory();
    const env = { DATABASE_URL: database.ownerUrl, SMTP_URL: 'smtp://127.0.0.1:2525' };
    const { instance } = await start(env, { processes: ['worker'] });
    expect(instance.addresses).toEqual({});
    expect(instance.ownerUrl).toBeUndefined();
    expect(readdirSync(dataDir).sort()).toEqual(['instance-worker.json', 'secret', 'worker.lock']);
  });

  it('stops what it had started when a later part fails', async () => {
    const broken = { ...product, startApi: () => Promise.reject(new Error('no luck')) };
    await expect(start({}, { loadProduct: async () => broken })).rejects.toThrow('no luck');
    expect(events).toEqual(['migrate', 'seed', 'worker stopped']);
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
    await start();
  });

  it('stops half-way when it is asked to', async () => {
    const controller = new AbortController();
    const impatient = { ...product, migrate: async () => (controller.abort(), []) };
    const starting = start({}, { loadProduct: async () => impatient, signal: controller.signal });
    await expect(starting).rejects.toThrow(StartAborted);
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  });
});

describe('refusing to start, in one line that names the setting', () => {
  beforeEach(() => {
    dataDir = emptyDirectory();
  });

  it('names PORT when it is taken', async () => {
    const port = await freePort();
    const other: Server = createServer();
    await new Promise<void>((listening) => other.listen(port, listening));
    await expect(start({ PORT: String(port) })).rejects.toThrow(
      `PORT: ${port} is taken by another program; stop it, or choose another port, as in PORT=${port + 1} npm start.`,
    );
    await new Promise((closed) => other.close(closed));
    // Refused before anything was made.
    expect(readdirSync(dataDir)).toEqual(['secret']);
  });

  it('names DATABASE_URL when nothing answers, and shows no password', async () => {
    const port = await freePort();
    await expect(start({ DATABASE_URL: `postgres://me:hunter2@127.0.0.1:${port}/plenary` })).rejects.toThrow(
      `DATABASE_URL: nothing answers at 127.0.0.1:${port}; is PostgreSQL running there?`,
    );
  });

  it.each([
    [
      'a wrong password',
      /:[^:@/]+@/,
      ':hunter2@',
      /^DATABASE_URL: the server at 127.0.0.1:\d+ refuses user plenary or the password\.$/,
    ],
    [
      'an unknown database',
      /\/[^/]+$/,
      '/nowhere',
      /^DATABASE_URL: the server at 127.0.0.1:\d+ has no database named nowhere\.$/,
    ],
  ])('names DATABASE_URL at %s', async (_, part, wrong, message) => {
    await expect(start({ DATABASE_URL: database.ownerUrl.replace(part, wrong) })).rejects.toThrow(message);
  });

  it('names REDIS_URL when nothing answers', async () => {
    await expect(start({ REDIS_URL: `redis://127.0.0.1:${await freePort()}` })).rejects.toThrow(
      /^REDIS_URL: the server at 127\.0\.0\.1:\d+ cannot be used \(.*ECONNREFUSED.*\)\.$/,
    );
  });

  it('names PLENARY_DATA_DIR when it cannot be a directory', async () => {
    const settings = loadSettings({ PLENARY_MODE: 'demonstration', PLENARY_DATA_DIR: dataDir });
    const file = join(dataDir, 'a-file');
    writeFileSync(file, '');
    const options = { loadProduct: async () => product, say: () => undefined };
    await expect(
      startStack({ settings: { ...settings, dataDir: join(file, 'x') }, ...options }),
    ).rejects.toThrow(/^PLENARY_DATA_DIR: the directory .* cannot be written/);
  });

  it('refuses a second one on the same directory, and says where the first is', async () => {
    dataDir = join(root, 'data');
    const { instance } = await start();
    const first = running;
    await expect(start()).rejects.toThrow(
      `Plenary already runs at ${instance.addresses.console} on PLENARY_DATA_DIR`,
    );
    running = first;
  });
});

describe('a web server and a worker beside each other in one directory', () => {
  const also: RunningStack[] = [];
  const startPart = async (part: Process, env: Record<string, string> = {}): Promise<RunningStack> => {
    const stack = await start(env, { processes: [part] });
    running = undefined;
    also.push(stack);
    return stack;
  };
  beforeEach(() => {
    dataDir = join(root, 'data');
  });
  afterEach(async () => {
    for (const stack of also.splice(0).reverse()) await stack.stop();
  });

  it('share the embedded database and the mail catcher, whichever was first, and are told apart', async () => {
    // At once, as a supervisor starts them.
    const [api, worker] = await Promise.all([startPart('api'), startPart('worker')]);
    expect(worker.settings.database.ownerUrl).toBe(api.settings.database.ownerUrl);
    expect(worker.settings.smtp.url).toBe(api.settings.smtp.url);
    expect(events.filter((event) => event === 'seed')).toEqual(['seed', 'seed']);
    expect(readInstances(dataDir).map(({ processes }) => processes)).toEqual([['api'], ['worker']]);
    await worker.stop();
    expect(readInstances(dataDir).map(({ processes }) => processes)).toEqual([['api']]);
  });

  it('are one of each: a second one is told which is there', async () => {
    const api = await startPart('api', { DATABASE_URL: database.ownerUrl });
    await startPart('worker', { DATABASE_URL: database.ownerUrl });
    await expect(startPart('worker', { DATABASE_URL: database.ownerUrl })).rejects.toThrow(
      `A worker already runs on PLENARY_DATA_DIR ${dataDir} (process ${process.pid}): stop it, or name another directory.`,
    );
    await expect(startPart('api', { DATABASE_URL: database.ownerUrl })).rejects.toThrow(
      `A web server already runs at ${api.instance.addresses.console} on PLENARY_DATA_DIR ${dataDir}`,
    );
    await expect(start({ DATABASE_URL: database.ownerUrl })).rejects.toThrow('A web server already runs at');
  });

  it('run once where two are started at the same moment', async () => {
    const env = { DATABASE_URL: database.ownerUrl, SMTP_URL: 'smtp://127.0.0.1:2525' };
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => startPart('worker', env)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [(outcome.reason as Error).message] : [],
    );
    expect(refused).toEqual(
      Array.from({ length: 3 }, () =>
        expect.stringMatching(/^Another Plenary is just starting on PLENARY_DATA_DIR /),
      ),
    );
    expect(events.filter((event) => event === 'migrate')).toHaveLength(1);
  });
});

describe('starting over', () => {
  it('forgets database, mail and secret, and nothing that is not ours', async () => {
    const { settings, stop } = await start();
    const client = new pg.Client({ connectionString: settings.database.ownerUrl });
    await client.connect();
    await client.query("INSERT INTO note VALUES ('old')");
    await client.end();
    await stop();
    mkdirSync(join(dataDir, 'photographs'), { recursive: true });
    resetDataDir(dataDir);
    const again = await start({}, { startOver: true });
    const other = new pg.Client({ connectionString: again.settings.database.ownerUrl });
    await other.connect();
    expect((await other.query('SELECT text FROM note')).rows).toEqual([]);
    await other.end();
    expect(again.settings.secret).not.toBe(settings.secret);
    expect(existsSync(join(dataDir, 'photographs'))).toBe(true);
  });

  it('refuses while it runs', async () => {
    await start();
    expect(() => resetDataDir(dataDir)).toThrow(
      /^Plenary runs \(process \d+\): stop it before you start over\.$/,
    );
  });

  it('empties a database of yours only when that is confirmed, and only of what is Plenary’s', async () => {
    const mine = await testDatabase();
    const settings = loadSettings({
      PLENARY_MODE: 'demonstration',
      PLENARY_DATA_DIR: dataDir,
      DATABASE_URL: mine.ownerUrl,
    });
    const client = new pg.Client({ connectionString: mine.ownerUrl });
    await client.connect();
    const schemas = async () =>
      (
        await client.query<{ name: string }>(
          "SELECT nspname AS name FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' ORDER BY 1",
        )
      ).rows.map(({ name }) => name);
    await client.query('CREATE SCHEMA holiday; CREATE TABLE holiday.picture (id int)');
    const before = await schemas();
    expect(before).toEqual(expect.arrayContaining(['bullmq', 'nominations', 'platform', 'holiday']));

    await expect(resetDatabase(settings, false)).rejects.toThrow(/add --yes if you mean it/);
    expect(await schemas()).toEqual(before);
    await resetDatabase(settings, true);
    expect(await schemas()).toEqual(['holiday', 'information_schema', 'public']);
    await client.end();
    await mine.drop();
  });
});
