import { largestEigenvalue, type Components } from './components.js';
import { type Grouping } from './groups.js';
import { type Settings } from './options.js';
import { type SparseRows } from './passes.js';
import { seededRandom } from './random.js';

/** How far the groups can be trusted. */
export interface Clarity {
  /**
   * `clear`: show the groups. `weak`: show them, and say that they overlap. `none`: say that there are no clear
   * groups, and show none.
   */
  readonly level: 'clear' | 'weak' | 'none';
  /** Why, where the level is not `clear`. */
  readonly reason?: 'no-grouping' | 'no-better-than-noise' | 'no-structure' | 'overlapping';
  /** Mean silhouette of the people in the groups chosen. */
  readonly silhouette: number;
  /** Largest eigenvalue of the votes over the largest of the noise copies; absent where not tested. */
  readonly aboveNoise?: number;
}

/** Bars for a mean silhouette: Kaufman and Rousseeuw, Finding Groups in Data (1990), ch. 2, table 4. */
const NO_STRUCTURE = 0.25;
const WEAK_STRUCTURE = 0.5;

/** The first, cheap look is at an eighth of the people, or as many as cast 20,000 votes; the next at twice as many. */
const FIRST_LOOK_SHARE = 1 / 8;
const FIRST_LOOK_VOTES = 20_000;
const GROWTH = 2;
/**
 * A look at some of the people is plain if their votes stand out this far above a few copies. Largest eigenvalues of
 * copies differ by a few per cent, so chance does not reach it.
 */
const PLAIN = 1.25;
const LOOK_COPIES = 4;
/** Steps towards the largest eigenvalue, the same for votes and copies: far from converged, but equally far. */
const STEPS = 6;

interface Evidence {
  readonly matrix: SparseRows;
  readonly columns: number;
  readonly values: Float64Array;
  readonly components: Components;
  readonly grouping: Grouping;
  readonly settings: Settings;
}

/**
 * Judges whether the groups are more than what chance makes of votes.
 *
 * 1. Against noise: the centred votes with every sign drawn anew keep who voted on what and how strongly, but lose
 *    every connection between statements. If the largest eigenvalue of the votes is not above that of all 19 such
 *    copies (one chance in twenty that noise is), there is nothing to group (Hong, Sheng and Dobriban, "Selecting the
 *    number of components in PCA via random signflips", 2020; the idea of parallel analysis: Horn, 1965).
 * 2. The mean silhouette of the groups: at most 0.25 is no substantial structure, at most 0.50 weak.
 */
export function judgeClarity(evidence: Evidence): Clarity {
  const { grouping, settings } = evidence;
  const { silhouette } = grouping;
  if (grouping.count === 0) return { level: 'none', reason: 'no-grouping', silhouette };
  const aboveNoise = settings.noiseCopies > 0 ? ratioToNoise(evidence) : undefined;
  if (aboveNoise !== undefined && aboveNoise <= 1) {
    return { level: 'none', reason: 'no-better-than-noise', silhouette, aboveNoise };
  }
  if (silhouette <= NO_STRUCTURE) return { level: 'none', reason: 'no-structure', silhouette, aboveNoise };
  if (silhouette <= WEAK_STRUCTURE) return { level: 'weak', reason: 'overlapping', silhouette, aboveNoise };
  return { level: 'clear', silhouette, aboveNoise };
}

/** Largest eigenvalue over that of the strongest noise copy; at most 1 as soon as one copy is as strong. */
function ratioToNoise(evidence: Evidence): number {
  const { matrix } = evidence;
  const firstShare = Math.max(FIRST_LOOK_SHARE, FIRST_LOOK_VOTES / matrix.cells.length);
  for (let share = firstShare; share < 1; share *= GROWTH) {
    const sample = everyNthRow(matrix, Math.ceil(1 / share));
    const ratio = compare(sample, evidence, Math.min(LOOK_COPIES, evidence.settings.noiseCopies));
    if (ratio >= PLAIN) return ratio;
  }
  return compare(matrix, evidence, evidence.settings.noiseCopies);
}

function compare(matrix: SparseRows, { columns, values, settings }: Evidence, copies: number): number {
  const observed = largestEigenvalue({ matrix, columns, values }, STEPS);
  if (observed <= 0) return 0;
  const random = seededRandom(settings.seed);
  const negative = values.map((value) => -value);
  const bothSigns = new Float64Array(2 * values.length);
  bothSigns.set(values);
  bothSigns.set(negative, values.length);
  const copy = { rows: matrix.rows, rowStart: matrix.rowStart, cells: new Int32Array(matrix.cells.length) };
  let strongest = 0;
  for (let i = 0; i < copies && strongest < observed; i++) {
    flipSigns(matrix.cells, copy.cells, values.length, random);
    strongest = Math.max(strongest, largestEigenvalue({ matrix: copy, columns, values: bothSigns }, STEPS));
  }
  return observed / strongest;
}

/** Half of the rows' cells, drawn at random, move to the second half of the values, which is the negative of the first. */
function flipSigns(from: Int32Array, to: Int32Array, half: number, random: () => number): void {
  let bits = 0;
  for (let i = 0; i < from.length; i++) {
    if ((i & 31) === 0) bits = random();
    to[i] = from[i]! + (bits & 1 ? half : 0);
    bits >>>= 1;
  }
}

function everyNthRow(matrix: SparseRows, every: number): SparseRows {
  const rows = Math.ceil(matrix.rows / every);
  const rowStart = new Int32Array(rows + 1);
  for (let i = 0; i < rows; i++) {
    rowStart[i + 1] = rowStart[i]! + matrix.rowStart[i * every + 1]! - matrix.rowStart[i * every]!;
  }
  const cells = new Int32Array(rowStart[rows]!);
  for (let i = 0; i < rows; i++) {
    const start = matrix.rowStart[i * every]!;
    cells.set(matrix.cells.subarray(start, matrix.rowStart[i * every + 1]), rowStart[i]);
  }
  return { rows, rowStart, cells };
}
