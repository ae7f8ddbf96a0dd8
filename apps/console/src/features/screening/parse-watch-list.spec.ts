import { describe, expect, it } from 'vitest';
import { parseWatchList } from './parse-watch-list';

describe('parseWatchList', () => {
  it('takes names with notes, as sheets copy them', () => {
    expect(
      parseWatchList('Zoë Quill\tsee file 12\r\n\nLi Hua;twice; seen\n"Smith, John",note').entries,
    ).toEqual([
      { name: 'Zoë Quill', note: 'see file 12', line: 1 },
      { name: 'Li Hua', note: 'twice, seen', line: 3 },
      { name: 'Smith, John', note: 'note', line: 4 },
    ]);
  });

  it('names every wrong line, not only the first', () => {
    const { entries, wrongLines } = parseWatchList(`,no name\nZoë\n${'x'.repeat(201)}\n`);
    expect(entries).toEqual([{ name: 'Zoë', note: null, line: 2 }]);
    expect(wrongLines).toEqual([1, 3]);
  });
});
