/** npm passes a Ctrl-C on that the terminal has sent to everybody already: within so many ms it is the same one. */
const SAME_PRESS_MS = 1000;
const PARENT_LOOK_MS = 500;

/**
 * Turns signals into an AbortSignal. The first SIGINT, SIGTERM or SIGHUP asks for an orderly stop; a second one, as a
 * person presses who will not wait, ends the process at once.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  let first: number | undefined;
  const onSignal = () => {
    if (first === undefined) {
      first = performance.now();
      controller.abort();
    } else if (performance.now() - first > SAME_PRESS_MS) {
      process.exit(130);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  if (process.env.npm_lifecycle_event === 'start') stopWithParent(onSignal);
  return controller.signal;
}

/** Resolves when the signal comes; at once where it has come. */
export function untilStopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((stopped) => signal.addEventListener('abort', () => stopped(), { once: true }));
}

/** `npm start` whose npm was killed would leave us to nobody: then we stop as well. */
function stopWithParent(stop: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, PARENT_LOOK_MS);
  timer.unref();
}
