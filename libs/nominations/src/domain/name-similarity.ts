import { foldLatin } from './folding.js';

/**
 * Jaro similarity of two words, 0 to 1 (M. A. Jaro, "Advances in record-linkage methodology", JASA 84, 1989): the mean of
 * the shares of matching letters and of those in the same order, where letters match within half the longer word.
 */
function jaro(a: string, b: string): number {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Uint8Array(b.length);
  const matched: string[] = [];
  for (let i = 0; i < a.length; i += 1) {
    const end = Math.min(b.length, i + reach + 1);
    for (let j = Math.max(0, i - reach); j < end; j += 1) {
      if (taken[j] === 1 || a[i] !== b[j]) continue;
      taken[j] = 1;
      matched.push(a.charAt(i));
      break;
    }
  }
  if (matched.length === 0) return 0;
  const others = [...b].filter((_, j) => taken[j] === 1);
  const outOfOrder = matched.filter((letter, i) => letter !== others[i]).length / 2;
  const m = matched.length;
  return (m / a.length + m / b.length + (m - outOfOrder) / m) / 3;
}

/** Jaro-Winkler: a common beginning of up to four letters counts more (W. E. Winkler, 1990; scaling factor 0.1). */
export function jaroWinkler(a: string, b: string): number {
  const base = jaro(a, b);
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix += 1;
  return base + prefix * 0.1 * (1 - base);
}

const words = (name: string): string[] =>
  foldLatin(name)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/** Two words as parts of a name: an initial stands for any word that begins with it, though less surely than the word. */
function wordSimilarity(a: string, b: string): number {
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? 0.85 : 0;
  return jaroWinkler(a, b);
}

/**
 * How alike two names are, 0 to 1, whatever the order of their parts: each word of the shorter name takes the best word
 * left in the longer one; words are weighed by their length, and words that find no partner count a little against.
 */
export function nameSimilarity(one: string, other: string): number {
  const [short, long] = [words(one), words(other)].sort((a, b) => a.length - b.length) as [
    string[],
    string[],
  ];
  if (short.length === 0) return 0;
  const pairs = short
    .flatMap((a, i) =>
      long.map((b, j) => ({ i, j, score: wordSimilarity(a, b), weight: Math.min(a.length, b.length) })),
    )
    .sort((x, y) => y.score - x.score || y.weight - x.weight);
  const usedShort = new Set<number>();
  const usedLong = new Set<number>();
  let sum = 0;
  let weight = 0;
  for (const pair of pairs) {
    if (usedShort.has(pair.i) || usedLong.has(pair.j)) continue;
    usedShort.add(pair.i);
    usedLong.add(pair.j);
    sum += pair.score * pair.weight;
    weight += pair.weight;
  }
  const extra = long.length - short.length;
  // One word of two in common is a family, not a person.
  const isThin = short.length === 1 && long.length > 1;
  return (sum / weight) * (isThin ? 0.75 : 1 - 0.04 * extra);
}

/** From here on two names are shown to an officer as possibly one person. */
export const LIKELY_SAME_NAME = 0.9;
