import { editDistance } from './edit-distance.js';
import { familySpellings, nicknameGroups } from './lists/nicknames.js';
import { isInitial, soundOf } from './name-words.js';
import { consonants, commonSpelling } from './romanisation.js';

/** How two words of two names belong together. */
export type WordRelation = 'SAME' | 'ROMANISATION' | 'NICKNAME' | 'INITIAL' | 'SPELLING' | 'SOUND' | 'SCRIPT';

export interface WordLikeness {
  readonly likeness: number;
  readonly relation: WordRelation;
}

/** Words that do not belong together; how unlike they are makes no difference. */
const UNLIKE: WordLikeness = { likeness: 0, relation: 'SPELLING' };

/** The letters that two words of a length may differ by, the longer one counted. */
const budget = (length: number): number => (length <= 3 ? 0 : length <= 5 ? 1 : length <= 8 ? 2 : 3);

const hasDigit = (word: string): boolean => /[0-9]/.test(word);

/** Two folded words of two names, both in letters that write vowels or neither. */
export function compareWords(one: string, other: string): WordLikeness {
  if (one === other) return { likeness: 1, relation: 'SAME' };
  if (isInitial(one) || isInitial(other))
    return { likeness: one[0] === other[0] ? 0.82 : 0, relation: 'INITIAL' };
  if (hasDigit(one) || hasDigit(other)) return UNLIKE;
  if (commonSpelling(one) === commonSpelling(other)) return { likeness: 0.97, relation: 'ROMANISATION' };
  if (haveCommon(nicknameGroups(one), nicknameGroups(other))) return { likeness: 0.92, relation: 'NICKNAME' };
  if (haveCommon(familySpellings(one), familySpellings(other)))
    return { likeness: 0.92, relation: 'ROMANISATION' };
  return bySpellingOrSound(one, other);
}

const haveCommon = (some: readonly number[], others: readonly number[]): boolean =>
  some.length > 0 && some.some((group) => others.includes(group));

function bySpellingOrSound(one: string, other: string): WordLikeness {
  if (differByGender(one, other)) return UNLIKE;
  const length = Math.max(one.length, other.length);
  const most = budget(length);
  const distance = editDistance(one, other, most);
  const spelling = distance <= most ? 1 - distance / length : 0;
  if (soundAlike(one, other)) return { likeness: Math.max(0.9, spelling), relation: 'SOUND' };
  return spelling > 0 ? { likeness: spelling, relation: 'SPELLING' } : UNLIKE;
}

/** Mario and Maria, Francesco and Francesca are two people. */
const differByGender = (one: string, other: string): boolean =>
  one.slice(0, -1) === other.slice(0, -1) && /^(ao|oa)$/.test(`${one.slice(-1)}${other.slice(-1)}`);

/** Short codes are of many words. */
function soundAlike(one: string, other: string): boolean {
  const code = soundOf(one);
  return code !== '' && code === soundOf(other) && (code.length > 1 || editDistance(one, other, 1) <= 1);
}

/** A word in Latin letters and one in a script without vowels. */
export function compareConsonants(one: string, other: string): WordLikeness {
  if (one === other) return { likeness: 1, relation: 'SAME' };
  const [a, b] = [consonants(one), consonants(other)];
  const length = Math.max(a.length, b.length);
  if (a === b && a !== '') return { likeness: length > 1 ? 0.95 : 0.8, relation: 'SCRIPT' };
  if (haveCommon(nicknameGroups(one), nicknameGroups(other))) return { likeness: 0.92, relation: 'SCRIPT' };
  return length >= 4 && editDistance(a, b, 1) <= 1 ? { likeness: 0.8, relation: 'SCRIPT' } : UNLIKE;
}
