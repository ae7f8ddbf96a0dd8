import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstDistinct, inertia, kMeans } from './k-means.js';
import { NearestCentres } from './nearest-centres.js';
import { seededFractions } from './random.js';
import { spreadStarts } from './spread-starts.js';

const points = (...at: [number, number][]) => ({
  x: Float64Array.from(at, ([x]) => x),
  y: Float64Array.from(at, ([, y]) => y),
});

/** Small whole numbers, so that ties abound. */
const onGrid = fc.array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 })), {
  minLength: 1,
  maxLength: 60,
});

describe('nearest centres', () => {
  it('are those of comparing every distance, ties to the later, however the centres move', () => {
    fc.assert(
      fc.property(onGrid, fc.array(onGrid, { minLength: 1, maxLength: 6 }), (at, moves) => {
        const cloud = points(...at);
        const nearest = new NearestCentres(cloud);
        const count = Math.min(...moves.map((centres) => centres.length));
        for (const move of moves) {
          const centres = points(...move.slice(0, count));
          nearest.assign(centres.x, centres.y);
          at.forEach(([x, y], i) => {
            const distances = move.slice(0, count).map(([cx, cy]) => (x - cx) ** 2 + (y - cy) ** 2);
            expect(nearest.of[i]).toBe(distances.lastIndexOf(Math.min(...distances)));
          });
        }
      }),
      { numRuns: 40 },
    );
  });

  it('stay right when centres creep, which is what bounds are for', () => {
    const fraction = seededFractions(3);
    const cloud = points(...Array.from({ length: 500 }, (): [number, number] => [fraction(), fraction()]));
    const nearest = new NearestCentres(cloud);
    let at = Array.from({ length: 20 }, (): [number, number] => [fraction(), fraction()]);
    for (let step = 0; step < 30; step++) {
      at = at.map(([x, y]) => [x + 0.02 * (fraction() - 0.5), y + 0.02 * (fraction() - 0.5)]);
      const centres = points(...at);
      nearest.assign(centres.x, centres.y);
      for (let i = 0; i < 500; i++) {
        const distances = at.map(([x, y]) => Math.hypot(cloud.x[i]! - x, cloud.y[i]! - y));
        expect(nearest.of[i]).toBe(distances.indexOf(Math.min(...distances)));
      }
    }
  });
});

describe('k-means', () => {
  it('starts from the first distinct points', () => {
    expect(firstDistinct(points([1, 1], [1, 1], [2, 1], [1, 2], [2, 1], [3, 3]), 3)).toEqual([0, 2, 3]);
    expect(firstDistinct(points([1, 1], [1, 1]), 5)).toEqual([0]);
  });

  it('gives a point between two centres to the later one', () => {
    const { of } = kMeans(points([0, 0], [2, 0], [1, 0]), undefined, [0, 1], 1);
    expect([...of]).toEqual([0, 1, 1]);
  });

  it('weighs points in the centres only', () => {
    const clusters = kMeans(points([0, 0], [1, 0], [10, 0]), [3, 1, 1], [0, 2], 20);
    expect([...clusters.of]).toEqual([0, 0, 1]);
    expect([...clusters.x]).toEqual([0.25, 10]);
  });

  it('drops a cluster that loses every point and renumbers the rest', () => {
    // Two starts at one place: the later one takes all.
    const clusters = kMeans(points([0, 0], [0, 0], [5, 0]), undefined, [0, 1, 2], 20);
    expect(clusters.count).toBe(2);
    expect([...clusters.of]).toEqual([0, 0, 1]);
  });

  it('stops when no centre moves a hundredth, and at the limit', () => {
    const cloud = points([0, 0], [0.001, 0], [1, 0], [1.001, 0]);
    expect(kMeans(cloud, undefined, [0, 2], 100).iterations).toBe(1);
    const line = points(...Array.from({ length: 100 }, (_, i): [number, number] => [i, 0]));
    expect(kMeans(line, undefined, [0, 1], 2).iterations).toBe(2);
  });

  it('from spread starts is seldom worse than from the first points, and never started twice at one place', () => {
    const fraction = seededFractions(9);
    let better = 0;
    for (let round = 0; round < 20; round++) {
      const cloud = points(
        ...Array.from({ length: 60 }, (_, i): [number, number] => [
          4 * (i % 3) + fraction(),
          4 * (i % 2) + fraction(),
        ]),
      );
      const starts = spreadStarts(cloud, undefined, 6, round);
      expect(new Set(starts).size).toBe(6);
      const spread = inertia(cloud, undefined, kMeans(cloud, undefined, starts, 20));
      const first = inertia(cloud, undefined, kMeans(cloud, undefined, [0, 6, 12, 18, 24, 30], 20));
      if (spread <= first) better++;
    }
    expect(better).toBeGreaterThanOrEqual(18);
  });
});
