const CHANNEL = 'plenary.session';

/** Only a path of this site: an address in a link must not lead elsewhere. */
export function localPath(path: string | null | undefined, fallback: string): string {
  if (path === null || path === undefined || !/^\/(?![/\\])/.test(path)) return fallback;
  const url = new URL(path, 'http://localhost');
  return url.host === 'localhost' ? url.pathname + url.search + url.hash : fallback;
}

// One channel for telling and for hearing: a channel does not hear itself, but a second one of this page would hear it
// and load the page anew in the middle of going on.
const channel = openChannel();

/** A browser that forbids site data (Firefox, with cookies blocked) refuses a channel as well: tabs then tell nothing. */
function openChannel(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    return undefined;
  }
}

/**
 * Goes on as somebody else, or as nobody: the page is loaded anew here and in every other tab, so that nothing read
 * by the one person stays in memory for the next.
 */
export function changeSession(
  next: string,
  go: (next: string) => void = (to) => window.location.assign(to),
): void {
  tellOtherTabs();
  go(next);
}

/** The same person signed in again: other tabs look, this page stays. */
export function tellOtherTabs(): void {
  channel?.postMessage('changed');
}

/** Answers whether it took care of a change itself, so that the page need not be loaded anew. */
type Taker = () => boolean;
let taker: Taker | undefined;

/** A page with unsaved text in it does not go away by itself. @returns how to stop that */
export function takeSessionChanges(take: Taker): () => void {
  taker = take;
  return () => {
    if (taker === take) taker = undefined;
  };
}

/**
 * Loads the page anew when another tab signed in or out, or when the browser shows a page of an earlier session; unless
 * somebody takes the change ({@link takeSessionChanges}).
 */
export function watchForAnotherSession(reload: () => void = () => window.location.reload()): void {
  const onChange = () => {
    if (taker?.() !== true) reload();
  };
  channel?.addEventListener('message', onChange);
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) onChange();
  });
}
