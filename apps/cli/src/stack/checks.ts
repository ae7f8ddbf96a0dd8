import { accessSync, constants } from 'node:fs';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';
import pg from 'pg';
import {
  API_ROLE,
  type DatabaseUse,
  freePort,
  makeDirectory,
  OLDEST_POSTGRES,
  refuseOtherRole,
  refuseOtherSchema,
  type Settings,
  withPort,
  WORKER_ROLE,
} from '#libs/platform';
import { CommandError } from '../command-error.js';

/** Each check looks at one setting before anything starts, and refuses in one line that names it. */

export function checkDataDir({ dataDir }: Settings): void {
  try {
    makeDirectory(dataDir);
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch {
    throw new CommandError(`PLENARY_DATA_DIR: the directory ${dataDir} cannot be written; name another one.`);
  }
}

/** @returns the settings with a port that is free; the one asked for unless that is 0. */
export async function checkPort(settings: Settings): Promise<Settings> {
  const { port, host } = settings.http;
  if (port === 0) return withPort(settings, await freePort(host));
  const probe = createServer();
  try {
    await new Promise<void>((listening, failed) => probe.once('error', failed).listen(port, host, listening));
  } catch (error) {
    throw new CommandError(portProblem(codeOf(error), port, host));
  }
  await new Promise((closed) => probe.close(closed));
  return settings;
}

function portProblem(code: string, port: number, host: string): string {
  switch (code) {
    case 'EADDRINUSE':
      return `PORT: ${port} is taken by another program; stop it, or choose another port, as in PORT=${port + 1} npm start.`;
    case 'EACCES':
      return `PORT: ${port} may not be used by this user; choose one from 1024 up, as in PORT=3000.`;
    default:
      return `HOST: cannot listen on ${host} (${code}).`;
  }
}

interface Looked {
  readonly setting: 'DATABASE_URL' | 'DATABASE_API_URL' | 'DATABASE_WORKER_URL';
  readonly url: string;
  /** What the process works as by this address, which the database is migrated for. Absent: the owner, who migrates. */
  readonly role?: typeof API_ROLE | typeof WORKER_ROLE;
}

/**
 * Whoever has the owner's address makes everything else; whoever has not finds it made, or hears what to do.
 * `isMigrated`: it has to be the schema of this program; what only reads may read an older one.
 * @returns PostgreSQL's version as people write it, as in "18.4".
 */
export async function checkDatabases(
  { database }: Pick<Settings, 'database'>,
  uses: readonly DatabaseUse[],
  { isMigrated }: { readonly isMigrated: boolean },
): Promise<string> {
  const owner: Looked = { setting: 'DATABASE_URL', url: database.ownerUrl };
  if (database.ownerUrl !== '') return checkDatabase(owner, false);
  const each: Readonly<Record<DatabaseUse, Looked>> = {
    owner,
    api: { setting: 'DATABASE_API_URL', url: database.apiUrl, role: API_ROLE },
    worker: { setting: 'DATABASE_WORKER_URL', url: database.workerUrl, role: WORKER_ROLE },
  };
  let version = '';
  for (const use of uses) version = await checkDatabase(each[use], isMigrated);
  return version;
}

async function checkDatabase({ setting, url, role }: Looked, isMigrated: boolean): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: number; text: string }>(
      "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS text",
    );
    const [version] = rows;
    if (!version) throw new Error('no answer');
    const problem = versionProblem(version.number, setting);
    if (problem !== undefined) throw new CommandError(problem);
    if (isMigrated) await refuseOtherSchema(client);
    if (role !== undefined) await refuseOtherRole(client, role);
    return version.text.split(' ')[0] ?? version.text;
  } catch (error) {
    if (error instanceof CommandError || (error instanceof Error && /^Wrong(Schema|Role)$/.test(error.name)))
      throw error;
    const problem = databaseProblem(error, url);
    const isUnknown = role !== undefined && WRONG_PASSWORD.includes(codeOf(error));
    throw new CommandError(`${setting}: ${problem}${isUnknown ? ` ${MADE_BY_MIGRATE}` : ''}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const WRONG_PASSWORD = ['28P01', '28000'];
const MADE_BY_MIGRATE =
  '"npm run plenary -- migrate", with DATABASE_URL and the same address, makes the user and its password.';

/** @param number PostgreSQL's server_version_num, as in 150004 for 15.4. */
export function versionProblem(number: number, setting: string): string | undefined {
  const major = Math.floor(number / 10_000);
  if (major >= OLDEST_POSTGRES) return undefined;
  return `${setting}: PostgreSQL ${major} is too old; Plenary needs ${OLDEST_POSTGRES} or newer.`;
}

/** What is wrong, without the password that the address carries. */
function databaseProblem(error: unknown, address: string): string {
  const url = new URL(address);
  const server = `${url.hostname}:${url.port || 5432}`;
  switch (codeOf(error)) {
    case '28P01':
    case '28000':
      return `the server at ${server} refuses user ${decodeURIComponent(url.username)} or the password.`;
    case '3D000':
      return `the server at ${server} has no database named ${decodeURIComponent(url.pathname.slice(1))}.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `no server named ${url.hostname} is known.`;
    case 'ECONNREFUSED':
      return `nothing answers at ${server}; is PostgreSQL running there?`;
    default:
      return `the database at ${server} cannot be used (${messageOf(error)}).`;
  }
}

export async function checkRedis(redisUrl: string): Promise<void> {
  const client = new Redis(redisUrl, { lazyConnect: true, connectTimeout: 5000, retryStrategy: () => null });
  let problem = '';
  client.on('error', (error) => (problem = messageOf(error)));
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    const { hostname, port } = new URL(redisUrl);
    const why = problem || messageOf(error);
    throw new CommandError(`REDIS_URL: the server at ${hostname}:${port || 6379} cannot be used (${why}).`);
  } finally {
    client.disconnect();
  }
}

/** Read by shape: errors of Node itself are of another realm's classes under a test runner. */
interface Failure {
  readonly code?: unknown;
  readonly message?: unknown;
  /** A name with several addresses fails once for each. */
  readonly errors?: readonly Failure[];
}

function codeOf(error: unknown): string {
  const failure = firstOf(error);
  return typeof failure.code === 'string' ? failure.code : '';
}

function messageOf(error: unknown): string {
  const failure = firstOf(error);
  return typeof failure.message === 'string' ? failure.message : String(error);
}

function firstOf(error: unknown): Failure {
  const failure = (typeof error === 'object' && error !== null ? error : {}) as Failure;
  return failure.errors?.[0] ?? failure;
}
