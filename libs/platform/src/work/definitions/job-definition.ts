import { type z } from 'zod';

/** What a kind of background work is: its name, its payload (ids and versions only) and how failures are met. */
export interface JobDefinition<Payload = unknown> {
  /** Jobs of one queue share workers; a name of letters, digits and hyphens. */
  readonly queue: string;
  /** Unique within the queue; imperative. */
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  /** Attempts, counted in our own rows, before the work becomes a dead letter. A crash of the worker does not count. */
  readonly attempts: number;
  /** Wait before the second attempt in milliseconds; doubles each time up to `mostBackoffMs`, with jitter. */
  readonly backoffMs: number;
  readonly mostBackoffMs: number;
  /** An attempt that takes longer is given up. */
  readonly timeoutMs: number;
  /**
   * How many of these a process works on at once, where its handler joins them into batches that cost little more than one. Absent:
   * as many as `QUEUE_CONCURRENCY` says. Of the jobs of one queue the largest counts.
   */
  readonly together?: number;
  /**
   * Work that has to end, well or badly, before this job runs: a BullMQ flow of one level. Each child gets a row of its
   * own in the outbox, and with it attempts, a dead letter and a replay of its own.
   */
  children?(payload: Payload): readonly JobChild[];
}

export interface JobChild {
  readonly job: JobDefinition;
  readonly payload: unknown;
}

export interface JobOptions {
  readonly conferenceId?: string | null;
  /** Not before this time. */
  readonly runAt?: Date;
  /** A second promise with the same key is the same work. */
  readonly dedupeKey?: string;
}

const declared: JobDefinition[] = [];

/** What has to be said of a job; the rest has sensible defaults. */
export type Described<Payload> = Pick<JobDefinition<Payload>, 'queue' | 'name' | 'payload'> &
  Partial<JobDefinition<Payload>>;

/** Declares a kind of work, for which a worker must then have a handler; times have sensible defaults. */
export function defineJob<Payload>(definition: Described<Payload>): JobDefinition<Payload> {
  return declareJob(describeJob(definition));
}

/** Declares what is described already. */
export function declareJob<Job extends JobDefinition>(job: Job): Job {
  declared.push(job);
  return job;
}

/** The same without declaring it: nobody needs a handler for what a test works on. */
export const describeJob = <Payload>(definition: Described<Payload>): JobDefinition<Payload> => ({
  attempts: 8,
  backoffMs: 1_000,
  mostBackoffMs: 300_000,
  timeoutMs: 30_000,
  ...definition,
});

/** Every kind of work that the loaded modules declare: what the worker must have handlers for. */
export const declaredJobs = (): readonly JobDefinition[] => [...declared];
