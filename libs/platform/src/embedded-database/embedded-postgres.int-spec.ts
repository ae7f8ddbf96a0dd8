import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { hasEnded, isAlive } from '../process/processes.js';
import { type EmbeddedPostgres, EmbeddedPostgresError, startEmbeddedPostgres } from './embedded-postgres.js';

const root = mkdtempSync(join(tmpdir(), 'plenary-embedded-'));
// As in root's own home: the server's user cannot come by here.
chmodSync(root, 0o700);
const dataDir = join(root, 'data');
let running: EmbeddedPostgres | undefined;

async function start(
  options: { onEvent?: (line: string) => void; port?: number } = {},
): Promise<EmbeddedPostgres> {
  running = await startEmbeddedPostgres({ dataDir, durability: 'tests', ...options });
  return running;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const result = await client.query<Record<string, unknown>>(sql);
    return result.rows;
  } finally {
    await client.end();
  }
}

afterEach(async () => {
  await running?.stop();
  running = undefined;
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the embedded PostgreSQL', () => {
  it('knows the letters of every script, so that an index serves searches in them', async () => {
    const { superuserUrl } = await start();
    await query(superuserUrl, 'CREATE EXTENSION pg_trgm');
    const [cut] = await query(
      superuserUrl,
      `SELECT show_trgm('aber') <> '{}' AS latin, show_trgm('вереск') <> '{}' AS cyrillic,
        show_trgm('الحكيم') <> '{}' AS arabic, show_trgm('海原') <> '{}' AS han`,
    );
    await query(superuserUrl, 'DROP EXTENSION pg_trgm');
    expect(cut).toEqual({ latin: true, cyrillic: true, arabic: true, han: true });
  });

  it('starts below a directory that only we may enter and keeps its data', async () => {
    const first = await start();
    await query(first.ownerUrl, 'CREATE TABLE kept (id int); INSERT INTO kept VALUES (42)');
    await first.stop();
    const second = await start();
    expect(await query(second.ownerUrl, 'SELECT id FROM kept')).toEqual([{ id: 42 }]);
    expect(await query(second.ownerUrl, 'SHOW server_version_num')).toEqual([
      { server_version_num: expect.stringMatching(/^18/) },
    ]);
  });

  it('gives an owner who is no superuser and may install the extensions that Plenary uses', async () => {
    const { ownerUrl, superuserUrl } = await start();
    const ask = 'SELECT rolsuper, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = current_user';
    expect(await query(ownerUrl, ask)).toEqual([
      { rolsuper: false, rolcreaterole: true, rolbypassrls: false },
    ]);
    expect(await query(superuserUrl, ask)).toMatchObject([{ rolsuper: true }]);
    await query(ownerUrl, 'CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; CREATE EXTENSION pgcrypto');
    expect(await query(ownerUrl, "SELECT similarity('žluťoučký', 'zlutoucky') < 1 AS works")).toEqual([
      { works: true },
    ]);
  });

  it('listens on this machine only and keeps its password to itself', async () => {
    const { superuserUrl, ownerUrl } = await start();
    expect(await query(superuserUrl, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600);
    const wrong = ownerUrl.replace(/:[^:@]+@/, ':wrong@');
    await expect(query(wrong, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  });

  it('refuses a directory that a living process uses', async () => {
    await start();
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
      new EmbeddedPostgresError(
        `PLENARY_DATA_DIR ${dataDir} is in use by process ${process.pid}: stop it, or name another directory.`,
      ),
    );
  });

  it('is started again on the same port when it is killed', async () => {
    const events: string[] = [];
    const server = await start({ onEvent: (line) => events.push(line) });
    await query(server.ownerUrl, 'CREATE TABLE IF NOT EXISTS kept (id int)');
    const before = server.pid() ?? 0;
    process.kill(before, 'SIGKILL');
    const deadline = performance.now() + 15_000;
    while (events.length === 0 && performance.now() < deadline)
      await new Promise((next) => setTimeout(next, 20));
    expect(events).toEqual(['PostgreSQL ended (SIGKILL); it was started again']);
    expect(server.pid()).not.toBe(before);
    expect(await query(server.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('takes over after the process that started it was killed', async () => {
    // A predecessor that died with everything it held: its lock and its server's mark are all that is left.
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(stranger, 'spawn');
    const first = await start();
    const server = first.pid() ?? 0;
    const lock = readFileSync(join(dataDir, 'postgres.lock'), 'utf8');
    const mark = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
    await first.stop();
    expect(isAlive(server)).toBe(false);
    // Both marks name a living process that is not ours: numbers are used again.
    writeFileSync(join(dataDir, 'postgres.lock'), lock.replace(String(process.pid), String(stranger.pid)));
    writeFileSync(
      join(dataDir, 'postgres', 'postmaster.pid'),
      mark.replace(String(server), String(stranger.pid)),
    );
    const second = await start();
    expect(await query(second.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
    stranger.kill('SIGKILL');
    expect(await hasEnded(stranger.pid ?? 0, 5000)).toBe(true);
  });

  it('leaves nothing half-made when the first start was killed', async () => {
    const other = join(root, 'half');
    mkdirSync(join(other, 'postgres.new', 'base'), { recursive: true });
    running = await startEmbeddedPostgres({ dataDir: other, durability: 'tests' });
    expect(await query(running.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(existsSync(join(other, 'postgres.new'))).toBe(false);
  });

  it('says which PostgreSQL made the data when it is another one', async () => {
    const other = join(root, 'older');
    mkdirSync(join(other, 'postgres'), { recursive: true });
    writeFileSync(join(other, 'postgres', 'PG_VERSION'), '17\n');
    await expect(startEmbeddedPostgres({ dataDir: other })).rejects.toThrow(
      /^PLENARY_DATA_DIR holds a database of PostgreSQL 17, but this is PostgreSQL 18/,
    );
  });

  it('names PLENARY_DATA_DIR when the directory cannot be made', async () => {
    const file = join(root, 'a-file');
    writeFileSync(file, '');
    await expect(startEmbeddedPostgres({ dataDir: join(file, 'below') })).rejects.toThrow(
      /^PLENARY_DATA_DIR names a directory that cannot be written/,
    );
  });
});
