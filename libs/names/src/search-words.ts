import { foldEmail } from '#libs/kernel';
import { foldExactly, foldLatin, latinWords } from './fold.js';

/** Parts of what a row is found by. */
export interface Searchable {
  /** Names and other texts of people. */
  readonly texts: readonly (string | null | undefined)[];
  readonly emails?: readonly (string | null | undefined)[];
  readonly references?: readonly (string | null | undefined)[];
}

/** What a row is found by, for LIKE: each text in Latin letters, addresses as they are, references as they are spoken. */
export function searchText({ texts, emails = [], references = [] }: Searchable): string {
  const forms = [
    ...texts.flatMap((text) => (isThere(text) ? [foldLatin(text), ...formsOfSyllables(text)] : [])),
    ...references.flatMap((reference) => (isThere(reference) ? spoken(reference) : [])),
    ...emails.flatMap((email) => (isThere(email) ? formsOfAddress(email) : [])),
  ];
  return [...new Set(forms.filter((form) => form !== ''))].join(' ');
}

const isThere = (text: string | null | undefined): text is string => typeof text === 'string';

/** What somebody looks for is in a row when each of these LIKE patterns fits its search text; empty finds everything. */
export const searchPatterns = (search: string): string[] =>
  wordsToFind(search).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);

/** The same question of a row in memory, for short lists that no search text is stored beside. */
export function isFoundBy(search: string): (row: Searchable) => boolean {
  const words = wordsToFind(search);
  return (row) => {
    const text = words.length === 0 ? '' : searchText(row);
    return words.every((word) => text.includes(word));
  };
}

function wordsToFind(search: string): string[] {
  const words = search
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap(wordsOf);
  if (search.trim() !== '' && words.length === 0) return [NOTHING];
  // The longest first: it says most.
  return [...new Set(words)].sort((a, b) => b.length - a.length).slice(0, MOST_PATTERNS);
}

/** No search text has a line break. */
const NOTHING = '\n';
const MOST_PATTERNS = 12;

function wordsOf(word: string): string[] {
  if (word.includes('@')) return [foldEmail(word)];
  // One character is a word of its own; its sound alone is in half of all names.
  return hasSyllables(word) && [...word].length === 1 ? [foldExactly(word)] : latinWords(word);
}

/** As DNS knows it, as it is typed, and in Latin letters. */
const formsOfAddress = (email: string): string[] => [
  foldEmail(email),
  email.normalize('NFC').toLowerCase(),
  ...(/^[ -~]*$/.test(email) ? [] : [foldLatin(email)]),
];

const hasSyllables = (text: string): boolean => /[\p{sc=Han}\p{sc=Hangul}]/u.test(text);

/** Names in syllables are also found by their characters, and by syllables joined: Xiaoming. */
const formsOfSyllables = (text: string): string[] =>
  hasSyllables(text) ? [foldLatin(text).replaceAll(' ', ''), foldExactly(text)] : [];

/** A reference in groups and in one, also with the letters that are heard for its digits. */
function spoken(reference: string): string[] {
  const [code = '', ...groups] = latinWords(reference);
  const said = [
    groups,
    groups.map((group) => group.replaceAll('0', 'o')),
    groups.map((group) => group.replaceAll('0', 'o').replaceAll('1', 'i')),
    groups.map((group) => group.replaceAll('0', 'o').replaceAll('1', 'l')),
  ];
  return said.flatMap((parts) => [...new Set([[code, ...parts].join(' '), [code, ...parts].join('')])]);
}
