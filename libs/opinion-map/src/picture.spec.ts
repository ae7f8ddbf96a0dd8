import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { convexHull } from './hull.js';
import { mapOpinions } from './opinion-map.js';
import { drawMap } from './picture.js';
import { markerPath, PALETTE, styleOf, type Marker } from './picture-style.js';
import { plantVotes } from './testing/planted.js';
import { expectWellFormed } from './testing/well-formed.js';

const planting = { people: 300, statements: 40, votesPerPerson: 25, groups: 3, agreement: 0.8, seed: 2 };
const map = mapOpinions(plantVotes(planting).votes, {}, { start: 'spread' });
const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]!);

describe('the picture', () => {
  it('names every group with number, share and size', () => {
    const svg = drawMap(map, { title: 'Access for all' });
    expectWellFormed(svg);
    expect(map.groups.length).toBe(3);
    for (const group of map.groups) {
      const share = `${Math.round(100 * group.share)} %`;
      expect(texts(svg)).toContain(`${group.id + 1}`);
      expect(texts(svg)).toContain(`Group ${group.id + 1}: ${share}, ${group.size} people`);
      expect(svg).toMatch(
        new RegExp(
          `<desc id="map-summary">300 people took part: .*group ${group.id + 1} has ${group.size} people`,
        ),
      );
    }
    expect(svg.match(/<polygon/g)).toHaveLength(6);
    expect(texts(svg)[0]).toBe('Access for all');
  });

  it('draws no more marks than people, and each inside the frame', () => {
    const svg = drawMap(map, { title: 'x' });
    const [, left, top, width, height] = (
      /<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []
    ).map(Number) as [number, number, number, number, number];
    const marks = [...svg.matchAll(/M(-?[\d.]+) (-?[\d.]+)/g)].map(
      (match) => [Number(match[1]), Number(match[2])] as const,
    );
    const within = marks.filter(([x, y]) => x >= left && x <= left + width && y >= top && y <= top + height);
    expect(within.length).toBeGreaterThan(200);
    expect(within.length).toBeLessThanOrEqual(300);
    // Those of the legend are below.
    expect(marks.length - within.length).toBeLessThanOrEqual(4);
  });

  it('has no text smaller than twelve pixels on a small telephone, and none that leaves it', () => {
    for (const title of [
      'Access for all',
      `${'Wide words that go on and on, '.repeat(8)}${'x'.repeat(120)}`,
    ]) {
      const svg = drawMap(map, { title });
      const sizes = [...svg.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size));
      expect(svg).toContain('viewBox="0 0 320 ');
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
      expect(Math.max(...texts(svg).map((line) => line.length))).toBeLessThanOrEqual(48);
    }
  });

  it('keeps its ids apart on a page with several', () => {
    const svg = drawMap(map, { title: 'x', idPrefix: 'topic-2' });
    expect([...svg.matchAll(/id="([^"]*)"/g)].map(([, id]) => id)).toEqual([
      'topic-2-title',
      'topic-2-summary',
    ]);
  });

  it('shows groups under the numbers they are given, with the style that goes with the number', () => {
    const svg = drawMap(map, { title: 'x', numbers: [4, 0, 1] });
    expect(
      texts(svg)
        .filter((line) => line.startsWith('Group '))
        .map((line) => line.slice(0, 7)),
    ).toEqual(['Group 1', 'Group 2', 'Group 5']);
    expect(svg).toContain(styleOf(4).colour);
    expect(svg).not.toContain(styleOf(3).colour);
    expect(svg).toMatch(/took part: group 1 has \d+ people, group 2 has \d+ people, group 5 has/);
  });

  it('shows no groups where none are clear', () => {
    const noise = mapOpinions(plantVotes({ ...planting, groups: 1, agreement: 0, seed: 4 }).votes);
    const svg = drawMap(noise, { title: 'x' });
    expectWellFormed(svg);
    expect(noise.clarity.level).toBe('none');
    expect(svg).not.toContain('<polygon');
    expect(texts(svg)).toContain('No clear groups');
  });

  it('is drawn of an empty map, of one person and of a crowd', () => {
    for (const people of [0, 1, 2600]) {
      const { votes } = plantVotes({ ...planting, people });
      const svg = drawMap(mapOpinions(votes, {}, { noiseCopies: 0 }), { title: 'x' });
      expectWellFormed(svg);
      expect(svg.length).toBeLessThan(400_000);
    }
  });

  it('takes any title as text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        expectWellFormed(drawMap(map, { title: `${title}<script>&"` }));
      }),
      { numRuns: 40 },
    );
    expect(drawMap(map, { title: 'a\ud800b\u0000c' })).toContain('a\ufffdbc');
  });
});

describe('the styles', () => {
  const luminance = (colour: string) => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };

  it('stand out 3:1 from white, as WCAG 2.2 asks', () => {
    const contrast = (colour: string) => 1.05 / (luminance(colour) + 0.05);
    for (let number = 0; number < 5; number++) expect(contrast(styleOf(number).colour)).toBeGreaterThan(3);
    expect(contrast(PALETTE.faint)).toBeGreaterThan(3);
    expect((luminance(PALETTE.faint) + 0.05) / 0.05).toBeGreaterThan(3);
  });

  it('differ in shape, dash and colour, so that none is needed', () => {
    const styles = [0, 1, 2, 3, 4].map(styleOf);
    for (const key of ['colour', 'marker', 'dash'] as const) {
      expect(new Set(styles.map((style) => style[key])).size).toBe(5);
    }
  });

  it.each<Marker>(['circle', 'square', 'triangle', 'diamond', 'cross', 'dot'])(
    'draw a closed %s',
    (marker) => {
      expect(markerPath(marker, 10, 20)).toMatch(/^M.*z$/);
      expect(markerPath(marker, 10, 20, 0.6)).not.toBe(markerPath(marker, 10, 20));
    },
  );
});

describe('a hull', () => {
  it('is convex, made of the points, and holds them all', () => {
    const at = fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }));
    fc.assert(
      fc.property(fc.array(at, { minLength: 3, maxLength: 40 }), (points) => {
        const hull = convexHull(points);
        hull.forEach(([ax, ay], i) => {
          const [bx, by] = hull[(i + 1) % hull.length]!;
          for (const [x, y] of points) {
            expect((bx - ax) * (y - ay) - (by - ay) * (x - ax)).toBeGreaterThanOrEqual(0);
          }
          expect(points).toContainEqual([ax, ay]);
        });
      }),
      { numRuns: 50 },
    );
  });
});
