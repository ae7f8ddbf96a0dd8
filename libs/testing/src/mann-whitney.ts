/**
 * The p-value of a Mann-Whitney U test (two-sided, normal approximation, samples of dozens and more): small when two
 * samples do not come from the same distribution. Mann and Whitney, Annals of Mathematical Statistics 18 (1947).
 */
export function pOfSameDistribution(one: readonly number[], other: readonly number[]): number {
  const [n, m] = [one.length, other.length];
  const ranked = [
    ...one.map((value) => ({ value, isOne: true })),
    ...other.map((value) => ({ value, isOne: false })),
  ].sort((a, b) => a.value - b.value);
  const rankSum = ranked.reduce((sum, { isOne }, index) => (isOne ? sum + index + 1 : sum), 0);
  const u = rankSum - (n * (n + 1)) / 2;
  const z = (u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
  return 2 * (1 - normalBelow(Math.abs(z)));
}

/** Standard normal distribution function; Abramowitz and Stegun 26.2.17, exact to 7.5e-8. */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const tail =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * tail;
}
