import { Logger } from '@nestjs/common';
import type pg from 'pg';
import { type RuntimeRole, WORKER_ROLE } from '../settings/role-url.js';

/** Of an API beside its pool: one that listens for events. */
const BESIDE_API = 1;
/** Of a worker beside its pool: its sign of life, the bell of the outbox, and events. */
const BESIDE_WORKER = 3;
/** In PostgreSQL one for each of our six queues and six to spare (`queues/postgres-backend.ts`); none with Redis, which is not looked at here. */
const OF_QUEUES = 12;

/** Most connections that one process of this role keeps open. */
export const connectionsNeeded = (role: RuntimeRole, poolSize: number): number =>
  poolSize + (role === WORKER_ROLE ? BESIDE_WORKER + OF_QUEUES : BESIDE_API);

const ALLOWED = `SELECT least(
    current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
      - coalesce(current_setting('reserved_connections', true)::int, 0),
    CASE WHEN datconnlimit < 0 THEN 2147483647 ELSE datconnlimit END) AS allowed
  FROM pg_database WHERE datname = current_database()`;

/** Says in the log where the server allows fewer connections than one API and one worker may open: what comes last is refused with 503. */
export async function tellFewConnections(
  pool: Pick<pg.Pool, 'query'>,
  needs: { readonly api: number; readonly worker: number },
): Promise<void> {
  const [row] = (await pool.query<{ allowed: number }>(ALLOWED)).rows;
  const needed = needs.api + needs.worker;
  if (row === undefined || row.allowed >= needed) return;
  new Logger('Database').warn(
    `The server allows ${row.allowed} connections; one API may open ${needs.api} and one worker ${needs.worker}, and whoever comes last is refused (503). Raise max_connections to ${needed} and more for each further process, or lower DATABASE_POOL_SIZE.`,
  );
}
