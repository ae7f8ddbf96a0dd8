import { setTimeout as pause } from 'node:timers/promises';
import {
  type BackendFactory,
  type PgPool,
  PostgresConnection,
  type PostgresConnectionOptions,
  PostgresQueueBackend,
} from 'bullmq';
import type pg from 'pg';

/** What BullMQ uses of a pool. */
export type QueuePool = PgPool;

const PAUSE_MS = 500;

/**
 * A pool that answers a failure after a pause. BullMQ's worker pauses only after the errors that it takes for a lost
 * connection; after all others (a database that is starting, one that takes no writes) it asks again at once, without end.
 */
export function patientPool(pool: pg.Pool): QueuePool {
  const afterPause = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      return await asked;
    } catch (error) {
      await pause(PAUSE_MS);
      throw error;
    }
  };
  const patient: QueuePool = {
    query: <R>(text: string, values?: readonly unknown[]) =>
      afterPause(pool.query<R & pg.QueryResultRow>(text, values === undefined ? undefined : [...values])),
    connect: () => afterPause(pool.connect()),
    end: () => pool.end(),
    on: (event: 'error' | 'connect', listener: (subject: never) => void) => {
      pool.on(event as 'error', listener as (error: Error) => void);
      return patient;
    },
    removeAllListeners: (event) => {
      pool.removeAllListeners(event);
      return patient;
    },
  };
  return patient;
}

/**
 * BullMQ looks at its tables once for each queue and worker, and remembers a failure of this look for ever: a connection
 * that is cut just then leaves a worker that asks in vain without a pause, so that nothing else of its process runs any
 * more. The backend has looked at the tables at its start; here is nothing left to wait for.
 */
class CheckedConnection extends PostgresConnection {
  override waitUntilReady(): Promise<void> {
    return Promise.resolve();
  }
}

/** BullMQ's own backend, on a connection whose tables have been looked at. A worker's listening connection has the queue's name. */
export const createQueueBackend: BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> = (
  name,
  options,
  uses = {},
) =>
  new PostgresQueueBackend(
    new CheckedConnection(options.connection),
    name,
    options,
    true,
    uses.withBlockingConnection === true ? name : undefined,
  );
