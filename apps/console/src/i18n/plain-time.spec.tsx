import { renderHook } from '@testing-library/react';
import { IntlProvider } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { messages as en } from './catalogue.en';
import { messages as fr } from './catalogue.fr';
import { usePlainTime } from './plain-time';

function timeIn(locale: 'en-GB' | 'fr-FR', timeZone = 'Europe/London') {
  const { result } = renderHook(usePlainTime, {
    wrapper: ({ children }) => (
      <IntlProvider locale={locale} timeZone={timeZone} messages={locale === 'en-GB' ? en : fr}>
        {children}
      </IntlProvider>
    ),
  });
  return result.current;
}

/** A Wednesday */
const NOW = new Date('2011-05-11T10:00:00Z');

describe('day', () => {
  it.each([
    ['2011-05-11T08:00:00Z', 'today'],
    ['2011-05-10T22:00:00Z', 'yesterday'],
    ['2011-05-12T08:00:00Z', 'tomorrow'],
    ['2011-05-05T08:00:00Z', 'Thursday'],
    ['2011-05-04T08:00:00Z', '4 May'],
    ['2010-05-04T08:00:00Z', '4 May 2010'],
    ['2011-06-04T08:00:00Z', '4 June'],
  ])('says of %s: %s', (iso, words) => {
    expect(timeIn('en-GB').day(iso, NOW)).toBe(words);
  });

  it('counts days where the conference is, not where the browser is', () => {
    expect(timeIn('en-GB', 'Pacific/Auckland').day('2011-05-10T13:00:00Z', NOW)).toBe('today');
  });

  it('speaks French', () => {
    expect(timeIn('fr-FR').day('2011-05-10T08:00:00Z', NOW)).toBe('hier');
    expect(timeIn('fr-FR').day('2011-05-07T08:00:00Z', NOW)).toBe('samedi');
  });
});

describe('due', () => {
  it.each([
    ['2011-05-11T18:00:00Z', 'Due today'],
    ['2011-05-11T09:00:00Z', 'Overdue since today'],
    ['2011-05-12T09:00:00Z', 'Due tomorrow'],
    ['2011-05-14T09:00:00Z', 'Due in 3 days'],
    ['2011-05-10T09:00:00Z', 'Overdue by 1 day'],
    ['2011-05-01T09:00:00Z', 'Overdue by 10 days'],
  ])('says of %s: %s', (iso, words) => {
    expect(timeIn('en-GB').due(iso, NOW)).toBe(words);
  });
});
