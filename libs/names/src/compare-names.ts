import { editDistance } from './edit-distance.js';
import { isInitial, isParticle, isRealWord, type NameKind, type NameWords, nameWords } from './name-words.js';
import { consonants } from './romanisation.js';
import { compareConsonants, compareWords, type WordLikeness, type WordRelation } from './word-likeness.js';

/** What two names have in common, or where they differ although they are alike. */
export type NameEvidence = Exclude<WordRelation, 'SAME'> | 'JOINED' | 'ORDER' | 'LEFT_OUT';

export interface NameComparison {
  /** 0 to 1; the same whichever name comes first. */
  readonly score: number;
  /** What an officer is told of it; empty for equal names and for names that are not alike. */
  readonly evidence: readonly NameEvidence[];
}

/** From here on two names are shown to an officer as possibly one person's. */
export const LIKELY_SAME_NAME = 0.78;

const LEFT_ON_BOTH_SIDES = 1.4;
const LEFT_ON_ONE_SIDE = 0.28;
const ONE_WORD_IN_COMMON = 0.86;
const ONE_WORD_NAME = 0.85;
/** What a word costs for each place that it stands away from its partner. */
const DISTANCE = 0.01;

/** How likely two names are one person's, or one organisation's. */
export function compareNames(one: string, other: string, kind: NameKind = 'person'): NameComparison {
  return compareNameWords(nameWords(one, kind), nameWords(other, kind));
}

export const nameLikeness = (one: string, other: string, kind: NameKind = 'person'): number =>
  compareNames(one, other, kind).score;

/** The same for names whose words are known: to compare one name with many. */
export function compareNameWords(one: NameWords, other: NameWords): NameComparison {
  // The greedy pairing depends on the order of its input; names are put in one.
  return inOrder(one, other) ? compare(one, other) : compare(other, one);
}

const inOrder = (one: NameWords, other: NameWords): boolean =>
  one.words.length === other.words.length
    ? one.words.join(' ') <= other.words.join(' ')
    : one.words.length < other.words.length;

function compare(one: NameWords, other: NameWords): NameComparison {
  if (isComparedByCharacters(one, other)) return byCharacters(one.characters, other.characters);
  if (one.words.length === 0 || other.words.length === 0) return { score: 0, evidence: [] };
  if (one.letters === other.letters) {
    const isSame = one.words.join(' ') === other.words.join(' ');
    return { score: 1, evidence: isSame ? [] : ['JOINED'] };
  }
  if (hasSameWords(one.words, other.words)) return { score: 1, evidence: ['ORDER'] };
  const isAcrossScripts = one.hasConsonantsOnly !== other.hasConsonantsOnly;
  if (isAcrossScripts && consonants(one.letters) === consonants(other.letters) && one.letters.length > 3)
    return { score: 0.97, evidence: ['SCRIPT'] };
  return byWords(joined(one.words, other.words), joined(other.words, one.words), isAcrossScripts);
}

const hasSameWords = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((word) => other.includes(word));

/** Romanisations of Han have few syllables: many people share them. */
function isComparedByCharacters(one: NameWords, other: NameWords): boolean {
  if (one.characters === '' || other.characters === '') return false;
  const [a, b] = [scriptsOf(one.characters), scriptsOf(other.characters)];
  return a !== '' && a === b;
}

const scriptsOf = (characters: string): string =>
  [/\p{sc=Han}/u, /\p{sc=Hangul}/u, /[\p{sc=Hiragana}\p{sc=Katakana}]/u]
    .map((script, index) => (script.test(characters) ? String(index) : ''))
    .join('');

function byCharacters(one: string, other: string): NameComparison {
  if (one === other) return { score: 1, evidence: [] };
  const length = Math.max(one.length, other.length);
  const most = Math.floor(length / 4);
  const distance = editDistance(one.slice(0, 40), other.slice(0, 40), most);
  return distance <= most
    ? { score: 1 - distance / length, evidence: ['SPELLING'] }
    : { score: Math.min(0.55, 1 / length), evidence: [] };
}

/** The words of a name, neighbours joined where the other name has them as one word: abd al rahman, abdelrahman. */
function joined(words: readonly string[], others: readonly string[]): string[] {
  const longWords = others.filter((word) => word.length > 3);
  const result: string[] = [];
  for (let at = 0; at < words.length;) {
    const count = [4, 3, 2].find(
      (size) => at + size <= words.length && isOneWordOf(words.slice(at, at + size), longWords),
    );
    result.push(words.slice(at, at + (count ?? 1)).join(''));
    at += count ?? 1;
  }
  return result;
}

