import { type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { freePort } from '../net/free-port.js';
import { findBinaries } from './binaries.js';
import { type Cluster, openCluster, readPassword, SUPERUSER } from './cluster.js';
import { type HeldLock, takeLock } from '../process/process-lock.js';
import { isPostgresIn } from '../process/processes.js';
import { DirectoryInUse, EmbeddedPostgresError } from './embedded-postgres-error.js';
import { clearLeftOvers, type ServerOptions, startServer, stopServer } from './server.js';
import { serverUser } from './server-user.js';
import { supervise } from './supervisor.js';

export { DirectoryInUse, EmbeddedPostgresError } from './embedded-postgres-error.js';

export interface EmbeddedPostgresOptions {
  /** The cluster lives in `postgres` below it; made if missing. One process at a time. */
  readonly dataDir: string;
  /** Default: any free one. */
  readonly port?: number;
  /** `tests` is faster and loses data in a power cut. Default: `full`. */
  readonly durability?: 'full' | 'tests';
  /** Removes the database of an earlier start first. */
  readonly startOver?: boolean;
  /** Told in one line when the server ended by itself and was started again, or could not be. */
  readonly onEvent?: (line: string) => void;
}

export interface EmbeddedPostgres {
  /**
   * Role and database `plenary`. The role owns the database and may create roles and databases, but is no superuser,
   * like the owner that a managed PostgreSQL gives: what works here works there.
   */
  readonly ownerUrl: string;
  /** For tests that tamper with rows behind the product's back; the product itself never uses it. */
  readonly superuserUrl: string;
  readonly port: number;
  /** The server's process id at this moment. */
  pid(): number | undefined;
  /** Cuts clients off, writes the data, ends the server. Safe to call twice. */
  stop(): Promise<void>;
}

const OWNER = 'plenary';

/**
 * Starts PostgreSQL 18 on this machine, listening on 127.0.0.1 only, with data that persist in `dataDir`.
 *
 * Works as root (the server then runs as another user) and as an ordinary user, below directories that only root may
 * enter too. A server left by a killed predecessor is stopped first; one that ends by itself is started again.
 * @throws EmbeddedPostgresError whose one line names PLENARY_DATA_DIR or DATABASE_URL as the remedy.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const lock = await lockDirectory(dataDir);
  try {
    const directory = join(dataDir, 'postgres');
    await clearLeftOvers(directory);
    if (options.startOver) rmSync(directory, { recursive: true, force: true });
    const user = serverUser();
    const cluster = await openCluster(directory, readPassword(dataDir), findBinaries(user), user);
    const { server, serverOptions } = await startOnFreePort(cluster, options, join(dataDir, 'postgres.log'));
    const address = `${cluster.password}@127.0.0.1:${serverOptions.port}`;
    await ensureOwner(`postgres://${SUPERUSER}:${address}/postgres`, cluster.password).catch(
      async (error: unknown) => {
        await stopServer(server);
        throw error;
      },
    );
    const supervised = supervise(cluster, server, serverOptions, options.onEvent);
    return {
      ownerUrl: `postgres://${OWNER}:${address}/${OWNER}`,
      superuserUrl: `postgres://${SUPERUSER}:${address}/${OWNER}`,
      port: serverOptions.port,
      pid: () => supervised.pid(),
      stop: async () => {
        await supervised.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function lockDirectory(dataDir: string): Promise<HeldLock> {
  let lock;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    lock = await takeLock(join(dataDir, 'postgres.lock'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EmbeddedPostgresError(`PLENARY_DATA_DIR names a directory that cannot be written: ${reason}`);
  }
  if ('release' in lock) return lock;
  throw new DirectoryInUse(dataDir, lock.heldBy);
}

/**
 * The server that another process of this machine runs in the directory, if it takes connections now: for a process that
 * works beside that one, and no longer than it.
 */
export async function besideEmbeddedPostgres(
  directory: string,
): Promise<Pick<EmbeddedPostgres, 'ownerUrl'> | undefined> {
  const dataDir = resolve(directory);
  const port = portOfRunning(join(dataDir, 'postgres'));
  if (port === undefined) return undefined;
  const ownerUrl = `postgres://${OWNER}:${readPassword(dataDir)}@127.0.0.1:${port}/${OWNER}`;
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return { ownerUrl };
  } catch {
    // It is still starting, or stops.
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** PostgreSQL writes its process and, in the fourth line, its port. */
function portOfRunning(cluster: string): number | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return isPostgresIn(pid, cluster) && port > 0 ? port : undefined;
  } catch {
    return undefined;
  }
}

/** Between finding a port free and binding it another program may take it: then the next one. */
async function startOnFreePort(
  cluster: Cluster,
  options: EmbeddedPostgresOptions,
  logFile: string,
): Promise<{ server: ChildProcess; serverOptions: ServerOptions }> {
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    const serverOptions = { port, durability: options.durability ?? 'full', logFile } as const;
    try {
      return { server: await startServer(cluster, serverOptions), serverOptions };
    } catch (error) {
      if (attempt === 5) throw error;
      // Also heals what a killed server leaves for a moment: backends that still hold its shared memory.
      await new Promise((next) => setTimeout(next, 200));
    }
  }
}

async function ensureOwner(adminUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [OWNER]);
    if (rowCount) return;
    const secret = client.escapeLiteral(password);
    const roles = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [OWNER]);
    if (!roles.rowCount)
      await client.query(`CREATE ROLE ${OWNER} LOGIN CREATEROLE CREATEDB PASSWORD ${secret}`);
    await client.query(`CREATE DATABASE ${OWNER} OWNER ${OWNER}`);
  } finally {
    await client.end();
  }
}
