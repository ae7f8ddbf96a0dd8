import type { Organisation } from './operations';

/** Languages in which organisations have names, in the order of the forms. */
export const NAME_LANGUAGES = ['en', 'fr', 'es', 'ru', 'ar', 'zh'] as const;
export type NameLanguage = (typeof NAME_LANGUAGES)[number];

/** A name of one language, as one line is typed: "fr; Tchéquie". What follows the first semicolon is the name. */
export interface LanguageName {
  readonly language: NameLanguage;
  readonly name: string;
}
export interface FormerName extends LanguageName {
  /** The first day of the name that followed */
  readonly until: string;
}
type Own = NonNullable<Organisation['names']>[number];

const LANGUAGE = NAME_LANGUAGES.join('|');
const NAME = new RegExp(`^(?<language>${LANGUAGE})\\s*;\\s*(?<name>.+)$`, 'u');
const FORMER = new RegExp(
  `^(?<until>\\d{4}-\\d{2}-\\d{2})\\s*;\\s*(?<language>${LANGUAGE})\\s*;\\s*(?<name>.+)$`,
  'u',
);

/** What was typed, line by line, without empty ones. */
export const lines = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const parsed = <Line>(typed: string, pattern: RegExp): Line[] | undefined => {
  const found = lines(typed).map((line) => pattern.exec(line)?.groups);
  return found.includes(undefined) ? undefined : (found as unknown as Line[]).map((line) => ({ ...line }));
};

/** Undefined where a line is none of a language and a name, or names a language twice. */
export function languageNames(typed: string): LanguageName[] | undefined {
  const names = parsed<LanguageName>(typed, NAME);
  const isOnce = new Set(names?.map(({ language }) => language)).size === names?.length;
  return isOnce ? names : undefined;
}
/** Undefined where a line is none of a day, a language and a name. */
export const formerNames = (typed: string): FormerName[] | undefined => parsed(typed, FORMER);

export const linesOfShortNames = (names: readonly Own[]): string =>
  names.flatMap(({ language, short }) => (short === null ? [] : [`${language}; ${short}`])).join('\n');
export const linesOfNames = (
  names: readonly { readonly language: string; readonly name: string }[],
): string => names.map(({ language, name }) => `${language}; ${name}`).join('\n');
export const linesOfFormerNames = (
  names: readonly { readonly until: string; readonly language: string; readonly name: string }[],
): string => names.map(({ until, language, name }) => `${until}; ${language}; ${name}`).join('\n');
