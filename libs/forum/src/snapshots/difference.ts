/** Figures that differ by less are the same: processors may round the last places otherwise. */
const NEAR = 1e-6;

/** Where two values of JSON differ, as a path (`groups.0.size`; empty: at the top), and undefined where they are the same. */
export function differenceOf(kept: unknown, made: unknown, path: readonly string[] = []): string | undefined {
  if (typeof kept === 'number' && typeof made === 'number')
    return Math.abs(kept - made) <= NEAR ? undefined : path.join('.');
  if (typeof kept !== 'object' || typeof made !== 'object' || kept === null || made === null)
    return kept === made ? undefined : path.join('.');
  const [before, now] = [kept as Record<string, unknown>, made as Record<string, unknown>];
  for (const key of new Set([...Object.keys(before), ...Object.keys(now)])) {
    const at = differenceOf(before[key], now[key], [...path, key]);
    if (at !== undefined) return at;
  }
  return undefined;
}
