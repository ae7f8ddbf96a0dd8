import { type DirectoryEntry } from '../directory/directory.js';
import { type FormerName, NAME_LANGUAGES, type NameLanguage, type Names } from '../domain/organisation.js';

/** What names of one organisation follow from: what its conference says, over its entry of the directory. */
export interface NameSource {
  readonly officialNames: Names;
  readonly shortNames: Names;
  readonly aliases: readonly string[];
  readonly formerNames: readonly FormerName[];
  readonly sortNames: Names;
  readonly directory?: DirectoryEntry | undefined;
}

/** The language of names for a reader: `fr-CA` reads French names; a language without names reads English. */
export function nameLanguage(tag: string): NameLanguage {
  const primary = tag.toLowerCase().split('-', 1)[0];
  return NAME_LANGUAGES.find((language) => language === primary) ?? 'en';
}

const anyOf = (names: Names): string | undefined =>
  names.en ?? NAME_LANGUAGES.map((language) => names[language]).find((name) => name !== undefined);

/** The name that letters and lists show, in a language and on a day (`2011-11-01`). */
export function nameOn(source: NameSource, tag: string, day: string): string {
  const language = nameLanguage(tag);
  const former = source.formerNames
    .filter(({ until }) => day < until)
    .sort((left, right) => (left.until < right.until ? -1 : 1))[0];
  return (
    former?.names[language] ??
    source.officialNames[language] ??
    source.directory?.nameOn(language, day) ??
    anyOf(source.officialNames) ??
    ''
  );
}

/** The short name for menus; the name itself where there is none. */
export const shortNameOn = (source: NameSource, tag: string, day: string): string =>
  source.shortNames[nameLanguage(tag)] ?? nameOn(source, tag, day);

/** Where it stands in a list of the language. */
export const sortNameOn = (source: NameSource, tag: string, day: string): string =>
  source.sortNames[nameLanguage(tag)] ?? nameOn(source, tag, day);

/** Every name, for finding it. */
export const allNames = (source: NameSource): readonly string[] => [
  ...Object.values(source.officialNames),
  ...Object.values(source.shortNames),
  ...source.aliases,
  ...source.formerNames.flatMap(({ names }) => Object.values(names)),
  ...(source.directory?.names ?? []),
];
