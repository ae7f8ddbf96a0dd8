import pg from 'pg';
import { DataSource } from 'typeorm';
import { API_ROLE, credentialsOf, type Settings, WORKER_ROLE } from '../settings/settings.js';
import { loadMigrations } from './migrations.js';
import { LastingClient } from './lasting-client.js';
import { NO_LIMITS } from './session-options.js';
import { ensureRuntimeRole, rolesAsSql, type RuntimeLogin } from './runtime-role.js';
import { refuseNewerSchema } from './schema-state.js';
import { refuseUnfitDatabase } from './unfit-database.js';

/** Schema of BullMQ's tables where the queues live in PostgreSQL. */
export const QUEUE_SCHEMA = 'bullmq';
const MIGRATION_LOCK = 0x706c656e;

/**
 * Brings a database to the newest schema: the roles of the two processes, the contexts' migrations, BullMQ's own tables.
 * Safe to run at any time and from several processes at once. Returns the names of the migrations that it ran.
 * `only`: these migrations and no others, for an older version's tables.
 * @throws DatabaseRefused where the database cannot take it: too old, not in UTF-8, or without the right to make what is needed.
 * @throws WrongSchema where a newer program has migrated the database; nothing is changed then.
 * @throws WrongRole where a role is not as it has to be, and cannot be made so.
 */
export async function migrate(
  settings: Pick<Settings, 'database' | 'secret'>,
  only?: readonly string[],
): Promise<string[]> {
  const client = new LastingClient({
    connectionString: settings.database.ownerUrl,
    application_name: 'plenary-migrate',
    limits: NO_LIMITS,
  });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseUnfitDatabase(client);
    await refuseNewerSchema(client);
    for (const login of loginsOf(settings))
      await ensureRuntimeRole(client, settings.database.ownerUrl, login);
    const ran = await runContextMigrations(settings.database.ownerUrl, only);
    await migrateQueues(client);
    return ran;
  } finally {
    await client.end();
  }
}

/**
 * Makes what the worker signs in with, where the server does not know it, and nothing else: for whoever reads an older version's
 * tables as they are. A login that is there stays as it is, and so does its password.
 * @returns whether it was made just now.
 * @throws WrongRole where the owner may not make it.
 */
export async function makeWorkerLogin(settings: Pick<Settings, 'database'>): Promise<boolean> {
  const { ownerUrl, workerUrl } = settings.database;
  const client = new LastingClient({
    connectionString: ownerUrl,
    application_name: 'plenary-migrate',
    limits: NO_LIMITS,
  });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const known = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [
      credentialsOf(workerUrl).user,
    ]);
    if (known.rows.length > 0) return false;
    await client.query('BEGIN');
    for (const login of loginsOf(settings))
      if (login.role === WORKER_ROLE) await ensureRuntimeRole(client, ownerUrl, login);
    await client.query('COMMIT');
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function loginsOf({ database: { apiUrl, workerUrl } }: Pick<Settings, 'database'>): readonly RuntimeLogin[] {
  return [
    { role: API_ROLE, url: apiUrl, setting: 'DATABASE_API_URL' },
    { role: WORKER_ROLE, url: workerUrl, setting: 'DATABASE_WORKER_URL' },
  ];
}

/** What `migrate` does about roles, as SQL for whoever keeps the server and lets nobody else make roles. */
export function printRoles(settings: Pick<Settings, 'database'>): string {
  return rolesAsSql(settings.database.ownerUrl, loginsOf(settings));
}

/** A data source that only knows the migrations. */
export async function migrationSource(ownerUrl: string, only?: readonly string[]): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url: ownerUrl,
    installExtensions: false,
    migrations: (await loadMigrations()).filter(({ name }) => only?.includes(name) ?? true),
    migrationsTableName: 'plenary_migration',
    migrationsTransactionMode: 'each',
    poolSize: 1,
    logging: false,
    extra: { Client: LastingClient, limits: NO_LIMITS },
  });
}

async function runContextMigrations(ownerUrl: string, only?: readonly string[]): Promise<string[]> {
  const source = await migrationSource(ownerUrl, only);
  await source.initialize();
  try {
    return (await source.runMigrations()).map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}

async function migrateQueues(client: pg.Client): Promise<void> {
  const { runMigrations } = await import('bullmq');
  await runMigrations(client, QUEUE_SCHEMA);
  const schema = pg.escapeIdentifier(QUEUE_SCHEMA);
  // Only the worker adds and takes jobs; the API leaves work in the outbox and looks at the queue for its health page.
  await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ${WORKER_ROLE}`);
  await client.query(`GRANT ALL ON ALL TABLES IN SCHEMA ${schema} TO ${WORKER_ROLE}`);
  await client.query(`GRANT ALL ON ALL SEQUENCES IN SCHEMA ${schema} TO ${WORKER_ROLE}`);
  await client.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${schema} TO ${WORKER_ROLE}`);
}
