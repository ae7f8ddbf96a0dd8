import { useMemo } from 'react';
import { useIntl } from 'react-intl';

/** The name of one language in the page's language. Names of countries come from the service: they are the conference's. */
export function useLanguageName(): (tag: string) => string {
  const { locale } = useIntl();
  return useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'language' });
    return (tag) => names.of(tag) ?? tag;
  }, [locale]);
}
