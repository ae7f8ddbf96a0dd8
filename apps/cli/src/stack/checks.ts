import { accessSync, constants } from 'node:fs';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';
import {
  API_ROLE,
  checkRedisServer,
  codeOf,
  connectionProblem,
  type DatabaseUse,
  freePort,
  LastingClient,
  makeDirectory,
  OLDEST_POSTGRES,
  REDIS_PREFIX,
  redisOptions,
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
  const client = new LastingClient({ connectionString: url, connectionTimeoutMillis: 5000 });
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
    throw new CommandError(`${setting}: ${connectionProblem(error, url, role)}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** @param number PostgreSQL's server_version_num, as in 150004 for 15.4. */
export function versionProblem(number: number, setting: string): string | undefined {
  const major = Math.floor(number / 10_000);
  if (major >= OLDEST_POSTGRES) return undefined;
  return `${setting}: PostgreSQL ${major} is too old; Plenary needs ${OLDEST_POSTGRES} or newer.`;
}

export async function checkRedis({ redisUrl, redis }: Pick<Settings, 'redisUrl' | 'redis'>): Promise<void> {
  if (redisUrl === undefined) return;
  const address = { url: redisUrl, ca: redis?.ca };
  const client = new Redis({
    ...redisOptions(address),
    connectTimeout: 5000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    sentinelRetryStrategy: () => null,
  });
  try {
    await checkRedisServer(client, { url: redisUrl, prefix: redis?.prefix ?? REDIS_PREFIX });
  } finally {
    client.disconnect();
  }
}
