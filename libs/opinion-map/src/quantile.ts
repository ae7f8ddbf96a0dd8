/** The quantile of ascending values, between two of them by proportion; `part` from 0 to 1. NaN for none. */
export function quantile(ascending: readonly number[], part: number): number {
  const at = part * (ascending.length - 1);
  const below = ascending[Math.floor(at)] ?? Number.NaN;
  const above = ascending[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}
