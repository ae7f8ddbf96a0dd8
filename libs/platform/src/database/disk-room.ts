import { Logger } from '@nestjs/common';
import { type Database, isDiskFull } from './database.js';
import { ReadinessProblem } from '../health/readiness.js';

/** Writing two megabytes to look whether there is room costs the server some 10 ms. */
const LOOK_EVERY_MS = 5_000;
const ANSWER_WITHIN_MS = 1_000;

const FULL =
  "The disk of the database's server is full: reading goes on, nothing can be saved. Make room on it or enlarge it; the service goes on by itself.";

/** Whether the disk of the database's server has room, told once when it fills up and once when there is room again. */
export class DiskRoom {
  private readonly log = new Logger('Disk');
  private lookedAt = -Infinity;
  private looking: Promise<void> = Promise.resolve();
  private isFull = false;

  constructor(private readonly database: Database) {}

  /** @throws ReadinessProblem where it is full; whatever else goes wrong, slowness too, is for other checks to say. */
  async check(): Promise<void> {
    const now = performance.now();
    if (now - this.lookedAt > LOOK_EVERY_MS) {
      this.lookedAt = now;
      this.looking = this.look();
    }
    await this.soon(this.looking);
    if (this.isFull) throw new ReadinessProblem(FULL);
  }

  private async look(): Promise<void> {
    try {
      await this.database.run({ text: 'SELECT platform.check_room_on_disk()', values: [] });
      if (this.isFull) this.log.log("The disk of the database's server has room again");
      this.isFull = false;
    } catch (error) {
      if (!isDiskFull(error)) return;
      if (!this.isFull) this.log.error(FULL);
      this.isFull = true;
    }
  }

  /** A server that takes its time is answered for by what was seen last. */
  private async soon(look: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      look,
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ANSWER_WITHIN_MS);
      }),
    ]);
    clearTimeout(timer);
  }
}