/** A part that stands in the other name by itself is joined to nothing: an initial is no typing error before it. */
function isOneWordOf(parts: readonly string[], others: readonly string[]): boolean {
  const word = parts.join('');
  if (others.includes(word)) return true;
  if (word.length <= 5 || parts.some((part) => part.length === 1 || others.includes(part))) return false;
  return others.some((other) => editDistance(word, other, 1) <= 1);
}

interface Pair extends WordLikeness {
  readonly i: number;
  readonly j: number;
  readonly weight: number;
  /** What the greedy choice goes by. */
  readonly rank: number;
}

function byWords(one: readonly string[], other: readonly string[], isAcrossScripts: boolean): NameComparison {
  const pairs = bestPairs(one, other, isAcrossScripts ? compareConsonants : compareWords);
  const matched = sum(pairs.map(({ weight }) => weight));
  if (matched === 0) return { score: 0, evidence: [] };
  const left = [
    leftover(one, new Set(pairs.map(({ i }) => i))),
    leftover(other, new Set(pairs.map(({ j }) => j))),
  ] as const;
  const both = Math.min(...left);
  const more = Math.max(...left) - both;
  const base =
    sum(pairs.map(({ weight, likeness }) => weight * likeness)) /
    (matched + LEFT_ON_BOTH_SIDES * both + LEFT_ON_ONE_SIDE * more);
  return {
    score: Math.min(1, base * thinness(one, other, pairs)),
    evidence: evidenceOf(one, other, pairs, more > 0),
  };
}

function bestPairs(
  one: readonly string[],
  other: readonly string[],
  compareTwo: (a: string, b: string) => WordLikeness,
): Pair[] {
  // Most words of two names do not belong together: what is told of those that do is made for these alone.
  const candidates: Pair[] = [];
  for (const [i, a] of one.entries())
    for (const [j, b] of other.entries()) {
      const found = compareTwo(a, b);
      if (found.likeness === 0) continue;
      const weight = Math.min(weightOf(a), weightOf(b));
      candidates.push({ ...found, i, j, weight, rank: found.likeness - DISTANCE * Math.abs(i - j) });
    }
  candidates.sort((a, b) => b.rank - a.rank || b.weight - a.weight);
  const [usedOne, usedOther] = [new Set<number>(), new Set<number>()];
  return candidates.filter(({ i, j }) => {
    if (usedOne.has(i) || usedOther.has(j)) return false;
    usedOne.add(i);
    usedOther.add(j);
    return true;
  });
}

/** Long words tell people apart better than short ones. */
const weightOf = (word: string): number =>
  isInitial(word)
    ? 0.45
    : isParticle(word)
      ? 0.25
      : 0.7 + 0.55 * Math.min(1, Math.max(0, word.length - 2) / 8);

const leftover = (words: readonly string[], used: ReadonlySet<number>): number =>
  sum(words.filter((_word, index) => !used.has(index)).map(weightOf));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** A family in common is not a person in common. */
function thinness(one: readonly string[], other: readonly string[], pairs: readonly Pair[]): number {
  if (one.length === 1 && other.length === 1) return 1;
  const common = pairs.filter(({ i, j }) => isRealWord(one[i] ?? '') && isRealWord(other[j] ?? '')).length;
  if (one.length === 1 || other.length === 1) return ONE_WORD_NAME * ONE_WORD_IN_COMMON;
  return common <= 1 ? ONE_WORD_IN_COMMON : 1;
}

function evidenceOf(
  one: readonly string[],
  other: readonly string[],
  pairs: readonly Pair[],
  hasMore: boolean,
): NameEvidence[] {
  const relations = pairs.map(({ relation }) => relation).filter((relation) => relation !== 'SAME');
  const isReordered = pairs.some((a) => pairs.some((b) => a.i < b.i && a.j > b.j));
  return [
    ...new Set<NameEvidence>([
      ...relations,
      ...(isReordered ? (['ORDER'] as const) : []),
      ...(hasMore && one.length !== other.length ? (['LEFT_OUT'] as const) : []),
    ]),
  ].sort();
}
