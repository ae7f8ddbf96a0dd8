import { type VoteMatrix } from './matrix.js';

/** Places along the first axis at which agreement is looked at, as parts of the people: .05, .15, ... .95. */
export const PLACES = 10;
/** How far around a place people count: the standard deviation of the weights, as a part of the people. */
export const BANDWIDTH = 0.15;
/** Statements with fewer votes of people on the map are not ranked. */
export const LEAST_VOTES = 10;

/** Agreement from one end of the map to the other. */
export interface ContinuousConsensus {
  /** Per statement, 0 to 1. */
  readonly score: Float64Array;
  /** Votes by people on the map, per statement. */
  readonly votes: Int32Array;
}

/**
 * How much people agree from one end of the first axis to the other: at ten places along it, the smoothed share of
 * agreement among the people nearby, and of the ten shares the geometric mean. It does not depend on where the border of a
 * group happens to lie, nor on the sign of the axis. A place is a part of the people, so that it holds as many as any other.
 *
 * With u_i = (rank of person i, ties averaged, less 1/2) / n, places q_k, w_ik = exp(-((u_i - q_k) / bandwidth)^2 / 2):
 * score_j = exp(mean over k of ln((sum_i w_ik a_ij + 1/2) / (sum_i w_ik v_ij + 1))). After the Gaussian form of Community
 * Notes (2025).
 *
 * @param rows people on the map
 * @param x their places on the first axis, by row
 */
export function continuousConsensus(
  matrix: VoteMatrix,
  rows: Int32Array,
  x: Float64Array,
): ContinuousConsensus {
  const { columns, rowStart, cells } = matrix;
  const agrees = new Float64Array(columns * PLACES);
  const seen = new Float64Array(columns * PLACES);
  const votes = new Int32Array(columns);
  const weights = new Float64Array(PLACES);
  const along = placesAlong(rows, x);
  rows.forEach((row, i) => {
    for (let k = 0; k < PLACES; k++)
      weights[k] = Math.exp(-0.5 * ((along[i]! - (k + 0.5) / PLACES) / BANDWIDTH) ** 2);
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) {
      const column = Math.floor(cells[at]! / 3);
      const isAgree = cells[at]! % 3 === 2;
      votes[column]!++;
      for (let k = 0, place = column * PLACES; k < PLACES; k++, place++) {
        seen[place]! += weights[k]!;
        if (isAgree) agrees[place]! += weights[k]!;
      }
    }
  });
  const score = Float64Array.from({ length: columns }, (_, column) => {
    let sum = 0;
    for (let place = column * PLACES; place < (column + 1) * PLACES; place++)
      sum += Math.log((agrees[place]! + 0.5) / (seen[place]! + 1));
    return Math.exp(sum / PLACES);
  });
  return { score, votes };
}

/** Each person's rank on the axis as a part of the people, those at one place alike. */
function placesAlong(rows: Int32Array, x: Float64Array): Float64Array {
  const order = Array.from(rows.keys()).sort((a, b) => x[rows[a]!]! - x[rows[b]!]!);
  const along = new Float64Array(rows.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && x[rows[order[end]!]!] === x[rows[order[start]!]!]) end++;
    // Ranks start + 1 to end; their mean, less one half.
    for (let i = start; i < end; i++) along[order[i]!] = (start + end) / 2 / rows.length;
    start = end;
  }
  return along;
}
