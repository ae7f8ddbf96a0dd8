/** How long the browser keeps something: for good, or as long as the tab is open. */
type Store = 'localStorage' | 'sessionStorage';

/** What was kept; null where nothing was, or where the browser forbids it (cookies or site data blocked). */
export function readKept(store: Store, key: string): string | null {
  try {
    return window[store].getItem(key);
  } catch {
    return null;
  }
}

/** @returns whether the browser keeps it; where it does not, a choice lasts as long as the page. */
export function keep(store: Store, key: string, value: string): boolean {
  try {
    window[store].setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
