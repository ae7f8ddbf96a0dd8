import { Logger } from '@nestjs/common';
import { type QueryResultRow } from 'pg';
import { type Database } from '../database/database.js';
import { type JobRegistry } from '../queues/job-registry.js';
import { type QueueBackend } from '../queues/queue-backend.js';
import { errorLabel } from '../queues/retry-policy.js';
import { Carrier, type CarriedRow } from './carrier.js';
import { OutboxListener } from './outbox-listener.js';
import { ANY_LOST, COUNT_RELAYED, TAKE_LOST, TAKE_NEW } from './outbox.statements.js';

const BATCH = 500;

export interface RelayOptions {
  readonly pollMs: number;
  readonly sweepMs: number;
  /** Whether this machine's clock is wrong just now. */
  readonly clock: { readonly isWrong: boolean };
}

/**
 * Moves committed outbox rows to the queue: at once when the bell rings, by polling when it was not heard. The sweeper
 * gives the queue again what it lost: after FLUSHALL, a full or a dead Redis, all work is back within a minute.
 * Any number of processes may run one; rows are taken with SKIP LOCKED.
 */
export class Relay {
  private readonly log = new Logger('Relay');
  private readonly carrier: Carrier;
  private readonly listener: OutboxListener;
  private wake: () => void = () => undefined;
  private isRung = false;
  private isStopped = false;
  private sweptAt = 0;
  private trouble: string | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly registry: JobRegistry,
    private readonly backend: QueueBackend,
    databaseUrl: string,
    private readonly options: RelayOptions,
  ) {
    this.carrier = new Carrier(database, registry, backend, options.clock);
    this.listener = new OutboxListener(databaseUrl, () => this.ring());
  }

  start(): void {
    this.listener.start();
    this.running = this.run();
  }

  /** Ends after the batch that is under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.ring();
    await Promise.all([this.listener.stop(), this.running]);
  }

  private ring(): void {
    this.isRung = true;
    this.wake();
  }

  private async run(): Promise<void> {
    while (!this.isStopped) {
      this.isRung = false;
      try {
        const moved = await this.relay(TAKE_NEW, [BATCH, this.registry.keys], false);
        await this.sweepWhenDue();
        this.tellRecovered();
        if (moved === BATCH) continue;
      } catch (error) {
        this.tellTrouble(error);
        // A bell that rings on meanwhile must not turn a fault into a busy loop.
        this.isRung = false;
      }
      await this.pause();
    }
  }

  private async relay(statement: string, values: readonly unknown[], isRepeated: boolean): Promise<number> {
    const rows = await this.query<CarriedRow>(statement, values);
    if (rows.length > 0) await this.carrier.carry(inOrder(rows), isRepeated);
    return rows.length;
  }

  /**
   * A job that waits for its turn in a long queue looks like a lost one. Where the queue holds as many jobs as it ought
   * to, a batch of the oldest is added again, which changes nothing unless one of them was lost; else all are.
   */
  private async sweepWhenDue(): Promise<void> {
    const now = performance.now();
    if (now - this.sweptAt < this.options.sweepMs / 2) return;
    this.sweptAt = now;
    const values = [BATCH, this.registry.keys, this.options.sweepMs];
    // Asked before the first batch is added, and only where there is one.
    const [due] = await this.query<{ isAny: boolean }>(ANY_LOST, values.slice(1));
    if (due?.isAny !== true) return;
    const isLoss = await this.hasQueueLostJobs();
    let swept = 0;
    let found: number;
    do swept += found = await this.relay(TAKE_LOST, values, true);
    while (isLoss && found === BATCH && !this.isStopped);
    if (isLoss) this.log.warn(`The queue has lost jobs; ${swept} that were due are in it again`);
  }

  private async hasQueueLostJobs(): Promise<boolean> {
    for (const queue of this.registry.queues) {
      const [relayed] = await this.query<{ count: number }>(COUNT_RELAYED, [queue]);
      if ((relayed?.count ?? 0) > (await this.backend.count(queue))) return true;
    }
    return false;
  }

  private query<Row extends QueryResultRow>(text: string, values: readonly unknown[]): Promise<Row[]> {
    return this.database.run({ text, values });
  }

  private async pause(): Promise<void> {
    if (this.isRung || this.isStopped) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      timer = setTimeout(resolve, this.options.pollMs);
    });
    clearTimeout(timer);
  }

  private tellTrouble(error: unknown): void {
    const label = errorLabel(error);
    if (label !== this.trouble) this.log.warn(`The relay waits: ${label}`);
    this.trouble = label;
  }

  private tellRecovered(): void {
    if (this.trouble !== undefined) this.log.log('The relay works again');
    this.trouble = undefined;
  }
}

/** UPDATE answers in no order; ids sort by age. */
const inOrder = (rows: readonly CarriedRow[]): CarriedRow[] =>
  [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
