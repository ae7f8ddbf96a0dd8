/** Adjusted Rand index of two groupings (Hubert and Arabie, 1985): 1 the same, 0 no better than chance. */
export function adjustedRandIndex(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const pairs = (n: number) => (n * (n - 1)) / 2;
  const both = new Map<string, number>();
  const left = new Map<number, number>();
  const right = new Map<number, number>();
  for (let i = 0; i < a.length; i++) {
    const key = `${a[i]} ${b[i]}`;
    both.set(key, (both.get(key) ?? 0) + 1);
    left.set(a[i]!, (left.get(a[i]!) ?? 0) + 1);
    right.set(b[i]!, (right.get(b[i]!) ?? 0) + 1);
  }
  const sum = (of: Map<unknown, number>) => [...of.values()].reduce((total, n) => total + pairs(n), 0);
  const expected = (sum(left) * sum(right)) / pairs(a.length);
  const most = (sum(left) + sum(right)) / 2;
  return most === expected ? 1 : (sum(both) - expected) / (most - expected);
}
