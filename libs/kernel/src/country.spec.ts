import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { COUNTRY_CODES, countryOfThreeLetters, isCountryCode } from './country.js';

const countries = createRequire(import.meta.url)('world-countries') as readonly {
  readonly cca2: string;
  readonly cca3: string;
}[];

describe('the code of a country', () => {
  it('is one of those that forms offer', () => {
    expect(COUNTRY_CODES).toEqual(countries.map(({ cca2 }) => cca2).sort());
  });

  it.each(['GB', 'FR', 'TW', 'PS', 'XK'])('may be %s', (code) => {
    expect(isCountryCode(code)).toBe(true);
  });

  it.each(['XX', 'ZZ', 'UK', 'EU', 'gb', 'GBR', ''])('cannot be "%s"', (code) => {
    expect(isCountryCode(code)).toBe(false);
  });

  it('goes with one of three letters', () => {
    const known = countries.filter(({ cca2 }) => cca2 !== 'XK');
    expect(known.filter(({ cca2, cca3 }) => countryOfThreeLetters(cca3) !== cca2)).toEqual([]);
    expect(['XKX', 'UNK', 'civ', 'EUR', ''].map(countryOfThreeLetters)).toEqual([
      'XK',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
