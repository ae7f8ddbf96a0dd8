import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { freePort } from '#libs/platform';
import { ofBench } from './resources.js';
import { type ProductEnvironment, productionEnvironment } from './settings.js';

/** A server under measurement, in a process of its own, which ends with its benchmark at the latest. */
export interface BenchProcess {
  /** Its address; empty for one that listens nowhere. */
  readonly url: string;
  readonly child: ChildProcess;
  /** From the start of the process until it was ready, in milliseconds. */
  readonly startMs: number;
  /** Memory that it holds now (resident set), in MiB. */
  residentMiB(): number;
  /** For measurements that start it again and again. */
  stop(): Promise<void>;
}

const READY_MS = 60_000;
const DIST = new URL('../../../', import.meta.url);

/** Starts a built program with NODE_ENV=production and waits until `isReady`. */
export async function startProcess(
  program: string,
  env: Readonly<Record<string, string>>,
  options: {
    readonly url?: string;
    readonly isReady: () => Promise<boolean>;
    /** Hears what the program says from its first word. */
    readonly onMessage?: (message: unknown) => void;
  },
): Promise<BenchProcess> {
  const started = performance.now();
  const { PATH, HOME, LANG, BENCH_NODE_ARGS = '' } = process.env;
  const child = fork(fileURLToPath(new URL(program, DIST)), [], {
    env: { PATH, HOME, LANG, NODE_ENV: 'production', ...env },
    execArgv: BENCH_NODE_ARGS.split(' ').filter((argument) => argument !== ''),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  if (options.onMessage !== undefined) child.on('message', options.onMessage);
  const ended = once(child, 'exit');
  const isGone = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const stop = async (): Promise<void> => {
    if (!isGone()) child.kill('SIGTERM');
    await ended;
  };
  ofBench.add(stop);
  while (!(await options.isReady().catch(() => false))) {
    if (isGone()) throw new Error(`${program} ended before it was ready.`);
    if (performance.now() - started > READY_MS) throw new Error(`${program} was not ready in time.`);
    await sleep(5);
  }
  return {
    url: options.url ?? '',
    child,
    startMs: performance.now() - started,
    residentMiB: () => residentMiB(child.pid),
    stop,
  };
}

/** The API as it runs in production. */
export async function startApiProcess(product: ProductEnvironment): Promise<BenchProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...productionEnvironment(product), PORT: String(port), HOST: '127.0.0.1' };
  return startProcess('apps/api/src/main.js', env, { url, isReady: () => answers(`${url}/health/live`) });
}

/** The worker as it runs in production; ready when it has given its first sign of life. */
export async function startWorkerProcess(
  product: ProductEnvironment,
  superuserUrl: string,
): Promise<BenchProcess> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query('DELETE FROM platform.worker');
    return await startProcess('apps/worker/src/main.js', productionEnvironment(product), {
      isReady: async () => (await client.query('SELECT FROM platform.worker')).rowCount !== 0,
    });
  } finally {
    await client.end();
  }
}

/** Starts one of the reference servers; it answers 200 to GET / when it is ready. */
export async function startReference(
  program: string,
  env: Readonly<Record<string, string>>,
): Promise<BenchProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  return startProcess(
    `test/bench/reference/${program}`,
    { ...env, PORT: String(port) },
    { url, isReady: () => answers(url) },
  );
}

const answers = async (url: string): Promise<boolean> => (await fetch(url)).ok;

function residentMiB(pid: number | undefined): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}
