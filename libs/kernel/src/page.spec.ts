import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor, encodeCursor, isTimeKey } from './page.js';
import { isStorable } from './search-term.js';

describe('a cursor', () => {
  const part = fc.oneof(fc.string().filter(isStorable), fc.integer(), fc.constant(null));

  it('comes back as it was given', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (key) => {
        expect(decodeCursor(encodeCursor(key), key.length)).toEqual(key);
      }),
    );
  });

  it.each([
    ['', 1],
    ['nonsense', 1],
    [encodeCursor(['a', 'b']), 1],
    [encodeCursor(['a']), 2],
    [encodeCursor(['a\u0000b']), 1],
    [encodeCursor(['\ud800']), 1],
    [Buffer.from('[["a"]]').toString('base64url'), 1],
    [Buffer.from('[true]').toString('base64url'), 1],
    [Buffer.from('[1e999]').toString('base64url'), 1],
    [Buffer.from('{"0":"a","length":1}').toString('base64url'), 1],
    [Buffer.from('['.repeat(100_000)).toString('base64url'), 1],
  ])('%.40j is refused where %d parts are wanted, with its path', (cursor, length) => {
    expect(() => decodeCursor(cursor, length)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', path: ['after'] }),
    );
  });
});

describe('a time in a cursor', () => {
  it.each([
    '2011-11-01 09:00:00+00',
    '2011-11-01 09:00:00.5+00',
    '2011-11-01 23:59:59.999999+00',
    '2012-02-29 00:00:00+00',
    '0001-01-01 00:00:00+00',
  ])('is %j', (text) => expect(isTimeKey(text)).toBe(true));

  it.each([
    '2011-99-99 99:99:99+00',
    '2011-02-29 00:00:00+00',
    '2011-11-31 00:00:00+00',
    '2011-11-00 00:00:00+00',
    '2011-11-01 24:00:00+00',
    '2011-11-01 23:59:60+00',
    '0000-01-01 00:00:00+00',
    '2011-11-01 09:00:00+01',
    '2011-11-01 09:00:00.1234567+00',
    '2011-11-01T09:00:00Z',
    '2011-11-01 09:00:00+00\n',
    'infinity',
    'now',
    '',
    null,
    1_320_137_200,
  ])('is never %j', (part) => expect(isTimeKey(part)).toBe(false));
});
