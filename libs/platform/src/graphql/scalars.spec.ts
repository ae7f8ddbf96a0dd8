import { describe, expect, it } from '@jest/globals';
import { type GraphQLScalarType, parseValue as parseLiteral } from 'graphql';
import { askedLanguage, CountryCode, DateScalar, DateTime, EmailAddress, LanguageTag } from './scalars.js';
import { ThrownValue } from './compiled/thrown-value.js';

const read = (scalar: GraphQLScalarType, text: unknown): unknown => {
  const byVariable = scalar.parseValue(text);
  if (typeof text === 'string') {
    expect(scalar.parseLiteral(parseLiteral(JSON.stringify(text)))).toEqual(byVariable);
  }
  return byVariable;
};

/** What it throws, also where a schema of this process has wrapped the scalar. */
function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error instanceof ThrownValue ? error.thrown : error;
  }
}

describe('DateTime', () => {
  it.each([
    ['2011-11-01T09:00:00Z', '2011-11-01T09:00:00.000Z'],
    ['2011-11-01T09:00+01:00', '2011-11-01T08:00:00.000Z'],
    ['2012-02-29T23:59:59.123Z', '2012-02-29T23:59:59.123Z'],
  ])('reads %s', (text, expected) => {
    expect((read(DateTime, text) as Date).toISOString()).toBe(expected);
  });

  it.each([
    '2011-11-31T09:00:00Z',
    '2011-02-29T00:00:00Z',
    '2011-11-01',
    '2011-11-01T09:00:00',
    '2011-11-01 09:00:00Z',
    '1320138000',
    '',
    'now',
    1_320_138_000_000,
    null,
    {},
    [],
  ])('refuses %j', (value) => {
    expect(() => DateTime.parseValue(value)).toThrow('Write a date and time with its zone');
  });

  it.each([
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    ['2011-11-01T09:00:00Z', '2011-11-01T09:00:00.000Z'],
    ['2011-11-01T09:00:00.123456Z', '2011-11-01T09:00:00.123Z'],
    ['2011-11-01T09:00:00+01:00', '2011-11-01T08:00:00.000Z'],
  ])('goes out in UTC with milliseconds, however the database wrote it: %j', (value, expected) => {
    expect(DateTime.serialize(value)).toBe(expected);
  });

  it('is never anything but a time', () => {
    expect(() => DateTime.serialize('soon')).toThrow();
    expect(thrownBy(() => DateTime.serialize(0))).toMatchObject({ message: 'Not a text' });
  });
});

describe('EmailAddress', () => {
  it('keeps one address as it was typed', () => {
    expect(read(EmailAddress, 'Name.Example+x@exämple.example')).toBe('Name.Example+x@exämple.example');
  });
});

describe('the other scalars', () => {
  it.each([
    ['GBR', CountryCode],
    ['', CountryCode],
    ['a@b', EmailAddress],
    ['a@b.example, c@d.example', EmailAddress],
    ['a@b.example\r\nBcc: x@y.example', EmailAddress],
    ['', LanguageTag],
    ['x'.repeat(36), LanguageTag],
    ['french!', LanguageTag],
  ])(
    'leave %j as it was typed to the rules of its input, which refuse it beside its field',
    (text, scalar) => {
      expect(read(scalar, text)).toBe(text);
    },
  );

  it.each([EmailAddress, CountryCode, LanguageTag])('are texts: %s', (scalar) => {
    for (const value of [7, true, null, {}, ['GB']]) expect(() => scalar.parseValue(value)).toThrow('Enter ');
  });

  it.each(['french!', '', 'x'.repeat(36)])('of a query refuse %j as its language', (tag) => {
    expect(() => askedLanguage(tag)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', path: ['language'] }),
    );
    expect([askedLanguage('pt-BR'), askedLanguage(null), askedLanguage(undefined)]).toEqual([
      'pt-BR',
      null,
      null,
    ]);
  });

  it('read codes, and tags in their canonical form', () => {
    expect([read(CountryCode, 'GB'), read(CountryCode, 'gb')]).toEqual(['GB', 'GB']);
    expect([read(LanguageTag, 'fr'), read(LanguageTag, 'PT-br')]).toEqual(['fr', 'pt-BR']);
    expect(read(DateScalar, '2012-02-29')).toBe('2012-02-29');
  });

  it.each(['2011-02-29', '2011-11-1', '2011-11-01T00:00:00Z', '', 'today'])('read no day from %j', (text) => {
    expect(() => DateScalar.parseValue(text)).toThrow('Enter a day');
  });

  it.each([DateTime, DateScalar, EmailAddress, CountryCode, LanguageTag])(
    'say where they are specified: %s',
    (scalar) => {
      expect(scalar.specifiedByURL).toMatch(/^https:\/\//);
    },
  );
});
