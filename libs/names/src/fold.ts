import anyAscii from 'any-ascii';

/** Signs that nobody sees: soft hyphen, joiners, direction marks, variation selectors, the byte order mark. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u200b-\u200f\u2060]/gu;
/** Runs that any-ascii writes as joined syllables with capitals: `LiXiaoMing`. */
const SYLLABLES = /[\p{sc=Han}\p{sc=Hangul}]+/gu;
const APOSTROPHES = /['`]/g;

/** A text in Latin letters and digits, lower case, its words apart by single spaces; apostrophes are gone, all else divides. */
export function foldLatin(text: string): string {
  const latin = text
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .replace(SYLLABLES, (run) => ` ${anyAscii(run).replace(/\B(?=[A-Z])/g, ' ')} `);
  return anyAscii(latin)
    .toLowerCase()
    .replace(APOSTROPHES, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** The words of a text in Latin letters. */
export function latinWords(text: string): string[] {
  const folded = foldLatin(text);
  return folded === '' ? [] : folded.split(' ');
}

/** What a list of names is sorted by: Latin letters, or the text itself where it has none. */
export const sortName = (name: string): string => foldLatin(name) || foldExactly(name);

/** A text that differs from another by letters alone, in its own script: width, case, accents and spaces are gone. */
export const foldExactly = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(UNSEEN, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim();

/** Letters, marks and digits of another script; what no script owns (accents, ʻ, 3) goes with Latin letters. */
const OF_ANOTHER_SCRIPT = /(?![\p{scx=Latin}\p{scx=Common}\p{scx=Inherited}])[\p{L}\p{M}\p{N}]/u;

/** Whether a name is written in Latin letters alone; a text without any is not. */
export const isInLatinLetters = (name: string): boolean =>
  /\p{sc=Latin}/u.test(name) && !OF_ANOTHER_SCRIPT.test(name);

/** The characters of a name that stand for syllables, in order; empty where there are none. */
export const syllableCharacters = (name: string): string =>
  (name.normalize('NFKC').match(/[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}ー]/gu) ?? []).join(
    '',
  );

/** Arabic and Hebrew write consonants: their names are compared by these alone with names in Latin letters. */
export const isWrittenInConsonants = (name: string): boolean => /[\p{sc=Arabic}\p{sc=Hebrew}]/u.test(name);
