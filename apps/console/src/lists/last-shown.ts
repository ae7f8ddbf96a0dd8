import { useEffect } from 'react';

/** Gone with the page, like all that one person reads. */
const shown = new Map<string, string>();

/** Remembers how a list stands while it is shown, for the way back from its records. */
export function useLastShown(path: string, search: string): void {
  useEffect(() => {
    shown.set(path, search);
  }, [path, search]);
}

/** The address of a list as it was last shown in this window, with its filters; else of the whole list. */
export function lastShown(path: string): string {
  return path + (shown.get(path) ?? '');
}
