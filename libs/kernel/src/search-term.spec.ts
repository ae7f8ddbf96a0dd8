import { describe, expect, it } from '@jest/globals';
import { searchTerm } from './search-term.js';

describe('a search', () => {
  it.each([
    [null, ''],
    [undefined, ''],
    ['   ', ''],
    [' Ada  Példa ', 'Ada  Példa'],
    ['سارة', 'سارة'],
    ['👩🏽‍🔬', '👩🏽‍🔬'],
    ['100%_\\', '100%_\\'],
    ['\u202eadA', '\u202eadA'],
    ['x'.repeat(200), 'x'.repeat(200)],
  ])('for %j looks for %j', (asked, expected) => expect(searchTerm(asked)).toBe(expected));

  it.each(['\u0000', 'a\u0000b', '\ud800', 'a\udc00', '\udc00\ud800', 'x'.repeat(201)])(
    'for %.20j is refused, with the path to it',
    (asked) => {
      expect(() => searchTerm(asked)).toThrow(
        expect.objectContaining({ code: 'INVALID_INPUT', path: ['filter', 'search'] }),
      );
      expect(() => searchTerm(asked, ['filter', 'actions'])).toThrow(
        expect.objectContaining({ path: ['filter', 'actions'] }),
      );
    },
  );
});
