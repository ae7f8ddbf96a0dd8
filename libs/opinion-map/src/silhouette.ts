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
 * The mean silhouette of section 5d, unweighted: for each point (b - a) / max(a, b), a its mean distance to the others
 * of its group and b the smallest mean distance to another group; 0 for a point alone in its group.
 */
export function meanSilhouette(all: Float64Array, of: Int32Array, groups: number): number {
  const count = of.length;
  if (count === 0 || groups < 2) return 0;
  const sizes = new Int32Array(groups);
  for (const group of of) sizes[group]!++;
  let sum = 0;
  for (let i = 0; i < count; i++)
    sum += silhouette(all.subarray(i * count, (i + 1) * count), of, sizes, of[i]!);
  return sum / count;
}

function silhouette(fromHere: Float64Array, of: Int32Array, sizes: Int32Array, own: number): number {
  if (sizes[own] === 1) return 0;
  const total = new Float64Array(sizes.length);
  for (let j = 0; j < of.length; j++) total[of[j]!]! += fromHere[j]!;
  const within = total[own]! / (sizes[own]! - 1);
  let between = Infinity;
  for (let group = 0; group < sizes.length; group++) {
    if (group !== own && sizes[group]! > 0) between = Math.min(between, total[group]! / sizes[group]!);
  }
  const widest = Math.max(within, between);
  return widest > 0 && between < Infinity ? (between - within) / widest : 0;
}
