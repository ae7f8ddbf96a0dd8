const CHANNEL = 'plenary.session';

/** Only a path of this site: an address in a link must not lead elsewhere. */
export function localPath(path: string | null | undefined, fallback: string): string {
  if (path === null || path === undefined || !/^\/(?![/\\])/.test(path)) return fallback;
  const url = new URL(path, 'http://localhost');
  return url.host === 'localhost' ? url.pathname + url.search + url.hash : fallback;
}

/**
 * Goes on as somebody else, or as nobody: the page is loaded anew here and in every other tab, so that nothing read
 * by the one person stays in memory for the next.
 */
export function changeSession(next: string): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('changed');
  channel.close();
  window.location.assign(next);
}

/** Loads the page anew when another tab signed in or out, or when the browser shows a page of an earlier session. */
export function watchForAnotherSession(): void {
  const reload = () => {
    window.location.reload();
  };
  new BroadcastChannel(CHANNEL).addEventListener('message', reload);
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) reload();
  });
}
