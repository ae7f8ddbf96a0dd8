import { describe, expect, it } from '@jest/globals';
import { PERSON_FIELDS } from './nomination-fields.js';

const { input } = PERSON_FIELDS.country;

describe('the country of a person', () => {
  it.each([
    ['GB', 'GB'],
    ['gb', 'GB'],
    [' Fr ', 'FR'],
    ['', null],
    ['  ', null],
    [null, null],
    [undefined, undefined],
  ])('is taken from %j as %j', (typed, kept) => {
    expect(input.parse(typed)).toBe(kept);
  });

  it.each(['ZZ', 'GBR', 'Britain', '🇬🇧'])('is not taken from %j', (typed) => {
    expect(() => input.parse(typed)).toThrow('Use the two-letter code of a country');
  });
});
