import { LanczosBasis, type Centred } from './lanczos-basis.js';
import { lastRowOfEigenvectors, topEigenvectors, type Tridiagonal } from './tridiagonal.js';

/** The leading components: unit vectors over the columns, and their eigenvalues (sums of squares explained). */
export interface Components {
  readonly vectors: readonly [Float64Array, Float64Array];
  readonly eigenvalues: readonly [number, number];
  /** Products with the matrix and its transpose that were needed. */
  readonly steps: number;
  /** Whether both are as exact as asked; not where `MOST_STEPS` came first. */
  readonly isConverged: boolean;
}

/**
 * So many products at most. Votes in which the eigenvalues lie apart need a few dozen; noise, or statements of which each
 * is voted on by other people, up to 200. What needs more was made to, and every step costs more than the one before.
 */
const MOST_STEPS = 300;

/**
 * The two leading components of section 3.4: the fixed points of v <- Z'Zv / |Z'Zv|, the second with the first
 * deflated. They are found by Lanczos' method with full reorthogonalisation, which reaches the same vectors in a
 * fraction of the passes that power iteration needs. A component that does not exist (rank below two) is zeros.
 *
 * Stops when the estimated error of both vectors, residual over distance to the neighbouring eigenvalue, is at most
 * `tolerance`, or when it is as small as floating point allows (Parlett, The Symmetric Eigenvalue Problem, ch. 11, 13).
 * After `mostSteps` products it stops in any case, with the best vectors of the space reached: at right angles, the same
 * for the same votes, and within a rounding of the greatest spread that there is, but perhaps not the very directions.
 * The sign is fixed so that the loadings sum to a positive number, as a start from all ones would have it.
 */
export function leadingComponents(centred: Centred, tolerance: number, mostSteps = MOST_STEPS): Components {
  const basis = new LanczosBasis(centred);
  const limit = basis.limit;
  let checkAt = Math.min(6, limit);
  let isFound = limit === 0;
  while (!isFound && basis.size < mostSteps) {
    basis.extend();
    if (basis.isExhausted || basis.size === limit) isFound = true;
    else if (basis.size >= checkAt || basis.size === mostSteps) {
      isFound = isConverged(basis.tridiagonal(), basis.lastLink, tolerance);
      checkAt = basis.size + Math.max(2, Math.floor(basis.size / 8));
    }
  }
  return componentsFrom(basis, isFound);
}

/** The largest eigenvalue of Z'Z from below, in `steps` passes: enough where a few per cent do not matter. */
export function largestEigenvalue(centred: Centred, steps: number): number {
  const basis = new LanczosBasis(centred);
  while (basis.size < Math.min(steps, basis.limit) && !basis.isExhausted) basis.extend();
  return basis.size === 0 ? 0 : topEigenvectors(basis.tridiagonal(), 1).values[0]!;
}

function isConverged(t: Tridiagonal, link: number, tolerance: number): boolean {
  const { values, lastRow } = lastRowOfEigenvectors(t);
  const [first = 0, second = 0, third = 0] = values;
  if (values.length < 3) return false;
  const noise = first * 1e-14;
  const isFound = (which: number, gap: number) => {
    const residual = Math.abs(link * lastRow[which]!);
    return residual <= tolerance * gap || residual <= noise;
  };
  return isFound(0, first - second) && isFound(1, Math.min(first - second, second - third));
}

function componentsFrom(basis: LanczosBasis, isConverged: boolean): Components {
  const none = (): Float64Array => new Float64Array(basis.columns);
  const { steps } = basis;
  if (basis.size === 0) return { vectors: [none(), none()], eigenvalues: [0, 0], steps, isConverged };
  const top = topEigenvectors(basis.tridiagonal(), 2);
  const least = Math.max(top.values[0]!, 0) * 1e-12;
  const vectors = [none(), none()] as const;
  const eigenvalues: [number, number] = [0, 0];
  for (let which = 0; which < Math.min(2, top.values.length); which++) {
    const value = top.values[which]!;
    if (value <= least) continue;
    basis.combine(top.vectors[which]!, vectors[which]!);
    eigenvalues[which] = value;
  }
  return { vectors, eigenvalues, steps, isConverged };
}
