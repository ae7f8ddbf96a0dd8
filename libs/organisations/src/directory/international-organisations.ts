import { readFileSync } from 'node:fs';

/** The languages in which they have names: those of the United Nations. */
const LANGUAGES = ['en', 'fr', 'es', 'ru', 'ar', 'zh'] as const;

/** An international organisation as the installation knows it; a conference may call it otherwise. */
export interface InternationalOrganisation {
  /** Its short name in lower case, as `itu`: what data and programs call it, and never shown. */
  readonly key: string;
  /** The country of its seat, ISO 3166-1. */
  readonly seat: string;
  readonly names: Readonly<Record<(typeof LANGUAGES)[number], string>>;
  /** Abbreviations in every language, and what else people call it: for finding, never for letters. */
  readonly otherNames: readonly string[];
}

const TABLE = readFileSync(new URL('international-organisations.tsv', import.meta.url), 'utf8');

/** A list of our own, kept by hand: the family of the United Nations, and those that states make up among themselves. */
export const INTERNATIONAL_ORGANISATIONS: readonly InternationalOrganisation[] = TABLE.trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [key = '', seat = '', ...cells] = line.split('\t');
    const names = Object.fromEntries(LANGUAGES.map((language, index) => [language, cells[index] ?? '']));
    return {
      key,
      seat,
      names: names as InternationalOrganisation['names'],
      otherNames: (cells[LANGUAGES.length] ?? '').split('; '),
    };
  });
