import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ClockWatch, Database, MOST_SKEW_MS, refuseSkewedClock } from '#libs/platform';

const LOOK_MS = 5_000;

/** Ids sort by the time of this machine, so its clock has to be the database's: at the start, and told of after that. */
@Injectable()
export class KeepTime implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly database: Database) {}

  /** @throws ClockSkew */
  async onApplicationBootstrap(): Promise<void> {
    await refuseSkewedClock(this.database, MOST_SKEW_MS, 'a web server');
    const watch = new ClockWatch(this.database, MOST_SKEW_MS);
    this.timer = setInterval(() => {
      // A database that is away is told of by others.
      watch.look().catch(() => undefined);
    }, LOOK_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}
