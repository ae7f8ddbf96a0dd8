import { cpus } from 'node:os';
import { type BenchResult } from './bench.js';

/** Writes the results as a table to the standard output: what a person reads; the file is for programs. */
export function printTable(results: readonly BenchResult[]): void {
  const [cpu] = cpus();
  console.log(
    `\nNode ${process.versions.node}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}; medians\n`,
  );
  const rows = results.map((result) => [
    result.name,
    `${number(result.value)} ${result.unit}`,
    result.against,
    number(result.ratio),
    result.goal,
    result.goal === 'none' ? '' : result.met ? 'met' : 'SHORT',
  ]);
  const table = [['', 'value', 'against', 'ratio', 'goal', ''], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => [...row[column]!].length)));
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    );
}

const number = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
