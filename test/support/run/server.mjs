import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const READY_MS = 60_000;

/**
 * Starts the one PostgreSQL of a whole test run, in a directory of its own.
 * @returns the environment by which tests find it, and how to end it.
 */
export async function startServer(root) {
  const directory = mkdtempSync(join(tmpdir(), 'plenary-test-run-'));
  const loader = join(root, 'test/support/typescript-loader.mjs');
  const program = join(root, 'libs/testing/src/database/test-server-process.ts');
  const args = ['--conditions=source', '--import', loader, program, directory];
  // Its idle stop is only for a run that was killed: a run itself may think for an hour between two queries.
  const env = { ...process.env, PLENARY_TEST_IDLE_MINUTES: '60' };
  const server = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = once(server, 'exit');
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
  const about = await readWhenThere(join(directory, 'server.json'), server);
  if (!about) {
    await stop();
    throw new Error('No PostgreSQL could be started for the tests.');
  }
  return {
    env: { PLENARY_TEST_SERVER_URL: about.ownerUrl, PLENARY_TEST_SUPERUSER_URL: about.superuserUrl },
    stop,
  };
}

async function readWhenThere(file, server) {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline && server.exitCode === null) {
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
    await sleep(50);
  }
  return undefined;
}
