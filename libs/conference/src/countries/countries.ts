import { compositeId } from '#libs/platform';
import { COUNTRY_LANGUAGES, type CountryLanguage, type CountryOverride } from '../domain/conference.js';
import {
  displayNamesOf,
  furtherNames,
  STANDARD_COUNTRIES,
  type StandardCountry,
  UNINHABITED,
} from './country-names.js';
import { protocolOrder } from './protocol-order.js';

/** A country or territory as a conference names it, in one language. */
export interface Country {
  readonly code: string;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly isOffered: boolean;
  readonly isChanged: boolean;
}

/** Whose names of countries: a conference, or anything that holds its overrides. */
export interface NamesCountries {
  readonly countries: readonly CountryOverride[];
}

/** The language of names for a reader: `fr-CA` reads French names; a language without names reads English. */
export function countryLanguage(tag: string): CountryLanguage {
  const primary = tag.toLowerCase().split('-', 1)[0];
  return COUNTRY_LANGUAGES.find((language) => language === primary) ?? 'en';
}

const nameIn = (
  country: StandardCountry,
  override: CountryOverride | undefined,
  language: CountryLanguage,
): string => override?.names[language] ?? country.names[language] ?? override?.names.en ?? country.names.en;

const STANDARD = new Map(STANDARD_COUNTRIES.map((country) => [country.code, country]));

/** The name of one country; the code itself where it is none of ours. */
export function countryName(conference: NamesCountries, code: string, tag: string): string {
  const country = STANDARD.get(code);
  if (country === undefined) return code;
  const override = conference.countries.find((one) => one.code === code);
  return nameIn(country, override, countryLanguage(tag));
}

const standardLists = new Map<CountryLanguage, readonly Country[]>();

/** Every country and territory as the conference names it, in the order of the language. */
export function countriesOf(conference: NamesCountries, tag: string): readonly Country[] {
  const language = countryLanguage(tag);
  let standard = standardLists.get(language);
  if (standard === undefined) {
    standard = inOrder(
      STANDARD_COUNTRIES.map((country) => toCountry(country, undefined, language)),
      language,
    );
    standardLists.set(language, standard);
  }
  if (conference.countries.length === 0) return standard;
  const overrides = new Map(conference.countries.map((override) => [override.code, override]));
  return inOrder(
    standard.map((country) => {
      const override = overrides.get(country.code);
      const known = STANDARD.get(country.code);
      return override === undefined || known === undefined ? country : toCountry(known, override, language);
    }),
    language,
  );
}

/** A country or territory and everything that people call it, in any language and spelling. */
export interface CountryWords {
  readonly code: string;
  readonly words: readonly string[];
}

/** What every country and territory is called, by the conference, the installation and in further languages: for lists that others wrote. */
export function countryWords(conference: NamesCountries): readonly CountryWords[] {
  further ??= furtherNames();
  const more = further;
  return countriesOf(conference, 'en').map(({ code, name, otherNames }) => ({
    code,
    words: [...new Set([name, ...otherNames, ...(more.get(code) ?? [])])],
  }));
}

let further: ReadonlyMap<string, readonly string[]> | undefined;

/** A country with an id: the same names and settings wherever it is read. */
export interface ListedCountry extends Country {
  readonly id: string;
}

type NamedConference = NamesCountries & { readonly id: string };

const listed = ({ id }: NamedConference, country: Country, language: CountryLanguage): ListedCountry => ({
  ...country,
  id: compositeId('Country', id, country.code, language),
});

/** As `countriesOf`, with ids. */
export function listedCountries(conference: NamedConference, tag: string): readonly ListedCountry[] {
  const language = countryLanguage(tag);
  return countriesOf(conference, language).map((country) => listed(conference, country, language));
}

/** One of them; undefined for a code that is none. */
export const listedCountry = (
  conference: NamedConference,
  code: string,
  tag: string,
): ListedCountry | undefined => listedCountries(conference, tag).find((country) => country.code === code);

function inOrder(countries: readonly Country[], language: CountryLanguage): readonly Country[] {
  const order = protocolOrder(language);
  return [...countries].sort(
    (left, right) => order(left.name, right.name) || (left.code < right.code ? -1 : 1),
  );
}

function toCountry(
  known: StandardCountry,
  override: CountryOverride | undefined,
  language: CountryLanguage,
): Country {
  const name = nameIn(known, override, language);
  const others = new Set([
    ...Object.values(override?.names ?? {}),
    ...Object.values(known.names),
    ...known.otherNames,
    ...displayNamesOf(known.code),
  ]);
  others.delete(name);
  return {
    code: known.code,
    name,
    otherNames: [...others],
    isOffered: override?.isOffered ?? !UNINHABITED.has(known.code),
    isChanged: override !== undefined,
  };
}
