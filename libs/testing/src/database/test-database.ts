import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import pg from 'pg';
import { hashOfFiles, sourcesOf } from './sources-of.js';
import { type DatabaseUrls, testSettings, urlsOf } from './test-settings.js';
import { testServer } from './test-server.js';

export interface TestDatabase extends DatabaseUrls {
  /** For tests that tamper with rows behind the product's back. */
  readonly superuserUrl: string;
  readonly name: string;
  /** Removes it, cutting off whoever is still connected. */
  drop(): Promise<void>;
}

/** Any number that no other use of advisory locks on the test server takes. */
const TEMPLATE_LOCK = 0x74_65_73_74;

/**
 * A migrated database of your own, cloned from a template in some tens of milliseconds: ask once per file (or per test)
 * and drop it at the end. The template is built once per server and anew when a migration changes.
 *
 * `empty: true` gives a database without any migration, for tests of the migrations themselves.
 */
export async function testDatabase(options: { readonly empty?: boolean } = {}): Promise<TestDatabase> {
  const server = await testServer();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await withClient(server.ownerUrl, async (client) => {
    const template = options.empty ? 'template0' : await ensureTemplate(client, server.ownerUrl);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const ownerUrl = databaseUrl(server.ownerUrl, name);
  return {
    name,
    ...urlsOf(ownerUrl),
    superuserUrl: databaseUrl(server.superuserUrl, name),
    // As superuser: the owner may not cut off a superuser's connection that is just closing.
    drop: () =>
      withClient(server.superuserUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

/** @returns the template's name, after building it under a lock if nobody has yet. */
async function ensureTemplate(client: pg.Client, serverUrl: string): Promise<string> {
  const name = `template_${await migrationsHash()}`;
  const isThere = async () =>
    (await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).rowCount;
  if (await isThere()) return name;
  await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    if (await isThere()) return name;
    const draft = `${name}_draft`;
    await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${draft} TEMPLATE template0`);
    const { migrate } = await import('#libs/platform');
    await migrate(await testSettings({ ownerUrl: databaseUrl(serverUrl, draft) }));
    // Renamed last: a template that bears its name is complete.
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
    return name;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}

/** Changes with every name and text of a migration, and of whatever a migration is made with, however far away. */
async function migrationsHash(): Promise<string> {
  const { migrationFiles } = await import('#libs/platform');
  const migrations = migrationFiles();
  const libs = dirname(dirname(dirname(dirname(dirname(migrations[0] ?? '')))));
  return hashOfFiles(sourcesOf(migrations, libs), libs);
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: 'plenary-tests' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
