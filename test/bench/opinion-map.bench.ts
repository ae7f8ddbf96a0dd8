import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { mapOpinions, type VoteColumns } from '#libs/opinion-map';
import { plantVotes, type Planting } from '#libs/opinion-map/testing';
import { type Bench, type BenchResult } from './bench.js';

const ROUNDS = 9;
const PASSES = 200;

/** Three planted groups, as a real forum has some; on noise the map looks at every vote some hundred times more. */
const SMALL: Planting = {
  people: 2_000,
  statements: 900,
  votesPerPerson: 115,
  groups: 3,
  agreement: 0.5,
  seed: 1,
};
const LARGE: Planting = { ...SMALL, people: 33_000, statements: 783, votesPerPerson: 61 };

/** The floor's votes: the textbook's compressed rows, a column and a centred value for each vote. */
interface PlainRows {
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
  readonly columns: number;
}

function plainRows(votes: VoteColumns, people: number, columns: number): PlainRows {
  const count = votes.value.length;
  const start = new Int32Array(people + 1);
  for (let i = 0; i < count; i++) start[votes.participant[i]! + 1]!++;
  for (let row = 0; row < people; row++) start[row + 1]! += start[row]!;
  const sum = new Float64Array(columns);
  const seen = new Float64Array(columns);
  for (let i = 0; i < count; i++) {
    sum[votes.statement[i]!]! += votes.value[i]!;
    seen[votes.statement[i]!]!++;
  }
  const next = start.slice();
  const column = new Int32Array(count);
  const value = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const place = next[votes.participant[i]!]!++;
    const statement = votes.statement[i]!;
    column[place] = statement;
    value[place] = votes.value[i]! - sum[statement]! / seen[statement]!;
  }
  return { start, column, value, columns };
}

/** A pass is one product with the votes: Zv and Z'u in turns, a hundred of each. */
function sparsePasses(rows: PlainRows): number {
  const people = rows.start.length - 1;
  const v = new Float64Array(rows.columns).fill(1 / Math.sqrt(rows.columns));
  const u = new Float64Array(people);
  for (let pass = 0; pass < PASSES; pass += 2) {
    multiply(rows, v, u);
    multiplyTransposed(rows, u, v);
    let length = 0;
    for (const entry of v) length += entry * entry;
    length = Math.sqrt(length);
    for (let c = 0; c < v.length; c++) v[c]! /= length;
  }
  return v[0]!;
}

function multiply({ start, column, value }: PlainRows, v: Float64Array, out: Float64Array): void {
  for (let row = 0; row < out.length; row++) {
    let sum = 0;
    for (let i = start[row]!, end = start[row + 1]!; i < end; i++) sum += value[i]! * v[column[i]!]!;
    out[row] = sum;
  }
}

function multiplyTransposed({ start, column, value }: PlainRows, u: Float64Array, out: Float64Array): void {
  out.fill(0);
  for (let row = 0; row < u.length; row++) {
    const entry = u[row]!;
    for (let i = start[row]!, end = start[row + 1]!; i < end; i++) out[column[i]!]! += entry * value[i]!;
  }
}

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

interface Measured {
  readonly planting: Planting;
  readonly votes: VoteColumns;
  readonly rows: PlainRows;
  readonly map: number[];
  readonly floor: number[];
}

function prepare(planting: Planting): Measured {
  const { votes } = plantVotes(planting);
  return {
    planting,
    votes,
    rows: plainRows(votes, planting.people, planting.statements),
    map: [],
    floor: [],
  };
}

/** Map and floor of both sizes in turns, so that a slow moment of the machine falls on all of them. */
function measure(): Measured[] {
  const sizes = [prepare(SMALL), prepare(LARGE)];
  for (let round = -2; round < ROUNDS; round++) {
    for (const { votes, rows, map, floor } of sizes) {
      const ours = milliseconds(() => mapOpinions(votes));
      const theirs = milliseconds(() => sparsePasses(rows));
      // The first two rounds warm up.
      if (round < 0) continue;
      map.push(ours);
      floor.push(theirs);
    }
  }
  return sizes;
}

function timeResult({ planting, votes, map, floor }: Measured): BenchResult {
  const size = `${planting.people.toLocaleString('en-GB')} x ${planting.statements}`;
  const ratio = median(map) / median(floor);
  return {
    name: `opinion map, ${size}, ${votes.value.length.toLocaleString('en-GB')} votes`,
    value: median(map),
    unit: 'ms',
    against: `${PASSES} sparse passes: ${median(floor).toFixed(0)} ms`,
    ratio,
    goal: '<= 1.5',
    met: ratio <= 1.5,
    samples: map,
  };
}

function perVoteResult([small, large]: readonly Measured[]): BenchResult {
  const cost = ({ map, votes }: Measured) => map.map((ms) => (1e6 * ms) / votes.value.length);
  const [smallCost, largeCost] = [cost(small!), cost(large!)];
  const ratio = median(largeCost) / median(smallCost);
  return {
    name: 'opinion map, cost per vote at the larger size',
    value: median(largeCost),
    unit: 'ns/vote',
    against: `the smaller size: ${median(smallCost).toFixed(0)} ns/vote`,
    ratio,
    goal: '0.77 to 1.3',
    met: ratio <= 1.3 && ratio >= 1 / 1.3,
    samples: largeCost,
  };
}

/** Peak memory of a fresh process that makes up the votes, holds them and maps them once. */
async function memoryResult(): Promise<BenchResult> {
  const script = `
    const { plantVotes } = await import(${JSON.stringify(import.meta.resolve('#libs/opinion-map/testing'))});
    const { mapOpinions } = await import(${JSON.stringify(import.meta.resolve('#libs/opinion-map'))});
    const { votes } = plantVotes(${JSON.stringify(LARGE)});
    mapOpinions(votes);
    console.log(process.resourceUsage().maxRSS / 1024);`;
  const samples: number[] = [];
  for (let round = 0; round < 5; round++) {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
    samples.push(Number(stdout));
  }
  const value = median(samples);
  return {
    name: 'opinion map, peak memory at the larger size',
    value,
    unit: 'MiB',
    against: 'the goal: 300 MB',
    ratio: (value * 1.048576) / 300,
    goal: '<= 1',
    met: value * 1.048576 <= 300,
    samples,
  };
}

export const benches: Bench[] = [
  {
    name: 'opinion-map',
    async run() {
      const sizes = measure();
      return [...sizes.map(timeResult), perVoteResult(sizes), await memoryResult()];
    },
  },
];
