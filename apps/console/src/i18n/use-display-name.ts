import { useMemo } from 'react';
import { useIntl } from 'react-intl';

/** The name of one country or language in the page's language. */
export function useDisplayName(type: 'region' | 'language'): (code: string) => string {
  const { locale } = useIntl();
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type });
    return (code) => names.of(code) ?? code;
  }, [locale, type]);
}
