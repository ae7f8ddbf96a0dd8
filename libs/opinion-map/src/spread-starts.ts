import { type Points } from './projection.js';
import { seededFractions } from './random.js';

/**
 * Starts for k-means that lie far apart: each next one is drawn with a chance proportional to its weight times its
 * squared distance from those chosen (k-means++: Arthur and Vassilvitskii, SODA 2007). Fewer than `count` if there
 * are fewer distinct points.
 */
export function spreadStarts(
  points: Points,
  weights: ArrayLike<number> | undefined,
  count: number,
  seed: number,
): number[] {
  const fraction = seededFractions(seed);
  const size = points.x.length;
  const chance = Float64Array.from({ length: size }, (_, i) => (weights ? weights[i]! : 1));
  const squared = new Float64Array(size).fill(Infinity);
  const chosen: number[] = [];
  while (chosen.length < Math.min(count, size)) {
    const next = drawIndex(chance, fraction());
    if (next < 0) break;
    chosen.push(next);
    for (let i = 0; i < size; i++) {
      const dx = points.x[i]! - points.x[next]!;
      const dy = points.y[i]! - points.y[next]!;
      squared[i] = Math.min(squared[i]!, dx * dx + dy * dy);
      chance[i] = squared[i]! * (weights ? weights[i]! : 1);
    }
  }
  return chosen;
}

/** Index drawn with the given chances (they need not sum to one) by a fraction in [0, 1); -1 if all are zero. */
export function drawIndex(chances: ArrayLike<number>, fraction: number): number {
  let total = 0;
  for (let i = 0; i < chances.length; i++) total += chances[i]!;
  let left = fraction * total;
  let last = -1;
  for (let i = 0; i < chances.length; i++) {
    if (!(chances[i]! > 0)) continue;
    last = i;
    left -= chances[i]!;
    if (left < 0) return i;
  }
  return last;
}
