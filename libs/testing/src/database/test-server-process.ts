import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '#libs/platform';
import { type SharedServer } from './test-server.js';

/**
 * A process that keeps one PostgreSQL for tests in the directory it is told, says where in `server.json`, and stops
 * on SIGTERM or after so many minutes without a client (PLENARY_TEST_IDLE_MINUTES, default 10). Every start begins empty.
 */
const IDLE_MS = Number(process.env.PLENARY_TEST_IDLE_MINUTES ?? 10) * 60_000;
const LOOK_EVERY_MS = 5000;

async function main(directory: string): Promise<void> {
  const file = join(directory, 'server.json');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const server = await startEmbeddedPostgres({ dataDir: directory, durability: 'tests', startOver: true });
  const about: SharedServer = {
    ownerUrl: server.ownerUrl,
    superuserUrl: server.superuserUrl,
    pid: process.pid,
  };
  writeFileSync(`${file}.new`, JSON.stringify(about), { mode: 0o600 });
  renameSync(`${file}.new`, file);

  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    rmSync(file, { force: true });
    await server.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
  await untilIdle(server.superuserUrl);
  await stop();
}

async function untilIdle(url: string): Promise<void> {
  let lastUse = performance.now();
  while (performance.now() - lastUse < IDLE_MS) {
    await new Promise((next) => setTimeout(next, LOOK_EVERY_MS));
    if (await hasClients(url)) lastUse = performance.now();
  }
}

async function hasClients(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rowCount } = await client.query(
      "SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
    );
    return Boolean(rowCount);
  } catch {
    // Restarting after a test killed it: certainly in use.
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  // In use by another process: two test runs began together, and that one won.
  if (error instanceof EmbeddedPostgresError) console.error(error.message);
  else console.error(error);
  process.exitCode = 1;
});
