import { doubleMetaphone } from 'double-metaphone';
import { foldLatin, isWrittenInConsonants, syllableCharacters } from './fold.js';
import { remembered } from './remembered.js';
import { HONORIFICS, PARTICLES } from './lists/honorifics.js';
import { LEGAL_FORMS, NUMBER_WORDS, SPELLED_FORMS } from './lists/legal-forms.js';

export type NameKind = 'person' | 'organisation';

/** Longer names and words are compared by their beginning, so that no name costs more than another. */
const MOST_WORDS = 16;
const MOST_LETTERS = 32;

/** A name as it is compared. */
export interface NameWords {
  readonly words: readonly string[];
  /** All letters without spaces. */
  readonly letters: string;
  /** Characters of Han, kana and Hangul. */
  readonly characters: string;
  readonly hasConsonantsOnly: boolean;
}

/** What of a name tells people apart: its words in Latin letters, without honorifics and legal forms, each once. */
export function nameWords(name: string, kind: NameKind = 'person'): NameWords {
  const all = kind === 'person' ? personWords(name) : organisationWords(name);
  const words = [...new Set(all)].slice(0, MOST_WORDS).map((word) => word.slice(0, MOST_LETTERS));
  return {
    words,
    letters: words.join(''),
    characters: syllableCharacters(name),
    hasConsonantsOnly: isWrittenInConsonants(name),
  };
}

/** The Arabic article is written with the word that it belongs to. */
const ARTICLE = /(?<=^|\s)ال(?=\p{L}{2})/gu;

const personWords = (name: string): string[] =>
  without(split(foldLatin(name.replace(ARTICLE, 'al ')).replace(/\bph d\b/g, 'phd')), HONORIFICS);

function organisationWords(name: string): string[] {
  const folded = SPELLED_FORMS.reduce(
    (text, [form, short]) => text.replace(form, short),
    foldLatin(name.replaceAll('&', ' and ')),
  );
  return without(split(folded), LEGAL_FORMS).map((word) => NUMBER_WORDS.get(word) ?? word);
}

const split = (folded: string): string[] => (folded === '' ? [] : folded.split(' '));

/** A name that is nothing else keeps them. */
function without(words: string[], list: ReadonlySet<string>): string[] {
  const kept = words.filter((word) => !list.has(word));
  return kept.length === 0 ? words : kept;
}

export const isParticle = (word: string): boolean => PARTICLES.has(word);
export const isInitial = (word: string): boolean => word.length === 1 && word >= 'a' && word <= 'z';
/** A word that tells people apart. */
export const isRealWord = (word: string): boolean => !isParticle(word) && !isInitial(word);

/** How a word sounds: its primary double metaphone. */
export const soundOf = remembered((word) => doubleMetaphone(word)[0]);
