import { type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { findBinaries } from './embedded/binaries.js';
import { type Cluster, openCluster, SUPERUSER } from './embedded/cluster.js';
import { takeLock } from './embedded/directory-lock.js';
import { EmbeddedPostgresError } from './embedded/embedded-postgres-error.js';
import { clearLeftOvers, type ServerOptions, startServer, stopServer } from './embedded/server.js';
import { serverUser } from './embedded/server-user.js';

export { EmbeddedPostgresError } from './embedded/embedded-postgres-error.js';

export interface EmbeddedPostgresOptions {
  /** The cluster lives in `postgres` below it; made if missing. One process at a time. */
  readonly dataDir: string;
  /** Default: any free one. */
  readonly port?: number;
  /** `tests` is faster and loses data in a power cut. Default: `full`. */
  readonly durability?: 'full' | 'tests';
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
/** Restarts in a row after which a server that keeps ending is given up. */
const RESTARTS = 5;

/**
 * Starts PostgreSQL 18 on this machine, listening on 127.0.0.1 only, with data that persist in `dataDir`.
 *
 * Works as root (the server then runs as another user) and as an ordinary user, below directories that only root may
 * enter too. A server left by a killed predecessor is stopped first; one that ends by itself is started again.
 * @throws EmbeddedPostgresError whose one line names PLENARY_DATA_DIR or DATABASE_URL as the remedy.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const lock = lockDirectory(dataDir);
  try {
    const user = serverUser();
    const cluster = await openCluster(dataDir, findBinaries(user), user);
    await clearLeftOvers(cluster);
    const { port, server } = await startOnFreePort(cluster, { ...options, logFile: join(dataDir, 'postgres.log') });
    const urlOf = (role: string, database: string) =>
      `postgres://${role}:${cluster.password}@127.0.0.1:${port}/${database}`;
    const superuserUrl = urlOf(SUPERUSER, 'plenary');
    await ensureOwner(urlOf(SUPERUSER, 'postgres'), cluster.password).catch(async (error: unknown) => {
      await stopServer(server);
      throw error;
    });
    const running = keepRunning(cluster, server, { ...startOptions(options, port), logFile: join(dataDir, 'postgres.log') }, options.onEvent);
    const stop = async () => {
      await running.stop();
      lock.release();
    };
    return { ownerUrl: urlOf(OWNER, 'plenary'), superuserUrl, port, pid: running.pid, stop };
  } catch (error) {
    lock.release();
    throw error;
  }
}
