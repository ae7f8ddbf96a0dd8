import { setTimeout as pause } from 'node:timers/promises';
import {
  type BackendFactory,
  type PgPool,
  PostgresConnection,
  type PostgresConnectionOptions,
  PostgresQueueBackend,
  type QueueBaseOptions,
} from 'bullmq';
import type pg from 'pg';
import { Batch } from '../outbox/batch.js';

/** What BullMQ uses of a pool, and the connection that keeps its locks. */
export type QueuePool = PgPool & { readonly forLocks: PgPool };

const PAUSE_MS = 500;

/** $1 queue, $2 jobs of it, $3 the tokens of their locks, $4 milliseconds of the epoch. Fails for all where it fails for one. */
const END_TOGETHER = `SELECT move_to_completed($1, ended.id, ended.token, 'null', $4::bigint, true, NULL, NULL)
  FROM unnest($2::text[], $3::text[]) AS ended (id, token)`;

/**
 * A pool that answers a failure after a pause. BullMQ's worker pauses only after the errors that it takes for a lost
 * connection; after all others (a database that is starting, one that takes no writes) it asks again at once, without end.
 * @param forLocks a pool of one connection, which nothing else uses.
 */
export function patientPool(pool: pg.Pool, forLocks: pg.Pool): QueuePool {
  return Object.assign(patient(pool), { forLocks: patient(forLocks) });
}

function patient(pool: pg.Pool): PgPool {
  const afterPause = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      return await asked;
    } catch (error) {
      await pause(PAUSE_MS);
      throw error;
    }
  };
  const one: PgPool = {
    query: <R>(text: string, values?: readonly unknown[]) =>
      afterPause(pool.query<R & pg.QueryResultRow>(text, values === undefined ? undefined : [...values])),
    connect: () => afterPause(pool.connect()),
    end: () => pool.end(),
    on: (event: 'error' | 'connect', listener: (subject: never) => void) => {
      pool.on(event as 'error', listener as (error: Error) => void);
      return one;
    },
    removeAllListeners: (event) => {
      pool.removeAllListeners(event);
      return one;
    },
  };
  return one;
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

/**
 * Renews the locks of jobs on a connection of its own. Where many jobs end together, their ends wait for the others
 * longer than a lock lasts; a renewal behind them came too late, and the jobs were given out a second time.
 */
class LockKeepingBackend extends PostgresQueueBackend {
  private readonly locks: PostgresQueueBackend;

  constructor(
    pool: QueuePool,
    name: string,
    options: QueueBaseOptions<PostgresConnectionOptions>,
    listenClientName: string | undefined,
  ) {
    super(new CheckedConnection(pool), name, options, true, listenClientName);
    this.locks = new PostgresQueueBackend(new CheckedConnection(pool.forLocks), name, options, false);
  }

  override extendLock(...asked: Parameters<PostgresQueueBackend['extendLock']>) {
    return this.locks.extendLock(...asked);
  }

  override extendLocks(...asked: Parameters<PostgresQueueBackend['extendLocks']>) {
    return this.locks.extendLocks(...asked);
  }
}

interface End {
  readonly id: string;
  readonly token: string;
}

/**
 * Ends what ends at once with one statement. BullMQ ends each job and takes the next one with a statement of its own: where hundreds are
 * joined into a batch and end with it, that is hundreds of commits, most of which find no next one. Here the worker's own loop takes it.
 */
class JoiningBackend extends LockKeepingBackend {
  private readonly ends = new Batch<End, boolean>((ends) => this.endTogether(ends));

  override async moveToCompleted(...asked: Parameters<PostgresQueueBackend['moveToCompleted']>) {
    const [{ id }, returned, isRemoved, token] = asked;
    const isPlain = id !== undefined && isRemoved === true && returned === undefined;
    if (isPlain && (await this.ends.add({ id, token }))) return { result: undefined, finishedOn: Date.now() };
    return super.moveToCompleted(...asked);
  }

  /** Answers false of what is better ended alone: the only one, and all where one could not be ended. */
  private async endTogether(ends: readonly End[]): Promise<boolean[]> {
    if (ends.length === 1) return [false];
    // Two processes that end jobs lock them in one order.
    const inOrder = [...ends].sort((one, other) => (one.id < other.id ? -1 : 1));
    const values = [
      this.queueName,
      inOrder.map(({ id }) => id),
      inOrder.map(({ token }) => token),
      Date.now(),
    ];
    const areEnded = await this.connection.pool.query(END_TOGETHER, values).then(
      () => true,
      () => false,
    );
    return ends.map(() => areEnded);
  }
}

type Factory = BackendFactory<PostgresQueueBackend, PostgresConnectionOptions>;

const factoryOf =
  (Backend: typeof LockKeepingBackend): Factory =>
  (name, options, uses = {}) =>
    new Backend(
      options.connection as QueuePool,
      name,
      options,
      uses.withBlockingConnection === true ? name : undefined,
    );

/**
 * BullMQ's own backend, on a connection whose tables have been looked at. A worker's listening connection has the queue's
 * name. The options' connection is what `patientPool` answers.
 */
export const createQueueBackend = factoryOf(LockKeepingBackend);

/** The same for the worker of a queue whose jobs are joined into batches. */
export const createJoiningBackend = factoryOf(JoiningBackend);
