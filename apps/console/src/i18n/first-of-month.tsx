import { useMemo, type ReactNode } from 'react';
import { RawIntlProvider, useIntl, type IntlShape } from 'react-intl';

const FRENCH_FIRST =
  /(^|[^\d.,/:])1(?=(?:\s?[–-]\s?(?:\p{L}+\s)?\d{1,2})?\s(?:janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc))/gu;

/** In French the first of a month is "1er mai", which Intl does not write; mail and letters do the same (`withFirstOfMonth` of the kernel). */
const asWritten = (date: string): string =>
  date.replaceAll(FRENCH_FIRST, (_, before: string) => `${before}1er`);

/** Dates below it have the first of a month as the page's language writes it. */
export function FirstOfMonth({ children }: { readonly children: ReactNode }) {
  const intl = useIntl();
  const written = useMemo(() => (intl.locale.startsWith('fr') ? withFirsts(intl) : intl), [intl]);
  return <RawIntlProvider value={written}>{children}</RawIntlProvider>;
}

const withFirsts = (intl: IntlShape): IntlShape => ({
  ...intl,
  formatDate: (...of: Parameters<IntlShape['formatDate']>) => asWritten(intl.formatDate(...of)),
  formatDateTimeRange: (...of: Parameters<IntlShape['formatDateTimeRange']>) =>
    asWritten(intl.formatDateTimeRange(...of)),
});
