import { describe, expect, it } from '@jest/globals';
import { CodeSearch } from './code-search.js';

function search(
  sought: readonly (readonly string[])[],
  others: Readonly<Record<string, readonly string[]>>,
  most = 100,
) {
  const search = new CodeSearch(sought, most);
  for (const [id, codes] of Object.entries(others)) search.offer(id, codes);
  return search.answers();
}

describe('a search by codes of many names at once', () => {
  it('answers each name apart, with how many codes they share', () => {
    expect(search([['AN', 'SMT'], ['LN']], { one: ['AN', 'SMT'], two: ['SMT', 'LN'], none: ['KT'] })).toEqual(
      [
        [
          { id: 'one', likeness: 2 },
          { id: 'two', likeness: 1 },
        ],
        [{ id: 'two', likeness: 1 }],
      ],
    );
  });

  it('counts a code once, however often a name has it', () => {
    expect(search([['AN', 'AN']], { one: ['AN', 'AN'] })).toEqual([[{ id: 'one', likeness: 1 }]]);
  });

  it('answers the most alike alone where there are many, and of equals the younger', () => {
    const others = Object.fromEntries(
      Array.from({ length: 50 }, (_, n) => [
        `id-${String(n).padStart(2, '0')}`,
        n === 7 ? ['AN', 'SMT'] : ['SMT'],
      ]),
    );
    expect(search([['AN', 'SMT']], others, 3)[0]).toEqual([
      { id: 'id-07', likeness: 2 },
      { id: 'id-49', likeness: 1 },
      { id: 'id-48', likeness: 1 },
    ]);
  });

  it('keeps the younger of equals, in whatever order they come', () => {
    const ids = Array.from({ length: 40 }, (_, n) => `id-${String((n * 7) % 40).padStart(2, '0')}`);
    const others = Object.fromEntries(ids.map((id) => [id, ['SMT']]));
    expect(search([['SMT']], others, 2)[0]?.map(({ id }) => id)).toEqual(['id-39', 'id-38']);
  });

  it('finds nothing for a name without codes', () => {
    expect(search([[]], { one: [], two: ['AN'] })).toEqual([[]]);
  });
});
