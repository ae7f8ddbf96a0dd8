import { ApiError } from '../http/api-error.js';

export interface TurnLimits {
  /** Pieces of work under way at the same time. */
  readonly atOnce: number;
  /** Of these, one caller's. */
  readonly ofOneCaller: number;
  /** Pieces of work that wait for their turn; what comes then is refused. */
  readonly waiting: number;
  /** Milliseconds after which whoever still waits is refused. */
  readonly patience: number;
  /**
   * Since when the patience counts: since it came, or since something of the same caller last ended well, where what one
   * caller has waiting is bounded otherwise and only has to be told from what hangs.
   */
  readonly patienceSince?: 'coming' | 'last success';
}

/** What a process does for people at the same time, and how much may wait for it. */
export const TURNS: Omit<TurnLimits, 'atOnce'> = { ofOneCaller: 4, waiting: 1_000, patience: 15_000 };

/** Seconds after which it is worth another try. */
const COME_BACK_IN = 2;

interface Waiting {
  readonly share: number;
  readonly begin: () => void;
  readonly refuse: () => void;
}

/** One caller's work. */
interface Line {
  /** Of `ofOneCaller`, what is taken by the work under way. */
  running: number;
  readonly waiting: Waiting[];
  /** By the monotonic clock. */
  succeededAt: number;
}

/**
 * Work is begun in fair turns: a few pieces of each caller at a time, and of those who wait one each, in a circle. Whoever
 * sends a thousand requests delays their own. What waits is bounded; where there is no room, whoever waits with most
 * gives up their newest, so that a flood refuses itself.
 */
export class FairTurns {
  private readonly lines = new Map<string, Line>();
  /** Lines whose turn it can be, the next one first. */
  private readonly circle = new Set<Line>();
  private running = 0;
  private waiting = 0;
  private isDealing = false;

  constructor(private readonly limits: TurnLimits) {}

  /** Callers of whom something is under way or waits. */
  get callers(): number {
    return this.lines.size;
  }

  /**
   * Runs `work` when it is its caller's turn; at once where nobody waits. Work of a `size` takes the place of so many
   * pieces among its caller's own: of what is dear, one at a time. @throws ApiError 503 with the time to come back.
   */
  async run<T>(caller: string, work: () => T | Promise<T>, size = 1): Promise<T> {
    const share = Math.min(size, this.limits.ofOneCaller);
    const line = this.lineOf(caller);
    try {
      if (this.circle.size > 0 || line.waiting.length > 0 || !this.hasRoom(line, share))
        await this.turn(line, share);
      else this.begin(line, share);
    } catch (error) {
      this.forgetIdle(caller, line);
      throw error;
    }
    try {
      const result = await work();
      line.succeededAt = performance.now();
      return result;
    } finally {
      this.end(caller, line, share);
    }
  }

  private lineOf(caller: string): Line {
    let line = this.lines.get(caller);
    if (line === undefined) {
      line = { running: 0, waiting: [], succeededAt: -Infinity };
      this.lines.set(caller, line);
    }
    return line;
  }

  private hasRoom(line: Line, share: number): boolean {
    return this.running < this.limits.atOnce && line.running + share <= this.limits.ofOneCaller;
  }

  private begin(line: Line, share: number): void {
    line.running += share;
    this.running += 1;
  }

  private end(caller: string, line: Line, share: number): void {
    line.running -= share;
    this.running -= 1;
    this.update(line);
    this.forgetIdle(caller, line);
    this.deal();
  }

  private forgetIdle(caller: string, line: Line): void {
    if (line.running === 0 && line.waiting.length === 0) this.lines.delete(caller);
  }

  private turn(line: Line, share: number): Promise<void> {
    if (this.waiting >= this.limits.waiting && !this.makeRoomFor(line)) return Promise.reject(tooBusy());
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(patience);
        this.waiting -= 1;
      };
      const one: Waiting = {
        share,
        begin: () => {
          leave();
          this.begin(line, share);
          resolve();
        },
        refuse: () => {
          leave();
          line.waiting.splice(line.waiting.indexOf(one), 1);
          this.update(line);
          reject(tooBusy());
        },
      };
      const cameAt = performance.now();
      const refuseInTime = (): void => {
        const since =
          this.limits.patienceSince === 'last success' ? Math.max(cameAt, line.succeededAt) : cameAt;
        const left = since + this.limits.patience - performance.now();
        if (left > 0) patience = setTimeout(refuseInTime, Math.ceil(left));
        else one.refuse();
      };
      let patience = setTimeout(refuseInTime, this.limits.patience);
      this.waiting += 1;
      line.waiting.push(one);
      this.update(line);
      this.deal();
    });
  }

  /** Refuses the newest of whoever waits with most; false where that is the one who comes. */
  private makeRoomFor(line: Line): boolean {
    let longest = line;
    for (const other of this.lines.values()) {
      if (other.waiting.length > longest.waiting.length) longest = other;
    }
    if (longest.waiting.length <= line.waiting.length + 1) return false;
    longest.waiting.at(-1)?.refuse();
    return true;
  }

  private update(line: Line): void {
    const [next] = line.waiting;
    if (next !== undefined && line.running + next.share <= this.limits.ofOneCaller) this.circle.add(line);
    else this.circle.delete(line);
  }

  /** In the next turn of the event loop: what has come meanwhile is read first, so that nobody's work follows itself. */
  private deal(): void {
    if (this.isDealing || this.circle.size === 0 || this.running >= this.limits.atOnce) return;
    this.isDealing = true;
    setImmediate(() => {
      this.isDealing = false;
      while (this.running < this.limits.atOnce) {
        const [line] = this.circle;
        if (line === undefined) break;
        // To the end of the circle, where it may go on.
        this.circle.delete(line);
        line.waiting.shift()?.begin();
        this.update(line);
      }
    });
  }
}

const tooBusy = (): ApiError =>
  new ApiError(
    'SERVICE_UNAVAILABLE',
    `The service has more to do than it can. Nothing was done. Send it again in ${COME_BACK_IN} seconds.`,
    503,
    { retryAfter: COME_BACK_IN },
  );
