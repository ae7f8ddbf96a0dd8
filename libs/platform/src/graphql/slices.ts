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

/** Waits for the caller's next slice of the process's time. To be awaited before each piece of work that takes a millisecond or more. */
export const nextSlice = (caller: string): Promise<void> => SLICES.next(caller);
