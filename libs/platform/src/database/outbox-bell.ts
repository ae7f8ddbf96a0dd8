import { Injectable } from '@nestjs/common';
import { Database } from './database.js';

/** PostgreSQL channel on which the relay listens for new outbox rows. */
export const OUTBOX_CHANNEL = 'plenary_outbox';

/**
 * Tells the relay that there is work. Outside the writing transaction on purpose: NOTIFY inside one makes all commits
 * of the database queue up behind each other. A ring that is lost costs one polling interval.
 */
@Injectable()
export class OutboxBell {
  private isRinging = false;
  private isAsked = false;

  constructor(private readonly database: Database) {}

  /** Rings soon; rings that come while one is under way are joined into one. */
  ring(): void {
    this.isAsked = true;
    if (!this.isRinging) void this.ringUntilQuiet();
  }

  private async ringUntilQuiet(): Promise<void> {
    this.isRinging = true;
    try {
      while (this.isAsked) {
        this.isAsked = false;
        await this.database.pool.query(`NOTIFY ${OUTBOX_CHANNEL}`);
      }
    } catch {
      // The polling relay finds the rows.
    } finally {
      this.isRinging = false;
    }
  }
}
