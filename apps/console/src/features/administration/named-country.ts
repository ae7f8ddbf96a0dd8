import type { MessageId } from '../../i18n/catalogue.en';
import { useLocale } from '../../i18n/locale-provider';
import { names as namesInTrail, useWhoSaved } from '../audit/use-who-saved';
import type { Country } from '../conference/operations';

/** The languages of the pages, in which countries are named. */
export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

export const NAME_IN = { en: 'countries.english', fr: 'countries.french' } as const satisfies Record<
  Language,
  MessageId
>;

/** A country in the languages of the pages. */
export type NamedCountry = Readonly<Record<Language, Country>>;

/** What was done last: each time a new one, so that the same done again is told again. */
export interface Done {
  readonly act: 'saved' | 'takenBack';
  /** The country's name, in the page's language */
  readonly name: string;
}

/** What the service compares, in the languages of the pages. */
export const namesOf = (country: NamedCountry) =>
  LANGUAGES.map((language) => ({ language, name: country[language].name }));

/** The language of the page, of those in which countries are named. */
export function useOwnLanguage(): Language {
  const { locale } = useLocale();
  return LANGUAGES.find((language) => locale.startsWith(language)) ?? 'en';
}

export function useWhoSavedCountry(): (code: string) => Promise<string> {
  const whoSaved = useWhoSaved();
  return (code) =>
    whoSaved({ action: 'country.set', isOfThis: (values) => namesInTrail(values, 'code', code) });
}
