import { describe, expect, it } from '@jest/globals';
import { serialDate } from './serial-date.js';

describe('a day that is counted', () => {
  it.each([
    [1, 1900, '1900-01-01'],
    [59, 1900, '1900-02-28'],
    [61, 1900, '1900-03-01'],
    [40847, 1900, '2011-10-31'],
    [40848.770833333336, 1900, '2011-11-01T18:30'],
    [40847.999999, 1900, '2011-11-01'],
    [2_958_465, 1900, '9999-12-31'],
    [0.75, 1900, '18:00'],
    [0, 1904, '1904-01-01'],
    [39385, 1904, '2011-10-31'],
  ] as const)('%d of %d is %s', (serial, system, date) => {
    expect(serialDate(serial, system)).toBe(date);
  });

  it.each([-1, 60, 2_958_466, Number.NaN, Infinity])('%d is none', (serial) => {
    expect(serialDate(serial, 1900)).toBeUndefined();
  });
});
