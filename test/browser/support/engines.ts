import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';

/** One window of another engine, driven by what both drivers have: addresses, scripts, and pointers at a place. */
export interface Tab {
  goto(url: string): Promise<void>;
  /** The value of an expression on the page. */
  evaluate<Value>(expression: string): Promise<Value>;
  pressAt(x: number, y: number): Promise<void>;
  /** Types into what has the focus. */
  type(text: string): Promise<void>;
}

export interface Engine {
  /** A window as wide as this, with a mouse or a finger. */
  open(width: number, pointer: 'mouse' | 'touch'): Promise<Tab>;
  close(): Promise<void>;
}

/** The driver no longer answers: its browser is gone, or hangs. */
export class EngineLost extends Error {}

/**
 * A test that begins once more, in a new browser, where the first is lost. Whatever the page itself does wrong fails at once, and a page
 * that makes its browser hang does so twice.
 */
export const inEngine =
  (test: () => Promise<void>): (() => Promise<void>) =>
  async () => {
    try {
      await test();
    } catch (error) {
      if (!(error instanceof EngineLost)) throw error;
      console.warn(`${error.message}: begun once more in a new browser.`);
      await test();
    }
  };

interface EngineKind {
  readonly name: string;
  readonly programs: readonly string[];
  readonly start: () => Promise<Engine>;
}

/** WebKit's browser for its driver, which Debian keeps in a folder named after processor and version. */
const MINI_BROWSER =
  readdirSync('/usr/lib')
    .map((name) => join('/usr/lib', name, 'webkit2gtk-4.1/MiniBrowser'))
    .find((path) => existsSync(path)) ?? 'MiniBrowser';
const HEIGHT = 800;
const START_LIMIT_MS = 60_000;
/** Whatever a driver is asked, it answers within this time, also on a busy machine: one that does not has lost its browser. */
const ANSWER_LIMIT_MS = 60_000;

/** The engines besides Chromium: Firefox by WebDriver BiDi, WebKit (Safari's) by WebDriver, each as Debian has it. */
export const ENGINES: readonly EngineKind[] = [
  { name: 'Firefox', programs: ['/usr/bin/firefox-esr'], start: startFirefox },
  {
    name: 'WebKit',
    programs: ['/usr/bin/WebKitWebDriver', MINI_BROWSER, '/usr/bin/Xvfb'],
    start: startWebKit,
  },
];

/** Whether this machine has it; where it has not, the tests say loudly that they were skipped. */
export function hasEngine({ name, programs }: EngineKind): boolean {
  const missing = programs.filter((program) => !existsSync(program));
  if (missing.length > 0)
    console.warn(`The console was NOT tested in ${name}: ${missing.join(', ')} is not installed.`);
  return missing.length === 0;
}

/** The actions of one press; both drivers speak the same words for it. */
const pressing = (x: number, y: number, pointerType: 'mouse' | 'touch'): object[] => [
  {
    type: 'pointer',
    id: pointerType,
    parameters: { pointerType },
    actions: [
      { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ],
  },
];

const typing = (text: string): object[] => [
  {
    type: 'key',
    id: 'keyboard',
    actions: [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]),
  },
];

