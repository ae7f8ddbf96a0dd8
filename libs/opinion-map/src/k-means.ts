import { NearestCentres } from './nearest-centres.js';
import { type Points } from './projection.js';

/** Clusters of points. Clusters that lost every point are gone; the others keep the order of their starts. */
export interface Clusters {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Cluster of each point. */
  readonly of: Int32Array;
  readonly iterations: number;
}

/** A cluster's centre that moved less than this stands still (section 5a). */
const STILL = 0.01;

/** The first `count` distinct points in their order: where the method starts (section 5a). */
export function firstDistinct(points: Points, count: number): number[] {
  const chosen: number[] = [];
  const met = new Map<number, Set<number>>();
  for (let i = 0; i < points.x.length && chosen.length < count; i++) {
    const column = met.get(points.x[i]!) ?? new Set();
    if (column.has(points.y[i]!)) continue;
    met.set(points.x[i]!, column.add(points.y[i]!));
    chosen.push(i);
  }
  return chosen;
}

/**
 * Lloyd's k-means as section 5a has it: Euclidean, ties to the later centre, empty clusters vanish, weights count in
 * the centres only; stops when every centre, both lists sorted and paired, moved less than 0.01, or at the limit.
 */
export function kMeans(
  points: Points,
  weights: ArrayLike<number> | undefined,
  starts: readonly number[],
  limit: number,
): Clusters {
  let x = Float64Array.from(starts, (i) => points.x[i]!);
  let y = Float64Array.from(starts, (i) => points.y[i]!);
  const nearest = new NearestCentres(points);
  let iterations = 0;
  while (iterations < limit && x.length > 0) {
    iterations++;
    nearest.assign(x, y);
    const means = centresOf(points, weights, nearest.of, x.length);
    if (means.x.length < x.length) nearest.renumber(means.newNumber);
    const isStill = standStill({ x, y }, means);
    ({ x, y } = means);
    if (isStill) break;
  }
  return { count: x.length, x, y, of: nearest.of, iterations };
}

/** Weighted means of the members; clusters without any are dropped and the rest renumbered. */
function centresOf(
  points: Points,
  weights: ArrayLike<number> | undefined,
  of: Int32Array,
  count: number,
): Points & { x: Float64Array<ArrayBuffer>; y: Float64Array<ArrayBuffer>; newNumber: Int32Array } {
  const sumX = new Float64Array(count);
  const sumY = new Float64Array(count);
  const total = new Float64Array(count);
  for (let i = 0; i < of.length; i++) {
    const weight = weights ? weights[i]! : 1;
    const c = of[i]!;
    sumX[c]! += weight * points.x[i]!;
    sumY[c]! += weight * points.y[i]!;
    total[c]! += weight;
  }
  const newNumber = new Int32Array(count).fill(-1);
  let kept = 0;
  for (let c = 0; c < count; c++) {
    if (total[c] === 0) continue;
    newNumber[c] = kept;
    sumX[kept] = sumX[c]! / total[c]!;
    sumY[kept] = sumY[c]! / total[c]!;
    kept++;
  }
  return { x: sumX.slice(0, kept), y: sumY.slice(0, kept), newNumber };
}

function standStill(before: Points, after: Points): boolean {
  if (before.x.length !== after.x.length) return false;
  const old = sortedCentres(before);
  return sortedCentres(after).every(([x, y], i) => Math.hypot(x - old[i]![0], y - old[i]![1]) < STILL);
}

function sortedCentres(centres: Points): [number, number][] {
  return Array.from(centres.x, (x, c): [number, number] => [x, centres.y[c]!]).sort(
    (a, b) => a[0] - b[0] || a[1] - b[1],
  );
}

/** Sum of squared distances of the points to their centres: the lower, the better the clusters. */
export function inertia(points: Points, weights: ArrayLike<number> | undefined, clusters: Clusters): number {
  let sum = 0;
  for (let i = 0; i < points.x.length; i++) {
    const c = clusters.of[i]!;
    const dx = points.x[i]! - clusters.x[c]!;
    const dy = points.y[i]! - clusters.y[c]!;
    sum += (weights ? weights[i]! : 1) * (dx * dx + dy * dy);
  }
  return sum;
}
