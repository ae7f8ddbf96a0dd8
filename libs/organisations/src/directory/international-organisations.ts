import { readFileSync } from 'node:fs';

/** The languages in which they have names: those of the United Nations. */
const LANGUAGES = ['en', 'fr', 'es', 'ru', 'ar', 'zh'] as const;

/** An international organisation as the installation knows it; a conference may call it otherwise. */
export interface InternationalOrganisation {
  /** Its short name in lower case, as `itu`: what data and programs call it, and never shown. */
  readonly key: string;
  /** The country of its seat, ISO 3166-1. */
  readonly seat: string;
  /** In English, and in each other language in which the name is known for sure. */
  readonly names: Readonly<Partial<Record<(typeof LANGUAGES)[number], string>>> & { readonly en: string };
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
    const names: Partial<Record<(typeof LANGUAGES)[number], string>> = {};
    LANGUAGES.forEach((language, index) => {
      const name = cells[index] ?? '';
      if (name !== '') names[language] = name;
    });
    if (names.en === undefined) throw new Error(`${key} has no English name`);
    return {
      key,
      seat,
      names: { ...names, en: names.en },
      otherNames: (cells[LANGUAGES.length] ?? '').split('; '),
    };
  });
