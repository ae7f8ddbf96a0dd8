import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { API_ROLE, LastingClient, QUEUE_SCHEMA, type Settings } from '#libs/platform';
import { CommandError } from '../command-error.js';
import { INSTANCE_FILES, readInstance } from './instance-file.js';

/**
 * What Plenary keeps in its data directory, besides the database, which starts over by itself. Nothing else in there is
 * touched: the directory may be somebody's home.
 */
const OWN_FILES = ['mail', 'secret', ...INSTANCE_FILES];

/** Forgets the demonstration in the data directory. @throws CommandError while it runs. */
export function resetDataDir(dataDir: string): void {
  const running = readInstance(dataDir);
  if (running)
    throw new CommandError(`Plenary runs (process ${running.pid}): stop it before you start over.`);
  for (const name of OWN_FILES) rmSync(join(dataDir, name), { recursive: true, force: true });
}

/**
 * Drops everything of Plenary's from the database that DATABASE_URL names, and nothing else: the schemas that its API
 * role may use, the queues, and the list of migrations.
 * @throws CommandError unless the person said that they mean it.
 */
export async function resetDatabase(settings: Settings, isConfirmed: boolean): Promise<void> {
  const { hostname, pathname } = new URL(settings.database.ownerUrl);
  if (!isConfirmed) {
    throw new CommandError(
      `--reset would delete all of Plenary's data in the database that DATABASE_URL names (${pathname.slice(1)} on ${hostname}): add --yes if you mean it.`,
    );
  }
  const client = new LastingClient({
    connectionString: settings.database.ownerUrl,
    connectionTimeoutMillis: 5000,
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT nspname AS name FROM pg_namespace
       WHERE nspowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)
         AND nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('public', 'information_schema')
         AND (nspname = $1 OR EXISTS (
           SELECT FROM aclexplode(nspacl) AS granted JOIN pg_roles AS role ON role.oid = granted.grantee
           WHERE role.rolname = $2))`,
      [QUEUE_SCHEMA, API_ROLE],
    );
    const drops = rows.map(({ name }) => `DROP SCHEMA ${pg.escapeIdentifier(name)} CASCADE`);
    await client.query(
      ['BEGIN', ...drops, 'DROP TABLE IF EXISTS public.plenary_migration', 'COMMIT'].join('; '),
    );
  } finally {
    await client.end();
  }
}
