import { describe, expect, it } from '@jest/globals';
import { TrigramSearch } from './trigram-search.js';

function search(sought: readonly string[], others: Readonly<Record<string, string>>, most = 100) {
  const search = new TrigramSearch(sought, most);
  for (const [id, key] of Object.entries(others)) search.offer(id, key);
  return search.answers();
}

describe('a search by trigrams of many names at once', () => {
  it('answers each name apart, with what they have in common by what both have', () => {
    // "  a", " ad", "ada", "da " and the same of "adb": two of six.
    expect(search(['ada', 'zoe'], { one: 'adb', two: 'zoe' })).toEqual([
      [{ id: 'one', likeness: Math.fround(2 / 6) }],
      [{ id: 'two', likeness: 1 }],
    ]);
  });

  it('counts a trigram once, however often a name has it, and parts words at whatever is no letter or digit', () => {
    expect(search(['ann ann'], { one: 'ann', two: 'ann-ann' })).toEqual([
      [
        { id: 'two', likeness: 1 },
        { id: 'one', likeness: 1 },
      ],
    ]);
  });

  it('leaves out what has less than three tenths in common, and of two short names what has less than 0.24', () => {
    // 5 of 18 trigrams of names of 13 letters, 5 of 19 where one has 14.
    expect(search(['abcdefghijklm'], { short: 'abcdezzzzzzzz' })[0]?.map(({ id }) => id)).toEqual(['short']);
    expect(search(['abcdefghijklmn'], { long: 'abcdezzzzzzzz' })).toEqual([[]]);
    // 6 of 19.
    expect(search(['abcdefghijklmn'], { long: 'abcdefzzzzzzz' })[0]?.map(({ id }) => id)).toEqual(['long']);
    expect(search(['riko bomo'], { other: 'mina sela' })).toEqual([[]]);
  });

  it('answers the most similar alone where there are many, and of equals the younger', () => {
    const others = Object.fromEntries(
      Array.from({ length: 50 }, (_, n) => [`id-${String(n).padStart(2, '0')}`, n === 7 ? 'erika' : 'erik']),
    );
    expect(search(['erika'], others, 3)[0]).toEqual([
      { id: 'id-07', likeness: 1 },
      { id: 'id-49', likeness: Math.fround(4 / 7) },
      { id: 'id-48', likeness: Math.fround(4 / 7) },
    ]);
  });

  it('finds nothing for a name without letters', () => {
    expect(search([''], { one: '', two: 'ada' })).toEqual([[]]);
  });
});
