import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseInstant } from './parse-instant.js';

describe('an instant as PostgreSQL writes it', () => {
  it.each([
    ['2011-11-01 09:00:00+00', '2011-11-01T09:00:00.000Z'],
    ['2011-11-01 09:00:00.5+00', '2011-11-01T09:00:00.500Z'],
    ['2011-11-01 09:00:00.123456+00', '2011-11-01T09:00:00.123Z'],
    ['2011-11-01 09:00:00.999999+00', '2011-11-01T09:00:00.999Z'],
    ['0001-01-01 00:00:00+00', '0001-01-01T00:00:00.000Z'],
    ['12011-11-01 09:00:00+00', '+012011-11-01T09:00:00.000Z'],
    ['2011-11-01 10:00:00+01', '2011-11-01T09:00:00.000Z'],
    ['0044-03-15 12:00:00+00 BC', '-000043-03-15T12:00:00.000Z'],
  ])('reads %s', (text, iso) => {
    expect(parseInstant(text)).toEqual(new Date(iso));
  });

  it('reads the infinities as numbers, like node-postgres', () => {
    expect([parseInstant('infinity'), parseInstant('-infinity')]).toEqual([Infinity, -Infinity]);
  });

  it('reads back whatever millisecond', () => {
    const range = { min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(range), (date) => {
        expect(parseInstant(date.toISOString().replace('T', ' ').replace('Z', '+00'))).toEqual(date);
      }),
    );
  });
});
