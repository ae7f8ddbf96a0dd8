import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bothWays, decodeCursor, encodeCursor, isTimeKey, sliceOf, statementOf, toPage } from './page.js';
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

describe('what a client asks of a list', () => {
  it.each([
    [{}, { size: 50, cursor: null, isBackward: false }],
    [
      { first: null, last: null },
      { size: 50, cursor: null, isBackward: false },
    ],
    [
      { first: 2, after: 'a' },
      { size: 2, cursor: 'a', isBackward: false },
    ],
    [{ last: 2 }, { size: 2, cursor: null, isBackward: true }],
    [
      { first: null, after: null, last: 2, before: 'b' },
      { size: 2, cursor: 'b', isBackward: true },
    ],
    [{ before: 'b' }, { size: 50, cursor: 'b', isBackward: true }],
  ])('%j is the slice %j', (request, slice) => expect(sliceOf(request)).toEqual(slice));

  it.each([
    [{ first: 0 }, ['first']],
    [{ first: 1.5 }, ['first']],
    [{ last: 101 }, ['last']],
    [{ first: 1, last: 1 }, ['last']],
    [{ after: 'a', last: 1 }, ['last']],
    [{ first: 1, before: 'b' }, ['before']],
  ])('%j is refused at %j', (request, path) =>
    expect(() => sliceOf(request)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT', path })),
  );
});

describe('a page', () => {
  const pageOf = (rows: readonly number[], slice: { cursor: string | null; isBackward: boolean }) => {
    const { nodes, pageInfo } = toPage(rows, {
      slice: { size: 2, ...slice },
      key: (row) => [row],
      node: (row) => row,
      totalCount: () => Promise.resolve(0),
    });
    return { nodes, pageInfo };
  };
  const ends = (start: number, end: number): object => ({
    startCursor: encodeCursor([start]),
    endCursor: encodeCursor([end]),
  });

  it('has more behind it where one more was read', () => {
    expect(pageOf([1, 2, 3], { cursor: null, isBackward: false })).toEqual({
      nodes: [1, 2],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, ...ends(1, 2) },
    });
  });

  it('that is read backwards stands in the order of its list, and has more before it where one more was read', () => {
    expect(pageOf([8, 7, 6], { cursor: 'x', isBackward: true })).toEqual({
      nodes: [7, 8],
      pageInfo: { hasNextPage: true, hasPreviousPage: true, ...ends(7, 8) },
    });
    expect(pageOf([2, 1], { cursor: null, isBackward: true })).toEqual({
      nodes: [1, 2],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, ...ends(1, 2) },
    });
  });

  it('is read by a statement for each direction, whichever the order of its list', () => {
    const ways = (order: 'ASC' | 'DESC') => bothWays((beyond, way) => `${beyond} ${way}`, order);
    const [onward, back] = [false, true].map((isBackward) => ({ size: 1, cursor: null, isBackward }));
    expect([onward, back].map((slice) => statementOf(ways('ASC'), slice as never))).toEqual([
      '> ASC',
      '< DESC',
    ]);
    expect([onward, back].map((slice) => statementOf(ways('DESC'), slice as never))).toEqual([
      '< DESC',
      '> ASC',
    ]);
  });
});
