import { type Points } from './projection.js';

/** Distances between all points, row after row. For the base clusters only, of which there are about a hundred. */
export function distances(points: Points): Float64Array {
  const count = points.x.length;
  const all = new Float64Array(count * count);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++) {
      const distance = Math.hypot(points.x[a]! - points.x[b]!, points.y[a]! - points.y[b]!);
      all[a * count + b] = distance;
      all[b * count + a] = distance;
    }
  }
  return all;
}

/**
 * The mean silhouette of section 5d: for each point (b - a) / max(a, b), a its mean distance to the others of its group
 * and b the smallest mean distance to another group; 0 for a point alone in its group.
 *
 * @param weights how many stand at each point; without it every point is one, as the method has it
 */
export function meanSilhouette(
  all: Float64Array,
  of: Int32Array,
  groups: number,
  weights: Float64Array = new Float64Array(of.length).fill(1),
): number {
  const count = of.length;
  if (count === 0 || groups < 2) return 0;
  const sizes = new Float64Array(groups);
  of.forEach((group, i) => (sizes[group]! += weights[i]!));
  let sum = 0;
  let total = 0;
  for (let i = 0; i < count; i++) {
    const fromHere = all.subarray(i * count, (i + 1) * count);
    sum += weights[i]! * silhouette(fromHere, of, sizes, weights, of[i]!);
    total += weights[i]!;
  }
  return sum / total;
}

function silhouette(
  fromHere: Float64Array,
  of: Int32Array,
  sizes: Float64Array,
  weights: Float64Array,
  own: number,
): number {
  if (sizes[own] === 1) return 0;
  const total = new Float64Array(sizes.length);
  for (let j = 0; j < of.length; j++) total[of[j]!]! += weights[j]! * fromHere[j]!;
  const within = total[own]! / (sizes[own]! - 1);
  let between = Infinity;
  for (let group = 0; group < sizes.length; group++) {
    if (group !== own && sizes[group]! > 0) between = Math.min(between, total[group]! / sizes[group]!);
  }
  const widest = Math.max(within, between);
  return widest > 0 && between < Infinity ? (between - within) / widest : 0;
}
