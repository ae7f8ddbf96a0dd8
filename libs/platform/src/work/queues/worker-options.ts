import { type Settings } from '../../settings/settings.js';
import { TAKEN_MS } from '../outbox/outbox.statements.js';
import { MOST_SKEW_MS } from './clock-skew.js';
import { type JobRegistry } from './job-registry.js';
import { type WorkerTimes } from './queue-backend.js';

const QUEUE_LEASE_MS = 2_000;

/**
 * Milliseconds after the death of a worker, at most, until another one that has nothing else to do and a machine that is not
 * short of anything begins with what the dead one had at work: BullMQ's lock runs out and two looks find it, the job is
 * taken when the queue is next asked; meanwhile half a lease is over in our rows, which are looked at again soon, the
 * job's and then the message's.
 */
export function takenOverWithinMs(
  times: Pick<WorkerOptions, 'leaseMs' | 'queueLeaseMs' | 'stalledMs'>,
): number {
  const queue = Math.min(times.leaseMs, times.queueLeaseMs) + 2 * times.stalledMs + QUEUE_ASKED_MS;
  return Math.max(queue, times.leaseMs / 2) + 2 * (TAKEN_MS + QUEUE_ASKED_MS);
}
/** BullMQ asks an empty queue for jobs that are due as often. */
const QUEUE_ASKED_MS = 1_000;

/** How much longer BullMQ's locks last, and how much more seldom it looks at them, where a process has hundreds of jobs of a queue. */
const JOINED = 5;

/**
 * How the jobs of a queue are worked on. BullMQ writes the row of each job at work anew whenever it looks for the jobs of a dead
 * worker and renews a lock: for the hundreds that are joined into batches that costs more than it is worth to have them taken
 * over as soon as a mail.
 */
export function queueTimes(
  options: WorkerOptions,
  registry: Pick<JobRegistry, 'concurrencyOf' | 'isJoined'>,
  queue: string,
): WorkerTimes {
  const isJoined = registry.isJoined(queue);
  const longer = isJoined ? JOINED : 1;
  return {
    concurrency: registry.concurrencyOf(queue, options.concurrency),
    leaseMs: longer * Math.min(options.leaseMs, options.queueLeaseMs),
    stalledMs: longer * options.stalledMs,
    isJoined,
  };
}

export const WORKER_OPTIONS = Symbol('worker options');

/** Times are in milliseconds. */
export interface WorkerOptions {
  readonly database: { readonly url: string };
  /** Absent: the queues live in PostgreSQL. */
  readonly redisUrl: string | undefined;
  readonly redis?: Settings['redis'];
  /** Jobs of one queue that one process works on at once. */
  readonly concurrency: number;
  /** How long a claim holds without a renewal, in our own rows; half of it where its holder is dead (`SignOfLife`). */
  readonly leaseMs: number;
  /**
   * The same in BullMQ, at most. Short: a job that is given to a second worker while the first one lives is claimed by one of
   * them, so that nothing hangs on it but how soon a dead worker's jobs are given on.
   */
  readonly queueLeaseMs: number;
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
  settings: Pick<Settings, 'database' | 'redisUrl' | 'redis' | 'queue' | 'outbox'>,
): WorkerOptions {
  return {
    database: { url: settings.database.workerUrl },
    redisUrl: settings.redisUrl,
    redis: settings.redis,
    concurrency: settings.queue.concurrency,
    leaseMs: settings.queue.lockMs,
    queueLeaseMs: QUEUE_LEASE_MS,
    stalledMs: settings.queue.stalledMs,
    pollMs: settings.outbox.pollMs,
    sweepMs: settings.outbox.sweepMs,
    drainMs: 20_000,
    abortMs: 4_000,
    heartbeatMs: 5_000,
    mostSkewMs: MOST_SKEW_MS,
  };
}
