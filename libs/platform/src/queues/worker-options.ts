import { type Settings } from '../config/settings.js';
import { MOST_SKEW_MS } from './clock-skew.js';

export const WORKER_OPTIONS = Symbol('worker options');

/** Times are in milliseconds. */
export interface WorkerOptions {
  readonly database: { readonly url: string };
  /** Absent: the queues live in PostgreSQL. */
  readonly redisUrl: string | undefined;
  /** Jobs of one queue that one process works on at once. */
  readonly concurrency: number;
  /** How long a claim holds without a sign of life, in our own rows and in BullMQ. */
  readonly leaseMs: number;
  /** How often BullMQ looks for jobs whose worker died. */
  readonly stalledMs: number;
  /** How often the relay looks when no notice woke it. */
  readonly pollMs: number;
  /** A relayed job that is due and neither claimed nor ended for this long is given to the queue again. */
  readonly sweepMs: number;
  /** A stopping worker lets its jobs end for so long, then aborts their signals … */
  readonly drainMs: number;
  /** … and waits so much longer before it lets go of them. */
  readonly abortMs: number;
  readonly heartbeatMs: number;
  /** Largest difference between this machine's clock and the database's with which the worker starts. */
  readonly mostSkewMs: number;
}

export function workerOptions(
  settings: Pick<Settings, 'database' | 'redisUrl' | 'queue' | 'outbox'>,
): WorkerOptions {
  return {
    database: { url: settings.database.workerUrl },
    redisUrl: settings.redisUrl,
    concurrency: settings.queue.concurrency,
    leaseMs: settings.queue.lockMs,
    stalledMs: settings.queue.stalledMs,
    pollMs: settings.outbox.pollMs,
    sweepMs: settings.outbox.sweepMs,
    drainMs: 20_000,
    abortMs: 4_000,
    heartbeatMs: 5_000,
    mostSkewMs: MOST_SKEW_MS,
  };
}
