import { Logger } from '@nestjs/common';
import { type Database } from '../../database/database.js';

/**
 * This machine's clock is too far from the database's for a process to be trusted: with locks and delays (a worker), with
 * ids, which sort by the time in them (an API).
 */
export class ClockSkew extends Error {
  override readonly name = 'ClockSkew';
}

/** Largest difference between this machine's clock and the database's with which a process starts. */
export const MOST_SKEW_MS = 2_000;

/**
 * Milliseconds by which this machine's clock is ahead of the database's. Of three questions the one answered fastest
 * counts; half its way there is taken off.
 */
export async function clockSkewMs(database: Database): Promise<number> {
  let best = { tripMs: Infinity, skewMs: 0 };
  for (let question = 0; question < 3; question += 1) {
    const askedAt = Date.now();
    const started = performance.now();
    const { rows } = await database.pool.query<{ ms: number }>(
      'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
    );
    const tripMs = performance.now() - started;
    if (tripMs < best.tripMs) best = { tripMs, skewMs: askedAt + tripMs / 2 - (rows[0]?.ms ?? 0) };
  }
  return best.skewMs;
}

/** @throws ClockSkew in a sentence for the person who runs the server. */
export async function refuseSkewedClock(
  database: Database,
  mostMs: number,
  what: 'a worker' | 'a web server',
): Promise<void> {
  const skewMs = await clockSkewMs(database);
  if (Math.abs(skewMs) <= mostMs) return;
  throw new ClockSkew(`${inWords(skewMs)}; ${what} starts within ${mostMs / 1000} s. Set the clock (NTP).`);
}

/**
 * Looks at the clock of a process that runs already. It goes on, for claims, sessions and deadlines are judged by the
 * database's clock; but somebody has to know, and the queue, which counts delays by this clock, is not to be relied on.
 */
export class ClockWatch {
  private readonly log = new Logger('Clock');
  private wrong = false;

  constructor(
    private readonly database: Database,
    private readonly mostMs: number,
  ) {}

  get isWrong(): boolean {
    return this.wrong;
  }

  async look(): Promise<void> {
    const skewMs = await clockSkewMs(this.database);
    const isWrong = Math.abs(skewMs) > this.mostMs;
    if (isWrong === this.wrong) return;
    this.wrong = isWrong;
    if (isWrong) this.log.warn(`${inWords(skewMs)}; work goes on by the database's. Set the clock (NTP).`);
    else this.log.log("The clock of this machine agrees with the database's again");
  }
}

const inWords = (skewMs: number): string =>
  `The clock of this machine is ${(Math.abs(skewMs) / 1000).toFixed(1)} s ${skewMs > 0 ? 'ahead of' : 'behind'} the database's`;
