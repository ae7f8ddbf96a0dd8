import { useCallback, useMemo } from 'react';
import { useRead, type Read } from '../../api/use-read';
import { useLocale } from '../../i18n/locale-provider';
import type { SearchableOption } from '../../ui/find-options';
import { useConferenceId } from './current-conference';
import { CountriesQuery, type Country } from './operations';

/** Every country as the conference names it in a language, in that language's order; kept for the page's life. */
export function useCountries(language?: string): Read<{ readonly countries: readonly Country[] }> {
  const { locale } = useLocale();
  const conferenceId = useConferenceId();
  return useRead(CountriesQuery, { conferenceId, language: language ?? locale }, conferenceId === '');
}

/** What a menu of countries offers; one that a person has already stays, though it is not offered. */
export function useCountryOptions(kept = ''): readonly SearchableOption[] {
  const read = useCountries();
  const countries = read.state === 'ready' ? read.data.countries : undefined;
  return useMemo(
    () => (countries ?? []).filter(({ code, isOffered }) => isOffered || code === kept).map(toOption),
    [countries, kept],
  );
}

export const toOption = ({ code, name, otherNames }: Country): SearchableOption => ({
  value: code,
  label: name,
  otherNames,
});

/** The name of one country as the conference writes it; the code as long as the names are not there. */
export function useCountryName(): (code: string) => string {
  const read = useCountries();
  const countries = read.state === 'ready' ? read.data.countries : undefined;
  return useCallback(
    (code) => countries?.find((country) => country.code === code)?.name ?? code,
    [countries],
  );
}
