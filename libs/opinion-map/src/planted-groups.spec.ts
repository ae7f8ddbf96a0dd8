import { describe, expect, it } from '@jest/globals';
import { mapOpinions } from './opinion-map.js';
import { adjustedRandIndex } from './adjusted-rand-index.js';
import { plantVotes, type Planting } from './testing/planted.js';

const base: Planting = {
  people: 600,
  statements: 80,
  votesPerPerson: 50,
  groups: 2,
  agreement: 0.8,
  seed: 1,
};

/** Sparse: one vote in eight is cast. Noisy: two votes in five say nothing. */
const kinds: [string, Partial<Planting>, number][] = [
  ['dense', { votesPerPerson: 70 }, 0.9],
  ['sparse', { statements: 160, votesPerPerson: 36 }, 0.8],
  ['noisy', { agreement: 0.6, votesPerPerson: 70, statements: 120 }, 0.75],
];

describe.each(kinds)('planted groups, %s', (_, kind, least) => {
  it.each([2, 3, 4, 5])('are found again, all %i of them', (groups) => {
    for (const seed of [1, 2]) {
      const { votes, group } = plantVotes({ ...base, ...kind, groups, seed });
      const map = mapOpinions(votes, {}, { start: 'spread' });
      const rows = [...map.people.ids.keys()].filter((row) => map.people.group[row]! >= 0);
      const found = rows.map((row) => map.people.group[row]!);
      const planted = rows.map((row) => group[map.people.ids[row]!]!);
      expect(map.groups.length).toBe(groups);
      expect(adjustedRandIndex(found, planted)).toBeGreaterThan(least);
      expect(map.clarity.level).not.toBe('none');
      expect(map.clarity.aboveNoise).toBeGreaterThan(1.2);
    }
  });
});

describe('with the starts of the method', () => {
  it('two planted groups are found again whatever the seed', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const { votes, group } = plantVotes({ ...base, seed });
      const map = mapOpinions(votes);
      expect(map.groups.length).toBe(2);
      const rows = [...map.people.ids.keys()].filter((row) => map.people.group[row]! >= 0);
      const ari = adjustedRandIndex(
        rows.map((row) => map.people.group[row]!),
        rows.map((row) => group[map.people.ids[row]!]!),
      );
      expect(ari).toBeGreaterThan(0.9);
    }
  });
});

describe('noise alone', () => {
  const noises: Partial<Planting>[] = [
    { people: 40, statements: 20, votesPerPerson: 12 },
    { people: 300, statements: 30, votesPerPerson: 20 },
    { people: 300, statements: 150, votesPerPerson: 20 },
    { people: 700, statements: 60, votesPerPerson: 30 },
  ];

  it('is reported as no clear groups, but for one time in twenty', () => {
    let alarms = 0;
    let tries = 0;
    for (const noise of noises) {
      for (let seed = 1; seed <= 10; seed++) {
        const { votes } = plantVotes({ ...base, ...noise, agreement: 0, seed });
        tries++;
        if (mapOpinions(votes, {}, { seed }).clarity.level !== 'none') alarms++;
      }
    }
    // Two expected of forty; more than six has a chance under one in two hundred.
    expect(tries).toBe(40);
    expect(alarms).toBeLessThanOrEqual(6);
  });

  it('is not told from structure without the test, which is why there is one', () => {
    const { votes } = plantVotes({
      ...base,
      people: 300,
      statements: 30,
      votesPerPerson: 20,
      agreement: 0,
      seed: 2,
    });
    expect(mapOpinions(votes, {}, { noiseCopies: 0 }).clarity.level).not.toBe('none');
    expect(mapOpinions(votes).clarity).toMatchObject({ level: 'none', reason: 'no-better-than-noise' });
  });

  it('is recognised in a large forum too, where only part of the votes is looked at first', () => {
    const { votes } = plantVotes({
      ...base,
      people: 4000,
      statements: 100,
      votesPerPerson: 30,
      agreement: 0,
      seed: 4,
    });
    expect(mapOpinions(votes).clarity).toMatchObject({ level: 'none', reason: 'no-better-than-noise' });
  });
});
