import { setTimeout as sleep } from 'node:timers/promises';
import { NOMINATION_COLUMNS } from '#libs/nominations/testing';
import { writeXlsx } from '#libs/export/testing';
import { type Bench, type BenchResult } from './bench.js';
import { benchDatabase } from './stage/database.js';
import { type BenchProcess, startApiProcess } from './stage/processes.js';
import { type Seed } from './stage/seed.js';
import { median } from './stage/statistics.js';

const ROUNDS = 3;
const ROWS = 100_000;
const ROWS_OF_A_PAGE = 1_000;
const MOST_TIMES = 1.5;
const MOST_MB = 150;

/** One export as XLSX, to its last byte; gives the milliseconds and the bytes. */
async function exported(api: BenchProcess, { world, tokens }: Seed): Promise<{ ms: number; bytes: number }> {
  const started = performance.now();
  const response = await fetch(`${api.url}/exports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.officer}` },
    body: JSON.stringify({ list: 'nominations', conferenceId: world.conferenceId, format: 'XLSX' }),
  });
  if (!response.ok || response.body === null)
    throw new Error(`The export was answered with ${response.status}`);
  let bytes = 0;
  for await (const piece of response.body) bytes += (piece as Uint8Array).length;
  return { ms: performance.now() - started, bytes };
}

const COLUMNS = NOMINATION_COLUMNS.filter(({ isExtra }) => isExtra !== true);

/** Rows as long as those of the seed, made before the clock runs. */
const PAGE = Array.from({ length: ROWS_OF_A_PAGE }, (_, row) =>
  COLUMNS.map(({ key, type }) => {
    if (type === 'number') return row;
    if (type === 'instant') return new Date(1_320_000_000_000 + row * 60_000);
    return ['honorific', 'badgeName', 'externalReference', 'language'].includes(key)
      ? null
      : `${key} of row ${row}`;
  }),
);

/** The writer and nothing else: milliseconds. */
async function writtenAlone(): Promise<number> {
  const started = performance.now();
  const pages = (async function* () {
    for (let page = 0; page < ROWS / ROWS_OF_A_PAGE; page += 1) yield PAGE;
  })();
  const columns = COLUMNS.map(({ words, type }) => ({
    heading: words.en,
    type: type === 'country' ? ('text' as const) : type,
  }));
  const making = writeXlsx({
    name: 'Nominations',
    columns,
    pages,
    timeZone: 'Europe/London',
    language: 'en',
  });
  while ((await making.next()).done !== true);
  return performance.now() - started;
}

/** What a process holds more at most while something is done, in MB. */
async function growthWhile(api: BenchProcess, work: () => Promise<unknown>): Promise<number> {
  const before = api.residentMiB();
  let most = before;
  let isOver = false;
  const watching = (async () => {
    for (; !isOver; most = Math.max(most, api.residentMiB())) await sleep(20);
  })();
  await work().finally(() => (isOver = true));
  await watching;
  return (most - before) * 1.048576;
}

async function run(): Promise<BenchResult[]> {
  const { seed, ownerUrl } = await benchDatabase();
  const api = await startApiProcess({ ownerUrl });
  const [whole, alone, memory]: number[][] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    alone!.push(await writtenAlone());
    memory!.push(await growthWhile(api, async () => whole!.push((await exported(api, seed)).ms)));
  }
  const ratio = median(whole!) / median(alone!);
  const rows = ROWS.toLocaleString('en-GB');
  return [
    {
      name: `export, ${rows} nominations as XLSX over HTTP`,
      value: median(whole!),
      unit: 'ms',
      against: `the writer alone: ${median(alone!).toFixed(0)} ms`,
      ratio,
      goal: `<= ${MOST_TIMES}`,
      met: ratio <= MOST_TIMES,
      samples: whole!,
    },
    {
      name: `export, ${rows} nominations as XLSX, growth of the API process`,
      value: Math.max(...memory!),
      unit: 'MB',
      against: `goal ${MOST_MB} MB`,
      ratio: Math.max(...memory!) / MOST_MB,
      goal: '<= 1',
      met: Math.max(...memory!) <= MOST_MB,
      samples: memory!,
    },
  ];
}

export const benches: Bench[] = [{ name: 'export', run }];
