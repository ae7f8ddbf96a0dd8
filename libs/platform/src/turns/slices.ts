import { type Actor } from '#libs/kernel';

/** For so long at most, in milliseconds, a piece of dear work waits for light requests of others. */
const MOST_GIVEN_WAY = 20;

interface Piece {
  readonly begin: () => void;
  readonly isDear: boolean;
  /** When it came, by the monotonic clock. */
  readonly cameAt: number;
}

/**
 * Long work is done in slices, so that the process goes on hearing everybody: in each turn of the event loop one slice of
 * one caller, and callers in turns. A slice is what is done without waiting after `next`: a millisecond or two.
 *
 * What belongs to a dear request gives way: its next slice begins once no light request of anybody else is under way, or
 * after 20 ms. So whoever asks for little waits for a slice that has begun, and not for those behind it.
 */
export class Slices {
  /** Who waits for a slice, the next caller first. */
  private readonly waiting = new Map<string, Piece[]>();
  private readonly light = new Counts();
  private readonly dear = new Counts();
  private isDealing = false;
  private later: NodeJS.Timeout | undefined;

  /** Runs a request, and knows while it does whether it is a dear or a light one of this caller. */
  during<Result>(
    caller: string,
    isDear: boolean,
    work: () => Result | Promise<Result>,
  ): Result | Promise<Result> {
    const requests = isDear ? this.dear : this.light;
    const end = (): void => {
      requests.remove(caller);
      this.deal();
    };
    requests.add(caller);
    let result: Result | Promise<Result>;
    try {
      result = work();
    } catch (error) {
      end();
      throw error;
    }
    if (!(result instanceof Promise)) {
      end();
      return result;
    }
    // Only listened to: another promise in between would cost every request.
    result.then(end, end);
    return result;
  }

  /** Whether a dear request of this caller is under way: as it runs alone among the caller's, all they do belongs to it. */
  isDear(caller: string): boolean {
    return this.dear.has(caller);
  }

  /** Resolves when it is this caller's turn. */
  next(caller: string, isDear = this.dear.has(caller)): Promise<void> {
    return new Promise((resolve) => {
      const piece = { begin: resolve, isDear, cameAt: performance.now() };
      const line = this.waiting.get(caller);
      if (line === undefined) this.waiting.set(caller, [piece]);
      else line.push(piece);
      this.deal();
    });
  }

  private deal(): void {
    if (this.isDealing || this.waiting.size === 0) return;
    this.isDealing = true;
    clearTimeout(this.later);
    setImmediate(() => {
      this.isDealing = false;
      const now = performance.now();
      let soonest = Number.POSITIVE_INFINITY;
      for (const [caller, line] of this.waiting) {
        const [piece] = line;
        const wait = piece === undefined ? 0 : this.mayWait(caller, piece, now);
        if (wait > 0) {
          soonest = Math.min(soonest, wait);
          continue;
        }
        this.waiting.delete(caller);
        line.shift()?.begin();
        // To the end of the circle.
        if (line.length > 0) this.waiting.set(caller, line);
        this.deal();
        return;
      }
      if (soonest < Number.POSITIVE_INFINITY) this.later = setTimeout(() => this.deal(), Math.ceil(soonest));
    });
  }

  /** For how many milliseconds the piece gives way if nothing changes. */
  private mayWait(caller: string, { cameAt, isDear }: Piece, now: number): number {
    return isDear && this.light.hasOther(caller) ? cameAt + MOST_GIVEN_WAY - now : 0;
  }
}

/** How many of something each caller has. */
class Counts {
  private readonly counts = new Map<string, number>();

  add(caller: string): void {
    this.counts.set(caller, (this.counts.get(caller) ?? 0) + 1);
  }

  remove(caller: string): void {
    const left = (this.counts.get(caller) ?? 0) - 1;
    if (left > 0) this.counts.set(caller, left);
    else this.counts.delete(caller);
  }

  has(caller: string): boolean {
    return this.counts.has(caller);
  }

  /** Whether anybody else has one. */
  hasOther(caller: string): boolean {
    return this.counts.size > (this.counts.has(caller) ? 1 : 0);
  }
}

/** Those of this process: what they share is its one thread. */
const SLICES = new Slices();
/** After so many milliseconds of work somebody else may go on. */
const LONG = 1;

const nameOf = (actor: Actor): string => (actor.kind === 'user' ? actor.userId : actor.kind);

/** Runs a request of the process; while it is under way, all that its actor does is light or dear as it is. */
export const duringRequest = <Result>(
  actor: Actor,
  isDear: boolean,
  work: () => Result | Promise<Result>,
): Result | Promise<Result> => SLICES.during(nameOf(actor), isDear, work);

/** Whether the actor has a dear request under way, whose work gives way to others'. */
export const isDearNow = (actor: Actor): boolean => SLICES.isDear(nameOf(actor));

/** Waits for the caller's next slice of the process's time: before each piece of work that may take a millisecond or more. */
export const nextSlice = (actor: Actor): Promise<void> => SLICES.next(nameOf(actor));

/** The same for what is left of a dear request that is no longer under way: its answer's way out. */
export const nextDearSlice = (actor: Actor): Promise<void> => SLICES.next(nameOf(actor), true);

/**
 * Asked between pieces of work: undefined as long as the slice is short enough, or when the next one begins. Time counts
 * from when the pace was made or a slice began.
 */
export type Pace = () => Promise<void> | undefined;

export function paceOf(actor: Actor): Pace {
  let since = performance.now();
  return () =>
    performance.now() - since <= LONG
      ? undefined
      : nextSlice(actor).then(() => void (since = performance.now()));
}

/** Does the work for each item in turn, for as long as it takes, and lets others go on every millisecond or two. */
export async function inSlices<Item, Result>(
  actor: Actor,
  items: readonly Item[],
  work: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  const pace = paceOf(actor);
  for (const item of items) {
    const wait = pace();
    if (wait !== undefined) await wait;
    results.push(work(item));
  }
  return results;
}
