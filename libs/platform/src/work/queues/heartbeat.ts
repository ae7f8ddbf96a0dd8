import { newId } from '#libs/kernel';
import { Logger } from '@nestjs/common';
import { type Database } from '../../database/database.js';
import { type QueueBackend } from './queue-backend.js';
import { BEAT, LEAVE } from '../outbox/outbox.statements.js';

/** Tells the database that this worker lives and whether its queue answers, for the API's health page. */
export class Heartbeat {
  private readonly id = newId();
  private readonly log = new Logger('Heartbeat');
  private timer: NodeJS.Timeout | undefined;
  private isReachable = true;
  private beating: Promise<void> | undefined;

  /** @param onBeat looks after what may have stopped, beat by beat. */
  constructor(
    private readonly database: Database,
    private readonly backend: QueueBackend,
    private readonly everyMs: number,
    private readonly onBeat: () => Promise<void>,
  ) {}

  async start(): Promise<void> {
    await this.beat();
    this.timer = setInterval(() => {
      // One at a time: on a busy machine a beat may last longer than the pause between two.
      this.beating ??= this.beat()
        .catch(() => undefined)
        .finally(() => {
          this.beating = undefined;
        });
    }, this.everyMs);
  }

  /** Leaves behind the beat that is under way, which would otherwise bring this worker back when it is gone. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.beating;
    await this.database.pool.query(LEAVE, [this.id]).catch(() => undefined);
  }

  private async beat(): Promise<void> {
    await this.onBeat();
    const isReachable = await this.backend.isReachable();
    if (isReachable !== this.isReachable)
      this.log.warn(
        isReachable ? 'The queue answers again' : 'The queue cannot be reached; work waits in the outbox',
      );
    this.isReachable = isReachable;
    await this.database.pool.query(BEAT, [this.id, this.backend.kind, isReachable]);
  }
}
