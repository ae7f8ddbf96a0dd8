import { describe, expect, it } from '@jest/globals';
import { COUNTRY_CODES } from '#libs/kernel';
import { STATES } from '../states/state-forms.js';
import { regionalGroupOf, regionOf } from './regions.js';

describe('where a country is', () => {
  it('is known of every country and territory but Antarctica', () => {
    expect(COUNTRY_CODES.filter((code) => regionOf(code) === null)).toEqual(['AQ']);
  });

  it('and its group of every member of the United Nations, of whom there are 193', () => {
    const without = STATES.filter(({ alpha2 }) => regionalGroupOf(alpha2) === null).map((one) => one.alpha2);
    expect(COUNTRY_CODES.filter((code) => regionalGroupOf(code) !== null)).toHaveLength(193);
    expect(without.filter((code) => !['CK', 'NU', 'PS', 'VA'].includes(code))).toEqual([]);
  });

  it.each([
    ['CY', 'ASIA', 'ASIA_PACIFIC'],
    ['TR', 'ASIA', 'WESTERN_EUROPEAN_AND_OTHERS'],
    ['KN', 'AMERICAS', 'LATIN_AMERICAN_AND_CARIBBEAN'],
    ['VA', 'EUROPE', null],
    ['XX', null, null],
  ])('%s lies in %s, and sits with %s', (code, region, group) => {
    expect([regionOf(code), regionalGroupOf(code)]).toEqual([region, group]);
  });
});
