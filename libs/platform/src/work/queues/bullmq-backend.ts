import {
  type ConnectionOptions,
  type FlowJob,
  FlowProducer,
  type JobsOptions,
  type JobType,
  Queue,
  Worker,
} from 'bullmq';
import {
  type CarriedFlow,
  type CarriedJob,
  type JobData,
  type QueueBackend,
  type QueueConsumer,
  type QueuedJob,
  type WorkerTimes,
} from './queue-backend.js';
import { createJoiningBackend, createQueueBackend, type QueuePool } from './queue-pool.js';

/** Nobody reads BullMQ's event stream here. */
const EVENTS = { events: { maxLen: 100 } };
/** A worker that dies is no fault of the job: attempts are counted in our own rows (reliability F3). */
const MOST_STALLED = 1_000_000;

const ASKED_AT_ONCE = 50;

/**
 * Ended jobs leave at once, so that their id can be used again for a replay. The handler's own failures never reach
 * BullMQ; `attempts` is for what goes wrong between the queue and our rows.
 */
const JOB_OPTIONS: JobsOptions = {
  removeOnComplete: true,
  removeOnFail: true,
  attempts: 1_000_000,
  backoff: { type: 'fixed', delay: 1_000 },
  keepLogs: 0,
  stackTraceLimit: 0,
};

/** The parts of BullMQ's classes that are used here; its own types differ by backend. */
interface Heard {
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}
interface BullQueue extends Heard {
  add(name: string, data: JobData, options: JobsOptions): Promise<unknown>;
  getJob(id: string): Promise<{ readonly id?: string } | undefined>;
  getJobCounts(...states: JobType[]): Promise<Record<string, number>>;
}
interface BullFlows extends Heard {
  addBulk(flows: FlowJob[]): Promise<unknown>;
}
interface BullWorker extends Heard {
  isRunning(): boolean;
  run(): Promise<void>;
}

type Connection = { readonly redis: ConnectionOptions } | { readonly postgres: QueuePool };

/** What both backends share: BullMQ's classes over one connection for adding and one for working. */
export abstract class BullmqBackend implements QueueBackend {
  abstract readonly kind: 'postgres' | 'redis';
  private readonly queues = new Map<string, BullQueue>();
  private flows: BullFlows | undefined;

  /**
   * @param onTrouble is told of errors that heal by themselves.
   * @param prefix what the keys begin with, where there are keys.
   */
  protected constructor(
    protected readonly onTrouble: (error: Error) => void,
    private readonly prefix = '',
  ) {}

  abstract check(installation: string): Promise<readonly string[]>;
  abstract isReachable(): Promise<boolean>;
  /** Ends what the subclass has opened. */
  protected abstract disconnect(): Promise<void>;
  /** `worker` waits for a lost connection as long as it takes, `producer` fails soon. */
  protected abstract connection(use: 'producer' | 'worker'): Connection;

  async add(jobs: readonly CarriedJob[]): Promise<void> {
    const [only] = jobs;
    if (jobs.length === 1 && only !== undefined)
      await this.queue(only.queue).add(only.name, { id: only.id }, optionsOf(only));
    // As flows without children: BullMQ's bulk statement for PostgreSQL wants to make sequences and temporary tables.
    else await this.flowProducer().addBulk(jobs.map(flowJob));
  }

  async addFlows(flows: readonly CarriedFlow[]): Promise<void> {
    await this.flowProducer().addBulk(
      flows.map(({ parent, children }) => ({ ...flowJob(parent), children: children.map(flowJob) })),
    );
  }

  async count(queue: string): Promise<number> {
    const counts = await this.queue(queue).getJobCounts(
      'waiting',
      'active',
      'delayed',
      'prioritized',
      'waiting-children',
    );
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  }

  async held(queue: string, jobIds: readonly string[]): Promise<ReadonlySet<string>> {
    const held = new Set<string>();
    for (let start = 0; start < jobIds.length; start += ASKED_AT_ONCE) {
      const some = jobIds.slice(start, start + ASKED_AT_ONCE);
      const jobs = await Promise.all(some.map((id) => this.queue(queue).getJob(id)));
      some.forEach((id, index) => void (jobs[index] === undefined || held.add(id)));
    }
    return held;
  }

  consume(
    queue: string,
    times: WorkerTimes,
    work: (job: QueuedJob, token: string) => Promise<void>,
  ): QueueConsumer {
    const worker = this.heard(this.openWorker(queue, times, (job, token = '') => work(job, token)));
    let isClosing = false;
    return {
      close: async () => {
        isClosing = true;
        await worker.close();
      },
      ensureRunning: () => {
        if (!isClosing && !worker.isRunning()) worker.run().catch(this.onTrouble);
      },
    };
  }

  async close(): Promise<void> {
    const open = [...this.queues.values(), ...(this.flows === undefined ? [] : [this.flows])];
    await Promise.allSettled(open.map((part) => part.close()));
    await this.disconnect();
  }

  private queue(name: string): BullQueue {
    let queue = this.queues.get(name);
    if (queue === undefined) {
      queue = this.heard(this.openQueue(name));
      this.queues.set(name, queue);
    }
    return queue;
  }

  private flowProducer(): BullFlows {
    this.flows ??= this.heard(this.openFlows());
    return this.flows;
  }

  private openQueue(name: string): BullQueue {
    const connection = this.connection('producer');
    if ('redis' in connection)
      return new Queue(name, { connection: connection.redis, prefix: this.prefix, streams: EVENTS });
    return new Queue(name, { connection: connection.postgres, streams: EVENTS }, createQueueBackend);
  }

  private openFlows(): BullFlows {
    const connection = this.connection('producer');
    if ('redis' in connection) return new FlowProducer({ connection: connection.redis, prefix: this.prefix });
    return new FlowProducer({ connection: connection.postgres }, createQueueBackend);
  }

  private openWorker(
    queue: string,
    times: WorkerTimes,
    work: (job: QueuedJob, token?: string) => Promise<void>,
  ): BullWorker {
    const options = {
      concurrency: times.concurrency,
      lockDuration: times.leaseMs,
      stalledInterval: times.stalledMs,
      maxStalledCount: MOST_STALLED,
      drainDelay: 1,
      runRetryDelay: 500,
    };
    const connection = this.connection('worker');
    if ('redis' in connection)
      return new Worker(queue, work, { ...options, connection: connection.redis, prefix: this.prefix });
    const createBackend = times.isJoined ? createJoiningBackend : createQueueBackend;
    return new Worker(queue, work, { ...options, connection: connection.postgres }, createBackend);
  }

  /** Without a listener an error event would end the process. */
  private heard<Part extends Heard>(part: Part): Part {
    part.on('error', this.onTrouble);
    return part;
  }
}

const optionsOf = (job: CarriedJob): JobsOptions => ({
  ...JOB_OPTIONS,
  jobId: job.jobId,
  ...(job.delayMs > 0 ? { delay: job.delayMs } : {}),
});

/** A child ends its BullMQ job well even when it is a dead letter; the option is for what we did not foresee. */
const flowJob = (job: CarriedJob): FlowJob => ({
  name: job.name,
  queueName: job.queue,
  data: { id: job.id },
  opts: { ...optionsOf(job), ignoreDependencyOnFailure: true },
});
