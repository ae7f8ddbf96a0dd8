import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import codes from '../../generated/country-codes.json';
import type { Option } from '../../ui/fields';

/** The countries with their names in the page's language, in that language's order. */
export function useCountries(): readonly Option[] {
  const { locale } = useIntl();
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'region' });
    const byName = new Intl.Collator(locale);
    return codes
      .map((value) => ({ value, label: names.of(value) ?? value }))
      .sort((left, right) => byName.compare(left.label, right.label));
  }, [locale]);
}

/** The name of one country or language in the page's language. */
export function useDisplayName(type: 'region' | 'language'): (code: string) => string {
  const { locale } = useIntl();
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type });
    return (code) => names.of(code) ?? code;
  }, [locale, type]);
}
