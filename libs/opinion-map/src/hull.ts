type At = readonly [number, number];

/**
 * The corners of the smallest convex polygon around points, counter-clockwise in a plane with y upwards (Andrew's
 * monotone chain, 1979). Points on an edge are no corners. One or two points are their own hull.
 */
export function convexHull(points: readonly At[]): At[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  if (sorted.length < 3) return sorted;
  const lower = chain(sorted);
  const upper = chain(sorted.reverse());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

function chain(sorted: readonly At[]): At[] {
  const corners: At[] = [];
  for (const next of sorted) {
    while (corners.length >= 2 && !turnsLeft(corners.at(-2)!, corners.at(-1)!, next)) corners.pop();
    corners.push(next);
  }
  return corners;
}

function turnsLeft(from: At, over: At, to: At): boolean {
  return (over[0] - from[0]) * (to[1] - from[1]) - (over[1] - from[1]) * (to[0] - from[0]) > 0;
}
