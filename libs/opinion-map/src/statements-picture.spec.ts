import { describe, expect, it } from '@jest/globals';
import { mapOpinions } from './opinion-map.js';
import { drawStatements } from './statements-picture.js';
import { twoCamps } from './testing/two-camps.js';
import { expectWellFormed } from './testing/well-formed.js';

const options = { maximumGroups: 2, start: 'spread' } as const;
const map = mapOpinions(twoCamps(), {}, options);
const drawn = (more: object = {}) =>
  drawStatements(map, {
    title: 'A forum',
    textOf: (column) => `Statement ${map.statements.ids[column]!}`,
    ...more,
  });
const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]!);

describe('the picture of statements', () => {
  it('has a line for each statement, what people agree on first, and says in words who the groups are', () => {
    const svg = drawn();
    expectWellFormed(svg);
    const lines = texts(svg);
    expect(lines.slice(0, 4)).toEqual(
      [
        'A forum',
        '40 people took part: group 1 has 20 people, group 2',
        'has 20 people.',
        'Group 1: 20 people',
      ].map((line) => expect.stringContaining(line.slice(0, 8))),
    );
    expect(lines.indexOf('What people agree on, most first')).toBeLessThan(lines.indexOf('Statement 6'));
    expect(lines.filter((line) => line.startsWith('Statement '))).toHaveLength(9);
    expect(svg).toMatch(
      /<desc id="statements-summary">40 people took part: group 1 has 20 people, group 2 has 20 people\.<\/desc>/,
    );
  });

  it('puts a mark with its whisker and number for each group, and words where nobody voted', () => {
    const svg = drawn();
    // Two groups on nine statements; one of them saw the last not at all.
    expect(svg.match(/stroke-width="2"/g)).toHaveLength(17);
    expect(texts(svg).filter((line) => line.endsWith(': nobody voted'))).toHaveLength(1);
    const numbers = texts(svg).filter((line) => /^[12]$/.test(line));
    expect(numbers).toHaveLength(17);
    const renumbered = texts(drawn({ numbers: [3, 0] }));
    expect(renumbered).toEqual(expect.arrayContaining(['Group 4: 20 people', 'Group 1: 20 people', '4']));
    expect(drawn({ numbers: [3, 0] })).toMatch(/took part: group 1 has 20 people, group 4 has 20 people\./);
  });

  it('has no text smaller than twelve pixels on a small telephone, and none that leaves it', () => {
    const long = drawn({ textOf: () => `${'Wide words that go on and on, '.repeat(8)}${'x'.repeat(120)}` });
    const sizes = [...long.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size));
    expect(long).toContain('viewBox="0 0 320 ');
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
    expect(Math.max(...texts(long).map((line) => line.length))).toBeLessThanOrEqual(48);
    for (const [, x] of long.matchAll(/<text x="([\d.]+)"/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(x)).toBeLessThanOrEqual(320);
    }
  });

  it('keeps its ids apart on a page with several, and what is typed is text', () => {
    const svg = drawn({
      idPrefix: 'topic-2',
      title: '<script>alert("&")</script>',
      textOf: () => '<b>\u0000&',
    });
    expectWellFormed(svg);
    expect([...svg.matchAll(/id="([^"]*)"/g)].map(([, id]) => id)).toEqual([
      'topic-2-title',
      'topic-2-summary',
    ]);
    expect(svg).not.toMatch(/<script|<b>/);
  });

  it('says that there are no clear groups where there are none', () => {
    const none = { level: 'none' as const, reason: 'no-better-than-noise' as const, silhouette: 0.3 };
    const svg = drawStatements({ ...map, clarity: none }, { title: 'A forum', textOf: () => 'text' });
    expectWellFormed(svg);
    expect(texts(svg).join(' ')).toBe('A forum 40 people took part. There are no clear groups.');
    const nobody = mapOpinions({ statement: [], participant: [], value: [] });
    expectWellFormed(drawStatements(nobody, { title: 'A forum', textOf: () => '' }));
  });
});
