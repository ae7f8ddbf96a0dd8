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
