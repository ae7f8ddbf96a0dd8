import { type Actor } from '#libs/kernel';

/**
 * Long work is done in slices, so that the process goes on hearing everybody: in each turn of the event loop one slice of
 * one caller, and callers in turns. A slice is what is done without waiting after `next`: some milliseconds at most.
 */
export class Slices {
  /** Who waits for a slice, the next caller first. */
  private readonly waiting = new Map<string, (() => void)[]>();
  private isDealing = false;

  /** Resolves when it is this caller's turn. */
  next(caller: string): Promise<void> {
    return new Promise((resolve) => {
      const line = this.waiting.get(caller);
      if (line === undefined) this.waiting.set(caller, [resolve]);
      else line.push(resolve);
      this.deal();
    });
  }

  private deal(): void {
    if (this.isDealing || this.waiting.size === 0) return;
    this.isDealing = true;
    setImmediate(() => {
      this.isDealing = false;
      const [first] = this.waiting;
      if (first === undefined) return;
      const [caller, line] = first;
      this.waiting.delete(caller);
      line.shift()?.();
      // To the end of the circle.
      if (line.length > 0) this.waiting.set(caller, line);
      this.deal();
    });
  }
}

/** Those of this process: what they share is its one thread. */
const SLICES = new Slices();
/** After so many milliseconds of work somebody else may go on. */
const LONG = 2;

const nameOf = (actor: Actor): string => (actor.kind === 'user' ? actor.userId : actor.kind);

/** Waits for the caller's next slice of the process's time: before each piece of work that may take a millisecond or more. */
export const nextSlice = (actor: Actor): Promise<void> => SLICES.next(nameOf(actor));

/** Does the work for each item in turn, for as long as it takes, and lets others go on every few milliseconds. */
export async function inSlices<Item, Result>(
  actor: Actor,
  items: readonly Item[],
  work: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  let since = performance.now();
  for (const item of items) {
    if (performance.now() - since > LONG) {
      await nextSlice(actor);
      since = performance.now();
    }
    results.push(work(item));
  }
  return results;
}
