import { familySpellings, nicknameGroups } from './lists/nicknames.js';
import { isRealWord, type NameKind, nameWords, soundOf } from './name-words.js';
import { consonants } from './romanisation.js';

/** What a name is looked up by; stored with the name, so that it is made once. */
export interface NameKeys {
  /** Its words in Latin letters, sorted: for trigrams. */
  readonly key: string;
  /** How each two of its words sound, and which nicknames they may be: two names with a code in common are compared. */
  readonly codes: readonly string[];
}

/** Longer names are looked up by their first real words. */
const MOST_CODED = 5;

export function nameKeys(name: string, kind: NameKind = 'person'): NameKeys {
  const { words, characters } = nameWords(name, kind);
  const real = words.filter(isRealWord).slice(0, MOST_CODED);
  const codes = new Set([...codesOf(real), ...(characters === '' ? [] : codesOf(asFamilyAndGiven(words)))]);
  return { key: [...words].sort().join(' '), codes: [...codes].sort() };
}

/** A name in syllables as it is written in Latin letters: the family first, the rest as one word. */
const asFamilyAndGiven = ([family = '', ...given]: readonly string[]): string[] =>
  given.length < 2 ? [] : [family, given.join('')];

const codesOf = (words: readonly string[]): string[] =>
  words.flatMap((word, index) =>
    words
      .slice(index + 1)
      .flatMap((other) => [
        ...pairsOf(soundsOf(word), soundsOf(other)),
        ...pairsOf(skeletonOf(word), skeletonOf(other)),
      ]),
  );

const pairsOf = (some: readonly string[], others: readonly string[]): string[] =>
  some.flatMap((one) => others.map((other) => (one < other ? `${one} ${other}` : `${other} ${one}`)));

/** The sound, and each group of nicknames as a number. */
function soundsOf(word: string): string[] {
  const sound = soundOf(word);
  return [
    ...(sound === '' ? [] : [sound]),
    ...nicknameGroups(word).map((group) => `n${group}`),
    ...familySpellings(word).map((group) => `f${group}`),
  ];
}

function skeletonOf(word: string): string[] {
  const skeleton = consonants(word);
  return skeleton === '' ? [] : [skeleton];
}
