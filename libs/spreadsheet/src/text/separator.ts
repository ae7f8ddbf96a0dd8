import { rowsOf } from './tokens.js';

/** In the order in which they are taken where two fit as well. */
const SEPARATORS = ['\t', ';', ',', '|'] as const;
/** Rows and UTF-16 units that are looked at. */
const SAMPLE_ROWS = 200;
const SAMPLE_UNITS = 200_000;
/** Columns beyond which more say no more. */
const ENOUGH_COLUMNS = 20;
const WEIGHT_OF_COLUMN = 0.02;
/** Below it the separator is a sign inside cells. */
const LEAST_FIT = 0.5;

/**
 * The separator under which the rows are of one width, quotes respected: never the sign that is there most often. Null where there
 * is one column.
 */
export function guessSeparator(text: string): string | null {
  const sample = text.slice(0, SAMPLE_UNITS);
  let best: string | null = null;
  let bestFit = LEAST_FIT;
  for (const separator of SEPARATORS) {
    const fit = fitOf(sample, separator);
    if (fit > bestFit) [best, bestFit] = [separator, fit];
  }
  return best;
}

/** 1 and more where all rows have one width above 1; padding at the end of a row does not count, and quotes that are torn apart do. */
function fitOf(sample: string, separator: string): number {
  const widths: number[] = [];
  let torn = 0;
  for (const { cells, width } of rowsOf(sample, separator)) {
    if (cells.some((cell) => cell.startsWith('"'))) torn++;
    if (width > 0) widths.push(width);
    if (widths.length >= SAMPLE_ROWS) break;
  }
  // Padding and nothing else is parted by what it is made of.
  if (widths.length === 0 && sample.includes(separator) && separator !== '\t') return 1;
  const usual = [...widths].sort((a, b) => a - b)[Math.floor(widths.length / 2)] ?? 0;
  if (usual < 2) return 0;
  const fits = widths.map((width) => Math.min(width, usual) / Math.max(width, usual));
  const fit = fits.reduce((sum, one) => sum + one, 0) / fits.length;
  return fit * (1 - torn / (2 * widths.length)) + WEIGHT_OF_COLUMN * Math.min(usual, ENOUGH_COLUMNS);
}
