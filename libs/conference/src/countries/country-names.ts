import { readFileSync } from 'node:fs';
import { COUNTRY_LANGUAGES, type CountryNames } from '../domain/conference.js';

/** A country or territory under the names of the installation. */
export interface StandardCountry {
  readonly code: string;
  /** States in all languages, territories in English and French. */
  readonly names: CountryNames & { readonly en: string };
  /** Former, short, own and common names, in any language: for searching, never for showing. */
  readonly otherNames: readonly string[];
}

/** A line each, its cells parted by tabs: code, a name for each language, other names parted by semicolons. */
const TABLE = readFileSync(new URL('country-names.tsv', import.meta.url), 'utf8');

/** Every country and territory, by code. */
export const STANDARD_COUNTRIES: readonly StandardCountry[] = TABLE.trimEnd()
  .split('\n')
  .slice(1)
  .map(toCountry);

function toCountry(text: string): StandardCountry {
  const [code = '', en = '', ...cells] = text.split('\t');
  const others = COUNTRY_LANGUAGES.slice(1).flatMap((language, index) => {
    const name = cells[index] ?? '';
    return name === '' ? [] : [[language, name] as const];
  });
  const otherNames = cells[COUNTRY_LANGUAGES.length - 1] ?? '';
  return {
    code,
    names: { en, ...Object.fromEntries(others) },
    otherNames: otherNames === '' ? [] : otherNames.split('; '),
  };
}

/**
 * Where nobody is from: no people live there, only the crews of stations. Menus leave them out, until the conference says
 * otherwise. (Antarctica, Bouvet Island, South Georgia and the South Sandwich Islands, Heard Island and McDonald Islands,
 * French Southern and Antarctic Lands, United States Minor Outlying Islands)
 */
export const UNINHABITED: ReadonlySet<string> = new Set(['AQ', 'BV', 'GS', 'HM', 'TF', 'UM']);

const DISPLAY_NAMES = COUNTRY_LANGUAGES.map(
  (language) => new Intl.DisplayNames([language], { type: 'region' }),
);

/** The names that ICU of this server has, for searching only: they change with the server, and judge quarrels. */
export const displayNamesOf = (code: string): readonly string[] =>
  DISPLAY_NAMES.flatMap((names) => names.of(code) ?? []);

/** Languages beside those of the United Nations in which bodies write lists; ICU has names in all of them. */
const MORE_LANGUAGES =
  'bn cs da de el fa fi he hi hu id it ja ko ms nl no pl pt ro sk sv sw th tr uk ur vi'.split(' ');

/** The names that ICU has in further languages, by code: for recognising what people wrote. */
export function furtherNames(): ReadonlyMap<string, readonly string[]> {
  const languages = MORE_LANGUAGES.map((language) => new Intl.DisplayNames([language], { type: 'region' }));
  return new Map(
    STANDARD_COUNTRIES.map(({ code }) => [code, languages.flatMap((names) => names.of(code) ?? [])]),
  );
}
