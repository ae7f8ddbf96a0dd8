import { type SendingRate } from '#libs/platform';

/** Times in milliseconds. */
export interface PaceOptions {
  /** Most messages on their way at once. */
  readonly connections: number;
  /** What the settings allow. */
  readonly rate?: SendingRate | undefined;
  /** First pause after the mail server has had enough; doubles up to `mostPauseMs` while it takes nothing in between. */
  readonly firstPauseMs?: number;
  readonly mostPauseMs?: number;
  readonly now?: () => number;
}

const FIRST_PAUSE_MS = 30_000;
const MOST_PAUSE_MS = 15 * 60_000;
/** For how long after a pause connections of before it may turn out to be closed. */
const HANGS_UP_MS = 10_000;
/** After so many messages without a word against it, one more goes at the same time. */
const WIDER_AFTER = 10;

/** Why a message has to wait, and for how long. */
export interface Turn {
  readonly waitMs: number;
  /** The turn is the asker's, when the wait is over; else it has to ask again. */
  readonly isTaken: boolean;
  /** The server's words, where it has had enough; absent where our own limit says so. */
  readonly error?: string | undefined;
}
const NOW: Turn = { waitMs: 0, isTaken: true };

/**
 * How fast the mail server is given messages, all of them together: no faster than the settings say, and where it has had
 * enough, not at all for a while, then one by one, and gradually more. What waits for that has failed at nothing.
 */
export class RelayPace {
  private readonly now: () => number;
  private readonly gapMs: number;
  private nextTurnAt = -Infinity;
  /** Until when turns are promised to messages that were put off. */
  private promisedUntil = -Infinity;
  private pausedUntil = -Infinity;
  private pauseMs = 0;
  private reason: string | undefined;
  private takenSincePause = 0;
  private most: number;

  constructor(private readonly options: PaceOptions) {
    this.now = options.now ?? (() => performance.now());
    this.gapMs = options.rate === undefined ? 0 : options.rate.perMs / options.rate.messages;
    this.most = options.connections;
  }

  /** How many messages may be on their way at once. */
  get width(): number {
    return this.most;
  }

  /** Takes a turn, now or within `patienceMs`; else tells when to ask again. */
  take(patienceMs: number): Turn {
    const now = this.now();
    if (now < this.pausedUntil) return { waitMs: this.pausedUntil - now, isTaken: false, error: this.reason };
    if (this.gapMs === 0) return NOW;
    const turnAt = Math.max(this.nextTurnAt, now);
    if (turnAt - now <= patienceMs) {
      this.nextTurnAt = turnAt + this.gapMs;
      return { waitMs: turnAt - now, isTaken: true };
    }
    this.promisedUntil = Math.max(this.promisedUntil + this.gapMs, turnAt);
    return { waitMs: this.promisedUntil - now, isTaken: false };
  }

  /** Until anything may go, whoever else was promised that turn. */
  untilNextTurnMs(): number {
    return Math.max(0, Math.max(this.pausedUntil, this.nextTurnAt) - this.now());
  }

  /** What a server that has had enough, a pause ago at most, says without words: it hangs up. Undefined: it has not. */
  get pauseReason(): string | undefined {
    return this.now() < this.pausedUntil + Math.max(this.pauseMs, HANGS_UP_MS) ? this.reason : undefined;
  }

  /** The server took a message. */
  took(): void {
    this.takenSincePause += 1;
    if (this.takenSincePause % WIDER_AFTER === 0)
      this.most = Math.min(this.most + 1, this.options.connections);
  }

  /** The server has had enough. Many hear so at once: that is one pause. */
  hadEnough(error: string): void {
    const now = this.now();
    this.reason = error;
    this.most = 1;
    if (now < this.pausedUntil) return;
    const first = this.options.firstPauseMs ?? FIRST_PAUSE_MS;
    const isSame = this.takenSincePause > 0 || this.pauseMs === 0;
    this.pauseMs = isSame ? first : Math.min(this.pauseMs * 2, this.options.mostPauseMs ?? MOST_PAUSE_MS);
    this.takenSincePause = 0;
    this.pausedUntil = now + this.pauseMs;
  }
}
