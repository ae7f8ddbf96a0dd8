import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { drain } from '../drain.js';

/** A PostgreSQL server that tests may fill with databases. */
export interface TestServer {
  readonly ownerUrl: string;
  readonly superuserUrl: string;
}

/** What a running shared server says about itself in `server.json`. */
export interface SharedServer extends TestServer {
  readonly pid: number;
}

let known: Promise<TestServer> | undefined;

/**
 * The server that PLENARY_TEST_SERVER_URL names (`npm test` sets it), else one that all test runs of this checkout
 * share: started on demand, stopped when nobody has used it for ten minutes or by `node test/run.mjs --stop`.
 */
export function testServer(): Promise<TestServer> {
  known ??= findServer();
  return known;
}

async function findServer(): Promise<TestServer> {
  const ownerUrl = process.env.PLENARY_TEST_SERVER_URL;
  if (ownerUrl) return { ownerUrl, superuserUrl: process.env.PLENARY_TEST_SUPERUSER_URL ?? ownerUrl };
  let spawned = -Infinity;
  return drain(
    async () => {
      const server = readSharedServer();
      if (server && (await answers(server.ownerUrl))) return server;
      // Asked again now and then: a server that was just stopping may have kept the first one from starting.
      if (performance.now() - spawned > 5000) {
        spawned = performance.now();
        spawnServer();
      }
      return undefined;
    },
    {
      what: `a PostgreSQL for the tests (its log is in ${sharedServerDirectory()})`,
      timeoutMs: 60_000,
      everyMs: 100,
    },
  );
}

/** Per checkout and user, so that two checkouts do not share templates. */
export function sharedServerDirectory(): string {
  const checkout = createHash('sha256').update(projectRoot()).digest('hex').slice(0, 12);
  return join(tmpdir(), `plenary-test-${process.getuid?.() ?? 'user'}-${checkout}`);
}

function readSharedServer(): SharedServer | undefined {
  try {
    return JSON.parse(readFileSync(join(sharedServerDirectory(), 'server.json'), 'utf8')) as SharedServer;
  } catch {
    return undefined;
  }
}

function spawnServer(): void {
  const root = projectRoot();
  const directory = sharedServerDirectory();
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const log = openSync(join(directory, 'server.log'), 'a', 0o600);
  const loader = join(root, 'test/support/typescript-loader.mjs');
  const program = join(root, 'libs/testing/src/database/test-server-process.ts');
  const args = ['--conditions=source', '--import', loader, program, directory];
  const child = spawn(process.execPath, args, { cwd: root, detached: true, stdio: ['ignore', log, log] });
  child.unref();
}

function projectRoot(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, 'package.json'))) directory = dirname(directory);
  return directory;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}
