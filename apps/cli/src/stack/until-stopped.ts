import { execFileSync } from 'node:child_process';
import { birthMark, isAlive } from '#libs/platform';

/** npm passes a Ctrl-C on that the terminal has sent to everybody already: within so many ms it is the same one. */
const SAME_PRESS_MS = 1000;
const LOOK_MS = 500;

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
  if (process.env.npm_lifecycle_event === 'start') stopWithNpm(onSignal);
  return controller.signal;
}

/** Resolves when the signal comes; at once where it has come. */
export function untilStopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((stopped) => signal.addEventListener('abort', () => stopped(), { once: true }));
}

/** `npm start` whose npm was killed would leave us to nobody: then we stop as well. */
function stopWithNpm(stop: () => void): void {
  const npm = npmProcess();
  if (npm === undefined) return;
  const birth = birthMark(npm);
  const timer = setInterval(() => {
    if (isAlive(npm) && birthMark(npm) === birth) return;
    clearInterval(timer);
    stop();
  }, LOOK_MS);
  timer.unref();
}

/** npm starts us by a shell, which some systems' shells replace by us and others do not. */
function npmProcess(): number | undefined {
  try {
    const ask = (field: string, pid: number) =>
      execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim();
    const parent = process.ppid;
    return /(^|\/)-?(ba|da|z|k|a)?sh$/.test(ask('comm', parent)) ? Number(ask('ppid', parent)) : parent;
  } catch {
    // No ps on this system: then a killed npm goes unnoticed, as it does for every other program.
    return undefined;
  }
}
