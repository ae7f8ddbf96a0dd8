import { foldLatin } from './fold.js';
import {
  FORMS_IN_OTHER_SCRIPTS,
  FORMS_OF_ADDRESS,
  FORMS_WITH_DOTS,
  HONORIFICS,
  LETTERS_BEHIND,
} from './lists/honorifics.js';

/** A name and what stands before it. */
export interface AddressedName {
  /** As typed: `Prof. Dr. Dr. h.c.` */
  readonly honorific: string;
  /** What is left; never empty. */
  readonly name: string;
}

/**
 * The name without the forms of address before it; null where there are none, or nothing else. Words that may be names as well are
 * among them (Sri): ask before you use it. Whole words alone: Drew holds no Dr.
 */
export function leadingHonorific(name: string): AddressedName | null {
  const words = name.split(' ');
  let count = 0;
  while (count < words.length - 1 && isForm(words[count] ?? '', words[count + 1] ?? '', count > 0))
    count += 1;
  if (count === 0) return null;
  return { honorific: words.slice(0, count).join(' '), name: words.slice(count).join(' ') };
}

/** A form of address as forms are compared: `Prof. Dr.` and `prof dr` are one. */
export const honorificKey = (honorific: string): string =>
  honorific
    .split(' ')
    .map((word) => squeezed(word) || word)
    .join(' ');

const squeezed = (word: string): string => foldLatin(word).replaceAll(' ', '');

function isForm(word: string, next: string, isAfterAnother: boolean): boolean {
  if (/[^\p{scx=Latin}\p{scx=Common}\p{scx=Inherited}]/u.test(word)) {
    return FORMS_IN_OTHER_SCRIPTS.has(word.toLowerCase().replace(/\.$/, ''));
  }
  const key = squeezed(word);
  if (FORMS_WITH_DOTS.has(key)) {
    return (
      (word.includes('.') && !isInitial(next)) || (word === word.toUpperCase() && isWord(squeezed(next)))
    );
  }
  // The doctor of honour stands behind another one.
  return isWord(key) && (isAfterAnother || key !== 'hc');
}

const isWord = (key: string): boolean =>
  (HONORIFICS.has(key) && !BEHIND.has(key)) || FORMS_OF_ADDRESS.has(key);
const BEHIND: ReadonlySet<string> = new Set(['phd', 'esq', 'jr']);
const isInitial = (word: string): boolean => /^\p{Lu}\.?$/u.test(word);

/** Whether a word is written behind a name and is no part of it: OBE, PhD, Jr. */
export const isLettersBehind = (word: string): boolean =>
  word !== '' && word.split(' ').every((one) => LETTERS_BEHIND.has(squeezed(one)));
