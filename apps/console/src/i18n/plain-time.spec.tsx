import { renderHook } from '@testing-library/react';
import { IntlProvider } from 'react-intl';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { en, fr } from '../testing/whole-catalogue';
import { dayNumber, usePlainTime } from './plain-time';

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
    ['2011-05-11T18:00:00Z', 'Due today, 19:00 BST'],
    ['2011-05-11T09:00:00Z', 'Overdue since 10:00 BST today'],
    ['2011-05-12T09:00:00Z', 'Due tomorrow, 10:00 BST'],
    ['2011-05-14T09:00:00Z', 'Due in 3 days'],
    ['2011-05-10T09:00:00Z', 'Overdue by 1 day'],
    ['2011-05-01T09:00:00Z', 'Overdue by 10 days'],
  ])('says of %s: %s', (iso, words) => {
    expect(timeIn('en-GB').due(iso, NOW)).toBe(words);
  });
});

describe('full', () => {
  it.each([
    ['Europe/London', '2011-11-28T09:41:00Z', /^28 November 2011\D*09:41 GMT$/],
    ['Europe/London', '2011-05-03T13:05:00Z', /^3 May 2011\D*14:05 BST$/],
    ['Europe/Paris', '2011-05-03T13:05:00Z', /^3 May 2011\D*15:05 CEST$/],
    ['Asia/Kathmandu', '2011-05-03T23:05:00Z', /^4 May 2011\D*04:50 (GMT\+5:45|NPT)$/],
  ])('names the zone of the venue: in %s, %s', (timeZone, iso, words) => {
    expect(timeIn('en-GB', timeZone).full(iso)).toMatch(words);
  });

  it('names it in French too', () => {
    expect(timeIn('fr-FR').full('2011-05-03T13:05:00Z')).toMatch(/^3 mai 2011\D*14:05 UTC\+1$/);
    expect(timeIn('fr-FR').full('2011-11-28T09:41:00Z')).toMatch(/^28 novembre 2011\D*09:41 UTC$/);
  });
});

describe('the number of a day', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('does not depend on how a browser writes a date: ICU 72 writes 11/28/2026 in Canada', () => {
    const written = { get: () => () => '11/28/2026' };
    vi.stubGlobal('Intl', {
      ...Intl,
      DateTimeFormat: class extends Intl.DateTimeFormat {
        static {
          Object.defineProperty(this.prototype, 'format', written);
        }
      },
    });
    const before = dayNumber(new Date('2026-11-27T23:59:59Z'), 'Europe/London');
    expect(dayNumber(new Date('2026-11-28T00:00:00Z'), 'Europe/London') - before).toBe(1);
    expect(before).toBe(Date.parse('2026-11-27T00:00:00Z') / 86_400_000);
  });
});
