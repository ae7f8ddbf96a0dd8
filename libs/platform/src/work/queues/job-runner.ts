import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Database } from '../../database/database.js';
import { ReadinessProblem } from '../../health/readiness.js';
import { Heartbeat } from './heartbeat.js';
import { OutboxLedger } from '../outbox/outbox-ledger.js';
import { Relay } from './relay.js';
import { type SignOfLife } from '../outbox/sign-of-life.js';
import { ClockWatch, refuseSkewedClock } from './clock-skew.js';
import { WorkerStopping } from './job-attempt.js';
import { type JobRegistry } from './job-registry.js';
import { type JobProcessor } from './job-processor.js';
import { LeaseKeeper } from './lease-keeper.js';
import { type QueueBackend, type QueueConsumer } from './queue-backend.js';
import { redisWord } from '../../redis/redis-check.js';
import { errorLabel } from '../definitions/retry-policy.js';
import { queueTimes, type WorkerOptions } from './worker-options.js';

const TROUBLE_EVERY_MS = 10_000;

/** The life of a worker process: checks, then relay and consumers, then an orderly end. */
export class JobRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('Jobs');
  private readonly ledger: OutboxLedger;
  private readonly leases: LeaseKeeper;
  private backend: QueueBackend | undefined;
  private relay: Relay | undefined;
  private heartbeat: Heartbeat | undefined;
  private processor: JobProcessor | undefined;
  private consumers: QueueConsumer[] = [];
  private troubleToldAt = -Infinity;

  /** @param registry is asked for once all modules are there. */
  constructor(
    private readonly registry: () => JobRegistry,
    private readonly database: Database,
    private readonly options: WorkerOptions,
    private readonly life: SignOfLife,
  ) {
    this.ledger = new OutboxLedger(database, options.leaseMs, life);
    this.leases = new LeaseKeeper(this.ledger, options.leaseMs, life);
  }

  /** @throws when a job has no handler or two, the clock is wrong, or the queue cannot be used; then nothing is left open. */
  async onApplicationBootstrap(): Promise<void> {
    try {
      const registry = this.registry();
      await refuseSkewedClock(this.database, this.options.mostSkewMs, 'a worker');
      await this.begin(registry, await this.openBackend(registry));
    } catch (error) {
      await this.heartbeat?.stop();
      await this.backend?.close();
      await this.life.stop();
      // Nest shuts nothing down that did not start, and the pool would keep the process alive.
      await this.database.source.destroy();
      throw error;
    }
  }

  private async begin(registry: JobRegistry, backend: QueueBackend): Promise<void> {
    const { database, options } = this;
    this.backend = backend;
    for (const warning of await backend.check(await this.installation())) this.log.warn(warning);
    const clock = new ClockWatch(database, options.mostSkewMs);
    this.heartbeat = new Heartbeat(database, backend, options.heartbeatMs, async () => {
      this.consumers.forEach((consumer) => consumer.ensureRunning());
      await clock.look();
    });
    await this.heartbeat.start();
    await this.life.start();
    this.relay = new Relay(database, registry, backend, options.database.url, { ...options, clock });
    this.relay.start();
    const { JobProcessor } = await import('./job-processor.js');
    const processor = new JobProcessor(registry, this.ledger, this.leases, this.log);
    this.processor = processor;
    this.consumers = registry.queues.map((queue) =>
      backend.consume(queue, queueTimes(options, registry, queue), (job, token) =>
        processor.process(queue, job, token),
      ),
    );
  }

  /** @throws ReadinessProblem where the queue does not answer this worker. */
  async checkQueue(): Promise<void> {
    if ((await this.backend?.isReachable()) === true) return;
    throw new ReadinessProblem(
      `The queue does not answer; look at the server that ${this.options.redisUrl === undefined ? 'DATABASE_WORKER_URL' : 'REDIS_URL'} names.`,
    );
  }

  /** Takes no more jobs, lets those at work end, tells the rest to stop, and lets go of them. */
  async onModuleDestroy(): Promise<void> {
    const { backend } = this;
    if (backend === undefined) return;
    this.backend = undefined;
    await this.relay?.stop();
    this.processor?.stop();
    const drained = Promise.allSettled(this.consumers.map((consumer) => consumer.close())).then(() => true);
    if (!(await endsWithin(drained, this.options.drainMs))) {
      for (const controller of this.leases.controllers)
        controller.abort(new WorkerStopping('the worker stops'));
      if (!(await endsWithin(drained, this.options.abortMs)))
        this.log.warn('Jobs did not stop in time; other workers take them over');
    }
    await this.heartbeat?.stop();
    await endsWithin(backend.close(), this.options.abortMs);
    await this.life.stop();
  }

  /** Two installations have two databases, be they on one server or copies of each other. */
  private async installation(): Promise<string> {
    const [row] = await this.database.run<{ installation: string }>({
      text: `SELECT concat_ws('/', (SELECT system_identifier FROM pg_control_system()), oid) AS installation
        FROM pg_database WHERE datname = current_database()`,
      values: [],
    });
    return row?.installation ?? '';
  }

  /** BullMQ and the client of Redis are loaded by processes that use them, and by nothing else. */
  private async openBackend(registry: JobRegistry): Promise<QueueBackend> {
    const onTrouble = (error: Error) => this.tellTrouble(error);
    const { redisUrl, database } = this.options;
    if (redisUrl === undefined) {
      const { PostgresBackend } = await import('./postgres-backend.js');
      return new PostgresBackend(database.url, registry.queues.length, onTrouble);
    }
    const { RedisBackend } = await import('./redis-backend.js');
    return new RedisBackend({ url: redisUrl, ...this.options.redis }, onTrouble);
  }

  /** BullMQ tells the same trouble many times a second while a server is away. */
  private tellTrouble(error: Error): void {
    // While it is taken down it complains of its connections being closed, which is what was asked for.
    if (this.backend === undefined) return;
    const now = performance.now();
    if (now - this.troubleToldAt < TROUBLE_EVERY_MS) return;
    this.troubleToldAt = now;
    // The server's first word says what it is: NOPERM, MOVED, READONLY.
    this.log.warn(`The queue reports ${[errorLabel(error), redisWord(error)].join(' ').trim()}`);
  }
}

/** @returns whether it ended in time; what comes later is of no interest. */
async function endsWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
