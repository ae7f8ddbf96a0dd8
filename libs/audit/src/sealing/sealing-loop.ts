import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { isDatabaseUnavailable } from '#libs/platform';
import { AuditSealer } from './audit-sealer.js';

const TICK_MS = 1_000;
/** What every tick looks at: a transaction that wrote its entry longer ago than this was cut off by its time limits. */
const RECENT_MS = 30_000;
/** What every sixtieth tick looks at: writers whose clocks are behind. */
const PAST_MS = 3_600_000;
const TICKS_BETWEEN_LOOKS_BACK = 60;

/** Seals every second, in whichever worker is first; all others find the lock taken and try again a second later. */
@Injectable()
export class SealingLoop implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('Audit');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private ticks = 0;
  private isAllSealed = false;
  private isStopped = false;

  constructor(
    private readonly sealer: AuditSealer,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.plan(0);
  }

  /** Finishes the batch that is under way. */
  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private plan(delayMs: number): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.running = this.tick();
      void this.running.then(() => this.plan(TICK_MS));
    }, delayMs);
  }

  private async tick(): Promise<void> {
    try {
      await this.seal();
    } catch (error) {
      // What could not be sealed now is sealed later; `plenary audit verify` tells when nobody seals for a minute.
      if (isDatabaseUnavailable(error)) this.log.warn('Sealing waits for the database');
      else this.log.error('Sealing failed', error instanceof Error ? error.stack : String(error));
    }
  }

  private async seal(): Promise<void> {
    const reach = ++this.ticks % TICKS_BETWEEN_LOOKS_BACK === 0 ? PAST_MS : RECENT_MS;
    // Another worker may hold the lock for this tick; it then seals what we would have.
    if (!this.isAllSealed) this.isAllSealed = (await this.sealer.sealAll()) !== undefined;
    else await this.sealer.sealSince(new Date(this.clock.now().getTime() - reach));
  }
}
