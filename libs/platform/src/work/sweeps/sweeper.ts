import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Database } from '../../database/database.js';
import { statementName } from '../../database/statement.js';
import { errorLabel } from '../definitions/retry-policy.js';
import { type Sweep } from './sweep.js';

/** How much a sweep may do. A busy hour makes some 400,000 rows; with these, one worker deletes up to 1,200,000. */
export const SWEEP_PACE = {
  everyMs: 5 * 60_000,
  /** Rows of one statement: some tens of milliseconds. */
  batch: 2_000,
  /** Statements of one run, for each sweep. */
  batches: 50,
  /** Between two statements, so that sweeping never takes the database for itself. */
  pauseMs: 50,
} as const;

/** Runs all sweeps of the process, one after the other, a batch at a time. */
export class Sweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('Sweeper');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;
  private endPause: () => void = () => undefined;

  /** @param sweeps is asked for once all modules are there. */
  constructor(
    private readonly database: Database,
    private readonly sweeps: () => readonly Sweep[],
    private readonly pace: { readonly [limit in keyof typeof SWEEP_PACE]: number } = SWEEP_PACE,
  ) {}

  onApplicationBootstrap(): void {
    // Nest shuts nothing down that did not start: the timer of a worker that refuses to must not keep its process alive.
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.sweep());
    }, this.pace.everyMs).unref();
  }

  /** Finishes the batch that is under way. */
  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    this.endPause();
    await this.running;
  }

  /** One run. What fails now is swept the next time. */
  async sweep(): Promise<void> {
    for (const sweep of this.sweeps()) {
      try {
        const deleted = await this.sweepOne(sweep);
        if (deleted > 0) this.log.debug(`Deleted ${deleted} ${sweep.of}`);
      } catch (error) {
        this.log.warn(`Sweeping ${sweep.of} failed: ${errorLabel(error)}`);
      }
    }
  }

  private async sweepOne({ statement: text }: Sweep): Promise<number> {
    const { batch, batches, pauseMs } = this.pace;
    let deleted = 0;
    for (let done = 0; done < batches && !this.isStopped; done += 1) {
      const query = { name: statementName(text), text, values: [batch] };
      const { rowCount } = await this.database.pool.query(query);
      deleted += rowCount ?? 0;
      if ((rowCount ?? 0) < batch) break;
      await this.pause(pauseMs);
    }
    return deleted;
  }

  private async pause(ms: number): Promise<void> {
    if (this.isStopped) return;
    await new Promise<void>((resolve) => {
      this.endPause = resolve;
      setTimeout(resolve, ms);
    });
  }
}
