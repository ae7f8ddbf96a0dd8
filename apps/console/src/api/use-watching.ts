import { useEffect } from 'react';

/** How soon after a change it is read again, in milliseconds; then after twice as long, and so on. */
const SOONEST = 2_000;
const RAREST = 60_000;
/** After this long without a change nothing more is expected, in milliseconds. */
const QUIET = 10 * 60_000;

/**
 * Reads again what goes on changing by itself: soon, then ever more rarely, and soon again whenever it has changed. It
 * asks no clock, for the browser's may be wrong.
 * @param refresh reads again; undefined as long as nothing was read.
 * @param sign a text that differs whenever what was read differs.
 */
export function useWatching(refresh: (() => void) | undefined, sign: string): void {
  useEffect(() => {
    if (refresh === undefined) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = (delay: number, waited: number) => {
      timer = setTimeout(() => {
        refresh();
        if (waited + delay < QUIET) wait(Math.min(2 * delay, RAREST), waited + delay);
      }, delay);
    };
    wait(SOONEST, 0);
    return () => {
      clearTimeout(timer);
    };
  }, [refresh, sign]);
}
