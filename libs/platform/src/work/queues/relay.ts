import { Logger } from '@nestjs/common';
import { type QueryResultRow } from 'pg';
import { type Database } from '../../database/database.js';
import { type JobRegistry } from './job-registry.js';
import { type QueueBackend } from './queue-backend.js';
import { errorLabel } from '../definitions/retry-policy.js';
import { Carrier, type CarriedRow } from './carrier.js';
import { OutboxListener } from '../outbox/outbox-listener.js';
import { ANY_LOST, COUNT_RELAYED, TAKE_LOST, TAKE_NEW } from '../outbox/outbox.statements.js';

const BATCH = 500;
/** In sweeps: how soon it is said again that jobs are late. */
const LATE_TOLD_AFTER = 10;

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
  private toldLateAt = -Infinity;
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
        const { moved } = await this.relay(TAKE_NEW, [BATCH, this.registry.keys], false);
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

  private async relay(
    statement: string,
    values: readonly unknown[],
    isRepeated: boolean,
  ): Promise<{ moved: number; lost: number }> {
    const rows = await this.query<CarriedRow>(statement, values);
    const lost = rows.length > 0 ? await this.carrier.carry(inOrder(rows), isRepeated) : 0;
    return { moved: rows.length, lost };
  }

  /**
   * A job that waits for its turn in a long queue looks like a lost one, so the queue is asked which it has. Where it holds
   * as many as it ought to, a batch of the oldest is added again, which changes nothing unless one was lost; else all are.
   */
  private async sweepWhenDue(): Promise<void> {
    const now = performance.now();
    if (now - this.sweptAt < this.options.sweepMs / 2) return;
    this.sweptAt = now;
    const values = [BATCH, this.registry.keys, this.options.sweepMs];
    // Asked before the first batch is added, and only where there is one.
    const [due] = await this.query<{ isAny: boolean }>(ANY_LOST, values.slice(1));
    if (due?.isAny !== true) return;
    const isShort = await this.isQueueShort();
    const swept = { lost: 0, late: 0 };
    let batch: { moved: number; lost: number };
    do {
      batch = await this.relay(TAKE_LOST, values, true);
      swept.lost += batch.lost;
      swept.late += batch.moved - batch.lost;
    } while (isShort && batch.moved === BATCH && !this.isStopped);
    this.tellSwept(swept);
  }

  /** While jobs come and go this may be so without a loss: what is read second is smaller by those that ended meanwhile. */
  private async isQueueShort(): Promise<boolean> {
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

  private tellSwept({ lost, late }: { readonly lost: number; readonly late: number }): void {
    if (lost > 0) this.log.warn(`The queue has lost jobs; ${lost} that were due are in it again`);
    const now = performance.now();
    if (late === 0 || now - this.toldLateAt < LATE_TOLD_AFTER * this.options.sweepMs) return;
    this.toldLateAt = now;
    this.log.warn(
      `Jobs wait long for their turn: some have been due for more than ${this.options.sweepMs / 1_000} s. None of these is lost; another worker, or a higher QUEUE_CONCURRENCY, does them sooner`,
    );
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
