import { interpret } from '#libs/import';
import { KNOWN, largeList } from '#libs/import/testing';
import { type Bench, type BenchResult } from './bench.js';
import { inTurns, median } from './stage/statistics.js';

const PEOPLE = 100_000;
const MOST_MS = 5_000;
/** Twice the rows cost twice as much, and a little for the memory that they take. */
const MOST_TIMES = 2.5;

const timeOf = (people: number) => {
  const list = largeList(people);
  return async (): Promise<number> => {
    const began = performance.now();
    interpret(list, KNOWN);
    return performance.now() - began;
  };
};

async function run(): Promise<BenchResult[]> {
  const samples = await inTurns({ whole: timeOf(PEOPLE), half: timeOf(PEOPLE / 2) });
  const [whole, half] = [median(samples.whole), median(samples.half)];
  return [
    {
      name: 'import: what a list of 100,000 rows and 10 columns means',
      value: whole,
      unit: 'ms',
      against: `${MOST_MS} ms`,
      ratio: whole / MOST_MS,
      goal: '≤ 1.0',
      met: whole <= MOST_MS,
      samples: samples.whole,
    },
    {
      name: 'import: twice the rows',
      value: whole,
      unit: 'ms',
      against: `half of them: ${half.toFixed(0)} ms`,
      ratio: whole / half,
      goal: `≤ ${MOST_TIMES}`,
      met: whole / half <= MOST_TIMES,
      samples: samples.half,
    },
  ];
}

export const benches: Bench[] = [{ name: 'import', run }];
