import { describe, expect, it } from '@jest/globals';
import { baseClusters, type BaseCluster } from './base-clusters.js';
import { bestOf, chooseGroups, type GroupingTry } from './groups.js';
import { firstDistinct, kMeans } from './k-means.js';
import { settingsFrom, type KMemory, type OpinionOptions } from './options.js';
import { seededFractions } from './random.js';
import { distances, meanSilhouette } from './silhouette.js';

/** Base clusters of `people` each at the given places. */
const basesAt = (places: readonly (readonly [number, number])[], people = 3): BaseCluster[] =>
  places.map(([x, y], id) => ({ id, x, y, members: new Int32Array(people) }));

const choose = (bases: readonly BaseCluster[], options: OpinionOptions = {}) =>
  chooseGroups(bases, settingsFrom(options));

/** So many points around each of the places, a little apart from each other. */
const around = (places: readonly (readonly [number, number])[], each: number) =>
  Array.from({ length: each * places.length }, (_, i): [number, number] => {
    const [x, y] = places[i % places.length]!;
    return [x + 0.1 * Math.cos(i), y + 0.1 * Math.sin(i)];
  });

const line = (length: number) => Array.from({ length }, (_, i): [number, number] => [i, 0]);

describe('the numbers of groups tried', () => {
  it.each([
    [1, []],
    [2, [2]],
    [11, [2]],
    [12, [2, 3]],
    [23, [2, 3]],
    [24, [2, 3, 4]],
    [36, [2, 3, 4, 5]],
    [100, [2, 3, 4, 5]],
  ])('for %i base clusters are %j', (bases, expected) => {
    expect(choose(basesAt(line(bases))).tries.map(({ k }) => k)).toEqual(expected);
  });
});

describe('the number of groups chosen', () => {
  const attempt = (k: number, silhouette: number, isAdmissible = true): GroupingTry => ({
    k,
    silhouette,
    smallest: 5,
    isAdmissible,
  });

  it('has the best silhouette, and of equals is the larger', () => {
    expect(bestOf([attempt(2, 0.5), attempt(3, 0.6), attempt(4, 0.1)])).toBe(3);
    expect(bestOf([attempt(2, 0.5), attempt(3, 0.5), attempt(4, 0.1)])).toBe(3);
    expect(bestOf([attempt(2, 0.5), attempt(3, 0.9, false)])).toBe(2);
    expect(bestOf([attempt(2, 0.5, false)])).toBeUndefined();
  });

  const three = basesAt(
    around(
      [
        [0, 0],
        [10, 0],
        [5, 9],
      ],
      5,
    ),
  );

  it('changes only when the new one was best four times running', () => {
    expect(choose(three).count).toBe(3);
    let kMemory: KMemory | undefined = { lastK: 2, count: 9, smoothedK: 2 };
    const shown: number[] = [];
    for (let update = 0; update < 5; update++) {
      const grouping = choose(three, { kMemory });
      kMemory = grouping.kMemory;
      shown.push(grouping.count);
    }
    expect(shown).toEqual([2, 2, 2, 3, 3]);
  });

  it('starts counting again when another was best in between', () => {
    const two = basesAt(
      around(
        [
          [0, 0],
          [10, 0],
        ],
        8,
      ),
    );
    let kMemory: KMemory | undefined = { lastK: 2, count: 9, smoothedK: 2 };
    const shown = [three, three, three, two, three, three, three, three].map((bases) => {
      const grouping = choose(bases, { kMemory });
      kMemory = grouping.kMemory;
      return grouping.count;
    });
    expect(shown).toEqual([2, 2, 2, 2, 2, 2, 2, 3]);
  });

  it('changes at once when the one shown is no longer to be had', () => {
    expect(choose(three, { kMemory: { lastK: 3, count: 1, smoothedK: 5 } }).count).toBe(3);
    expect(choose(three, { kMemory: undefined }).kMemory).toEqual({ lastK: 3, count: 1, smoothedK: 3 });
  });

  it('is never one at which a cluster got lost', () => {
    // Of three thousand clouds of twelve points, this is the first at which one of three clusters loses its points.
    const fraction = seededFractions(287);
    const x = Float64Array.from({ length: 12 }, () => 2 * fraction());
    const y = Float64Array.from({ length: 12 }, fraction);
    expect(kMeans({ x, y }, undefined, firstDistinct({ x, y }, 3), 20).count).toBe(2);
    const { tries, count } = choose(basesAt([...x.keys()].map((i) => [x[i]!, y[i]!])));
    expect(tries.map(({ k, smallest, isAdmissible }) => [k, smallest >= 2, isAdmissible])).toEqual([
      [2, true, true],
      [3, true, false],
    ]);
    expect(count).toBe(2);
  });
});

describe('k-means is stopped', () => {
  it('after 20 rounds for groups', () => {
    const places = line(90);
    const points = { x: Float64Array.from(places, ([x]) => x), y: new Float64Array(90) };
    const starts = firstDistinct(points, 5);
    const stopped = kMeans(points, undefined, starts, 20);
    expect([...kMeans(points, undefined, starts, 100).of]).not.toEqual([...stopped.of]);
    const { tries } = choose(basesAt(places));
    expect(tries[3]!.silhouette).toBe(meanSilhouette(distances(points), stopped.of, 5));
  });

  it('after 100 rounds for base clusters', () => {
    const size = 3000;
    const points = { x: Float64Array.from({ length: size }, (_, i) => i), y: new Float64Array(size) };
    const starts = firstDistinct(points, 30);
    const stopped = kMeans(points, undefined, starts, 100);
    expect(stopped.iterations).toBe(100);
    const rows = Int32Array.from({ length: size }, (_, i) => i);
    const bases = baseClusters(points, rows, settingsFrom({ baseClusters: 30 }));
    expect(bases.map(({ x }) => x)).toEqual([...stopped.x]);
    expect([...kMeans(points, undefined, starts, 101).x]).not.toEqual([...stopped.x]);
  });
});

describe('the silhouette', () => {
  it('of a point alone in its group is nothing, and counts in the mean', () => {
    const points = { x: Float64Array.of(0, 1, 10), y: Float64Array.of(0, 0, 0) };
    const first = (10 - 1) / 10;
    const second = (9 - 1) / 9;
    expect(meanSilhouette(distances(points), Int32Array.of(0, 0, 1), 2)).toBeCloseTo(
      (first + second) / 3,
      12,
    );
  });

  it('counts people where weights say how many stand at a point', () => {
    const points = { x: Float64Array.of(0, 10), y: Float64Array.of(0, 0) };
    const of = Int32Array.of(0, 1);
    expect(meanSilhouette(distances(points), of, 2)).toBe(0);
    // Three of four have company at their own point; the one alone has none.
    expect(meanSilhouette(distances(points), of, 2, Float64Array.of(3, 1))).toBeCloseTo(3 / 4, 12);
  });
});
