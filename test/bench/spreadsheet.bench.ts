import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Bench, type BenchResult } from './bench.js';

const ROUNDS = 3;
const SIZES = [10_000, 100_000] as const;
const COLUMNS = 8;
const MOST_MB = 300;

interface Measured {
  readonly rows: number;
  readonly milliseconds: number;
  /** Peak of the process that reads. */
  readonly megabytes: number;
}

/** A list as a partner's program writes it: unlike texts, shared by number in XLSX. */
const MAKE = `
  const cells = (i) => ['Nominee ' + i, 'Family' + (i * 7919) % 100003, 'n' + i + '@example.org', 'Organisation ' + (i % 5000),
    'Director of department ' + (i % 300), ['France', 'Japan', 'Kenya'][i % 3], '+44 20 7946 ' + i, 'Business'];
  const headings = ['Name', 'Family', 'E-mail', 'Organisation', 'Job title', 'Country', 'Telephone', 'Constituency'];
  const rows = Array.from({ length: COUNT }, (_, i) => (i === 0 ? headings : cells(i)));
  const csv = () => Buffer.from(rows.map((row) => row.join(',')).join('\\n'));
  const xlsx = () => {
    const numbers = new Map();
    const numberOf = (text) => numbers.get(text) ?? (numbers.set(text, numbers.size), numbers.size - 1);
    const sheet = rows.map((row) => '<row>' + row.map((text) => '<c t="s"><v>' + numberOf(text) + '</v></c>').join('') + '</row>').join('');
    const strings = '<sst>' + [...numbers.keys()].map((text) => '<si><t>' + text + '</t></si>').join('') + '</sst>';
    return xlsxOf({ List: sheetXml(sheet) }, [{ name: 'xl/sharedStrings.xml', data: strings }]);
  };`;

/** One reading in a fresh process, which looks at the memory of the one that it starts (Linux alone tells it). */
async function measure(format: 'csv' | 'xlsx', count: number): Promise<Measured> {
  const script = `
    const { readFileSync } = await import('node:fs');
    const { xlsxOf, sheetXml } = await import(${JSON.stringify(import.meta.resolve('#libs/spreadsheet/testing'))});
    const { readSpreadsheet } = await import(${JSON.stringify(import.meta.resolve('#libs/spreadsheet'))});
    ${MAKE.replace('COUNT', String(count))}
    const bytes = ${format}();
    const started = performance.now();
    const reading = await readSpreadsheet(bytes);
    let count = 0;
    let peak = 0;
    const children = () => readFileSync('/proc/self/task/' + process.pid + '/children', 'utf8').trim().split(' ');
    const look = () => {
      try {
        for (const pid of children()) peak = Math.max(peak, Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/' + pid + '/status', 'utf8'))[1]) / 1024);
      } catch {}
    };
    for await (const row of reading.rows) if (++count % 1000 === 0) look();
    console.log(JSON.stringify({ rows: count, milliseconds: performance.now() - started, megabytes: peak * 1.048576 }));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  return JSON.parse(stdout) as Measured;
}

const median = (samples: readonly number[]): number =>
  [...samples].sort((a, b) => a - b)[Math.floor(samples.length / 2)]!;

async function results(format: 'csv' | 'xlsx'): Promise<BenchResult[]> {
  const bySize: Measured[][] = SIZES.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, size] of SIZES.entries()) bySize[at]!.push(await measure(format, size));
  }
  const [small, large] = bySize.map((all) => all.map((one) => (1000 * one.milliseconds) / one.rows));
  const memory = bySize[1]!.map(({ megabytes }) => megabytes);
  const ratio = median(large!) / median(small!);
  const name = `${format.toUpperCase()}, ${SIZES[1].toLocaleString('en-GB')} rows of ${COLUMNS} cells`;
  return [
    {
      name: `spreadsheet, ${name}, time per row`,
      value: median(large!),
      unit: 'µs/row',
      against: `${SIZES[0].toLocaleString('en-GB')} rows: ${median(small!).toFixed(0)} µs/row`,
      ratio,
      goal: '<= 1.3',
      met: ratio <= 1.3,
      samples: large!,
    },
    {
      name: `spreadsheet, ${name}, peak memory of the reader`,
      value: median(memory),
      unit: 'MB',
      against: `the goal: ${MOST_MB} MB`,
      ratio: median(memory) / MOST_MB,
      goal: '<= 1',
      met: median(memory) <= MOST_MB,
      samples: memory,
    },
  ];
}

export const benches: Bench[] = [
  {
    name: 'spreadsheet',
    async run() {
      return [...(await results('csv')), ...(await results('xlsx'))];
    },
  },
];