async function startFirefox(): Promise<Engine> {
  const profile = mkdtempSync(join(tmpdir(), 'plenary-firefox-'));
  const child = spawn(
    '/usr/bin/firefox-esr',
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const address = await saidBy(child, /WebDriver BiDi listening on (ws:\S+)/);
  const socket = new WebSocket(`${address}/session`);
  const waiting = new Map<number, { done: (value: unknown) => void; fail: (error: Error) => void }>();
  await new Promise<void>((done, fail) => {
    socket.once('open', () => done());
    socket.once('error', fail);
  });
  socket.on('message', (data: Buffer) => {
    const answer = JSON.parse(data.toString()) as { id?: number; result?: unknown; message?: string };
    const one = answer.id === undefined ? undefined : waiting.get(answer.id);
    if (one === undefined) return;
    waiting.delete(answer.id as number);
    if (answer.result === undefined) one.fail(new Error(answer.message));
    else one.done(answer.result);
  });
  let last = 0;
  const send = <Result>(method: string, params: object): Promise<Result> =>
    new Promise((done, fail) => {
      last += 1;
      waiting.set(last, { done: done as (value: unknown) => void, fail });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  await send('session.new', { capabilities: {} });
  return {
    open: async (width, pointer) => {
      const { userContext } = await send<{ userContext: string }>('browser.createUserContext', {});
      const { context } = await send<{ context: string }>('browsingContext.create', {
        type: 'tab',
        userContext,
      });
      await send('browsingContext.setViewport', { context, viewport: { width, height: HEIGHT } });
      return {
        goto: async (url) => {
          await send('browsingContext.navigate', { context, url, wait: 'complete' });
        },
        evaluate: async <Value>(expression: string) => {
          const { result, exceptionDetails } = await send<{
            result?: { value: string };
            exceptionDetails?: { text: string };
          }>('script.evaluate', {
            expression: `JSON.stringify({ value: ${expression} })`,
            target: { context },
            awaitPromise: false,
          });
          if (result === undefined) throw new Error(`${expression}: ${exceptionDetails?.text ?? ''}`);
          return (JSON.parse(result.value) as { value: Value }).value;
        },
        pressAt: async (x, y) => {
          await send('input.performActions', { context, actions: pressing(x, y, pointer) });
        },
        type: async (text) => {
          await send('input.performActions', { context, actions: typing(text) });
        },
      };
    },
    close: async () => {
      socket.terminate();
      await stop(child);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function startWebKit(): Promise<Engine> {
  const screen = spawn(
    '/usr/bin/Xvfb',
    ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const display = await new Promise<string>((done, fail) => {
    screen.stdio[3]?.once('data', (data: Buffer) => done(data.toString().trim()));
    screen.once('exit', () => fail(new Error('Xvfb ended')));
  });
  const port = 20_000 + (process.pid % 20_000);
  const startDriver = async (): Promise<ChildProcess> => {
    const child = spawn('/usr/bin/WebKitWebDriver', [`--port=${String(port)}`], {
      env: { ...process.env, DISPLAY: `:${display}`, GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1' },
      stdio: 'ignore',
      // A group of its own: its browser ends with it.
      detached: true,
    });
    await untilThere(() => call('GET', '/status'));
    return child;
  };
  const call = async <Value>(method: string, path: string, body?: object): Promise<Value> => {
    const [answer, { value }] = await fetch(`http://127.0.0.1:${String(port)}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    })
      .then(
        async (answer) =>
          [answer, (await answer.json()) as { value: Value & { error?: string; message?: string } }] as const,
      )
      .catch((cause: unknown) => {
        throw new EngineLost(`WebKit does not answer ${method} ${path}`, { cause });
      });
    if (!answer.ok) throw new Error(`${method} ${path}: ${value.error ?? ''} ${value.message ?? ''}`);
    return value;
  };
  let driver = await startDriver();
  let session: string | undefined;
  /** A driver that no longer answers takes its browser with it; the next window has another one. */
  const startAgain = async (): Promise<void> => {
    await stopGroup(driver);
    driver = await startDriver();
  };
  const end = async (): Promise<void> => {
    const ending = session;
    session = undefined;
    if (ending !== undefined) await call('DELETE', `/session/${ending}`).catch(startAgain);
  };
  /** The driver sometimes never answers whoever asks for a browser; another one does. */
  const begin = async (): Promise<string> => {
    const ask = () =>
      call<{ sessionId: string }>('POST', '/session', {
        capabilities: {
          alwaysMatch: {
            // Without its bars, which make it wider than a telephone.
            'webkitgtk:browserOptions': { binary: MINI_BROWSER, args: ['--automation', '--full-screen'] },
          },
        },
      });
    const { sessionId } = await ask().catch(async () => {
      await startAgain();
      return ask();
    });
    return sessionId;
  };
  return {
    // A driver has one session at a time, and each begins without cookies.
    open: async (width, pointer) => {
      await end();
      session = await begin();
      const at = `/session/${session}`;
      await call('POST', `${at}/window/rect`, { x: 0, y: 0, width, height: HEIGHT });
      return {
        goto: async (url) => {
          await call('POST', `${at}/url`, { url });
        },
        evaluate: <Value>(expression: string) =>
          call<Value>('POST', `${at}/execute/sync`, { script: `return ${expression};`, args: [] }),
        pressAt: async (x, y) => {
          await call('POST', `${at}/actions`, { actions: pressing(x, y, pointer) });
        },
        type: async (text) => {
          await call('POST', `${at}/actions`, { actions: typing(text) });
        },
      };
    },
    close: async () => {
      await end();
      await stopGroup(driver);
      await stop(screen);
    },
  };
}

/** What a program writes when it is ready. */
function saidBy(child: ChildProcess, words: RegExp): Promise<string> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error('The browser did not start')), START_LIMIT_MS);
    child.once('exit', () => fail(new Error('The browser ended')));
    if (child.stderr === null) return fail(new Error('The browser has no output'));
    createInterface(child.stderr).on('line', (line) => {
      const found = words.exec(line)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      done(found);
    });
  });
}

async function untilThere(look: () => Promise<unknown>): Promise<void> {
  for (const started = Date.now(); ;) {
    try {
      await look();
      return;
    } catch (error) {
      if (Date.now() - started > START_LIMIT_MS) throw error;
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

async function stop(
  child: ChildProcess,
  kill = (signal: NodeJS.Signals): unknown => child.kill(signal),
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  kill('SIGTERM');
  const timer = setTimeout(() => kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}

/** Stops a program that was started as the first of its group, with all that it has started: what hangs outlives it otherwise. */
async function stopGroup(child: ChildProcess): Promise<void> {
  const kill = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-(child.pid ?? 0), signal);
    } catch {
      // All of the group is gone.
    }
  };
  await stop(child, kill);
  kill('SIGKILL');
}
