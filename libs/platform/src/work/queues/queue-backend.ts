/** A job on its way to the queue. BullMQ is told the id alone: payloads stay in the outbox. */
export interface CarriedJob {
  /** The outbox row. */
  readonly id: string;
  /** BullMQ's own id; the same as `id` unless an earlier job of that id may be stuck. */
  readonly jobId: string;
  readonly queue: string;
  readonly name: string;
  readonly delayMs: number;
}

export interface CarriedFlow {
  readonly parent: CarriedJob;
  readonly children: readonly CarriedJob[];
}

export interface JobData {
  readonly id: string;
}

/** What we need of a BullMQ job at work, on either backend. */
export interface QueuedJob {
  readonly name: string;
  readonly data: JobData;
  moveToDelayed(timestamp: number, token: string): Promise<void>;
}

export interface WorkerTimes {
  readonly concurrency: number;
  readonly leaseMs: number;
  readonly stalledMs: number;
  /** Whether jobs of the queue are joined into batches, and so end together. */
  readonly isJoined: boolean;
}

/** What consumes one queue. */
export interface QueueConsumer {
  /** Stops taking jobs and waits for those at work. */
  close(): Promise<void>;
  /** Puts a consumer whose loop ended by a fault back to work. */
  ensureRunning(): void;
}

/** Where the queues live. Nothing here is the truth: all of it can be lost and is rebuilt from the outbox. */
export interface QueueBackend {
  readonly kind: 'postgres' | 'redis';
  /**
   * Fails when the queues cannot be used, or another installation uses them; answers what an administrator must be warned
   * of. `installation` is the same in all processes of one.
   */
  check(installation: string): Promise<readonly string[]>;
  /** Whether the queue answers now. */
  isReachable(): Promise<boolean>;
  /** A job whose id the queue has is left as it is. */
  add(jobs: readonly CarriedJob[]): Promise<void>;
  addFlows(flows: readonly CarriedFlow[]): Promise<void>;
  /** Jobs that the queue holds in whatever state. */
  count(queue: string): Promise<number>;
  /** Which of these BullMQ ids it holds, in whatever state. */
  held(queue: string, jobIds: readonly string[]): Promise<ReadonlySet<string>>;
  consume(
    queue: string,
    times: WorkerTimes,
    work: (job: QueuedJob, token: string) => Promise<void>,
  ): QueueConsumer;
  close(): Promise<void>;
}
