import { renderHook } from '@testing-library/react';
import { IntlProvider, useIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { FirstOfMonth } from './first-of-month';

const intlIn = (locale: string) =>
  renderHook(useIntl, {
    wrapper: ({ children }) => (
      <IntlProvider locale={locale} timeZone="UTC">
        <FirstOfMonth>{children}</FirstOfMonth>
      </IntlProvider>
    ),
  }).result.current;
const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const plain = (words: string) => words.replaceAll(/[\u2009\u202f\u00a0]/g, ' ').replaceAll(' – ', '–');

describe('the first of a month on a page', () => {
  it('is ordinal in French, and no other day is', () => {
    const { formatDate, formatDateTimeRange } = intlIn('fr-FR');
    expect(plain(formatDate('2011-11-01T12:00:00Z', DAY))).toBe('1er novembre 2011');
    expect(plain(formatDate('2011-11-11T12:00:00Z', DAY))).toBe('11 novembre 2011');
    expect(plain(formatDate('2011-05-01T12:00:00Z', { ...DAY, month: 'short' }))).toBe('1er mai 2011');
    const range = (from: string, to: string) =>
      plain(formatDateTimeRange(new Date(`${from}T12:00:00Z`), new Date(`${to}T12:00:00Z`), DAY));
    expect(range('2011-11-01', '2011-11-02')).toBe('1er–2 novembre 2011');
    expect(range('2011-10-31', '2011-11-01')).toBe('31 octobre–1er novembre 2011');
  });

  it('is what it was in English', () => {
    expect(intlIn('en-GB').formatDate('2011-11-01T12:00:00Z', DAY)).toBe('1 November 2011');
  });
});
