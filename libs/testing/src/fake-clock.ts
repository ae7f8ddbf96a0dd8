import { Clock } from '#libs/kernel';

/** A clock that moves only when told to. */
export class FakeClock extends Clock {
  constructor(private time: Date) {
    super();
  }

  now(): Date {
    return new Date(this.time);
  }

  /** Moves on by so many milliseconds. */
  advance(ms: number): void {
    this.time = new Date(this.time.getTime() + ms);
  }

  set(time: Date | string): void {
    this.time = new Date(time);
  }
}

/** Starts, unless told otherwise, on the morning before the sample conference. */
export function fakeClock(start: Date | string = '2011-10-31T09:00:00Z'): FakeClock {
  return new FakeClock(new Date(start));
}
