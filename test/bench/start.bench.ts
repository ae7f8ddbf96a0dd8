import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '#libs/platform';
import { type Bench, type BenchResult } from './bench.js';
import { type BenchDatabase, benchDatabase } from './stage/database.js';
import { type BenchProcess, startApiProcess, startReference, startWorkerProcess } from './stage/processes.js';
import { inTurns, median } from './stage/statistics.js';

/** Seconds from the command to the line that says it is ready, on a machine where everything is installed and built. */
const FIRST_START_SECONDS = 30;
const LATER_START_SECONDS = 8;
const STARTS = 5;

async function startMs(start: () => Promise<BenchProcess>): Promise<number> {
  const process = await start();
  await process.stop();
  return process.startMs;
}

async function processes(database: BenchDatabase): Promise<BenchResult[]> {
  const env = { BENCH_DATABASE_URL: database.superuserUrl, BENCH_BODY_ID: database.seed.world.icc };
  const samples = await inTurns({
    api: () => startMs(() => startApiProcess(database)),
    worker: () => startMs(() => startWorkerProcess(database, database.superuserUrl)),
    stock: () => startMs(() => startReference('stock/main.js', env)),
  });
  const result = (name: string, ours: number[]): BenchResult => ({
    name,
    value: median(ours),
    unit: 'ms',
    against: `stock: ${median(samples.stock).toFixed(0)} ms`,
    ratio: median(ours) / median(samples.stock),
    goal: 'none',
    met: true,
    samples: ours,
  });
  return [
    result('start of the API process', samples.api),
    result('start of the worker process', samples.worker),
  ];
}

/** The demonstration from the command to "ready": PostgreSQL, migrations, seed, API, worker, mail catcher. */
async function demonstrationSeconds(dataDir: string): Promise<number> {
  const started = performance.now();
  const { PATH, HOME, LANG } = process.env;
  const main = fileURLToPath(new URL('../../apps/cli/src/main.js', import.meta.url));
  const child = spawn(process.execPath, [main, 'start'], {
    env: {
      ...{ PATH, HOME, LANG, LOG_LEVEL: 'warn' },
      ...{ PLENARY_MODE: 'demonstration', PLENARY_DATA_DIR: dataDir, PORT: String(await freePort()) },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  try {
    let said = '';
    for await (const text of child.stdout.setEncoding('utf8')) {
      said += String(text);
      if (said.includes('Plenary is ready')) return (performance.now() - started) / 1000;
    }
    throw new Error(`The demonstration did not start:\n${said}`);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function demonstration(): Promise<BenchResult[]> {
  const first: number[] = [];
  const later: number[] = [];
  for (let round = 0; round < STARTS; round++) {
    const dataDir = mkdtempSync(join(tmpdir(), 'plenary-bench-start-'));
    try {
      first.push(await demonstrationSeconds(dataDir));
      later.push(await demonstrationSeconds(dataDir));
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
  const result = (name: string, samples: number[], limit: number): BenchResult => ({
    name,
    value: median(samples),
    unit: 's',
    against: `the goal: ${limit} s`,
    ratio: median(samples) / limit,
    goal: '<= 1',
    met: median(samples) <= limit,
    samples,
  });
  return [
    result('first start of everything', first, FIRST_START_SECONDS),
    result('later start of everything', later, LATER_START_SECONDS),
  ];
}

async function run(): Promise<BenchResult[]> {
  const database = await benchDatabase();
  return [...(await processes(database)), ...(await demonstration())];
}

export const benches: Bench[] = [{ name: 'start', run }];
