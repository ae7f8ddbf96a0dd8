import { writeFileSync } from 'node:fs';
import { type Bench, type BenchResult } from './bench.js';
import { printTable } from './print-table.js';
import { ofBench, ofRun } from './stage/resources.js';

/** Loaded when asked for: a benchmark of one part needs nothing of the others. */
const PARTS = [
  'pages',
  'deep-and-search',
  'changes',
  'growth',
  'writes',
  'bulk',
  'release',
  'screening',
  'names',
  'organisations',
  'fairness',
  'overload',
  'start',
  'opinion-map',
  'import',
  'export',
  'spreadsheet',
  'webhooks',
];

/**
 * Runs the benchmarks whose names begin with one of `names` (all without names), prints a table and writes
 * `bench-results.json`. A goal that is not met is told, not an error.
 */
export async function bench(names: readonly string[], resultsFile: string): Promise<void> {
  const benches = await load(names);
  if (benches.length === 0) throw new Error(`No benchmark of that name; there are ${PARTS.join(', ')}.`);
  const results: BenchResult[] = [];
  try {
    for (const one of benches) {
      const started = performance.now();
      console.error(`${one.name} …`);
      const some = await one.run().finally(() => ofBench.closeAll());
      results.push(...some);
      writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
      console.error(`${one.name}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
    }
  } finally {
    await ofRun.closeAll();
  }
  printTable(results);
}

async function load(names: readonly string[]): Promise<Bench[]> {
  const wanted = PARTS.filter((part) => names.length === 0 || names.some((name) => part.startsWith(name)));
  const loaded = await Promise.all(
    wanted.map((part) => import(`./${part}.bench.js`) as Promise<{ benches: Bench[] }>),
  );
  return loaded.flatMap(({ benches }) => benches);
}
