import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchGroups, type GroupedPeople, type GroupNumbers } from './match-groups.js';
import { STYLE_COUNT, styleOf } from './picture-style.js';

const map = (...groups: number[][]): GroupedPeople => {
  const members = groups.flatMap((ids, group) => ids.map((id) => [id, group] as const));
  return {
    people: {
      ids: Int32Array.from(members, ([id]) => id),
      group: Int32Array.from(members, ([, group]) => group),
    },
    groups: { length: groups.length },
  };
};

describe('groups of a new map', () => {
  it('keep the numbers of those they share most people with', () => {
    const before = map([1, 2, 3, 4], [5, 6, 7]);
    expect(matchGroups(before, map([5, 6, 7, 4], [1, 2, 3])).numbers).toEqual([1, 0]);
  });

  it('keep numbers over several maps, whatever the ids', () => {
    const first = map([1, 2, 3], [4, 5, 6], [7, 8, 9]);
    const second = map([7, 8], [1, 2, 3], [4, 5, 6, 9]);
    const numbers = matchGroups(first, second);
    expect(numbers.numbers).toEqual([2, 0, 1]);
    expect(matchGroups(second, map([4, 5], [7, 8, 9], [1]), numbers).numbers).toEqual([1, 2, 0]);
  });

  it('that are new get a number that nobody had, so that no colour changes its people', () => {
    const first = map([1, 2, 3, 4, 5, 6], [7, 8]);
    expect(matchGroups(first, map([1, 2, 3], [4, 5], [7, 8])).numbers).toEqual([0, 2, 1]);
    expect(matchGroups(first, map([20, 21], [7, 8])).numbers).toEqual([2, 1]);
  });

  it('are paired for the most people in common, not one greedy pair at a time', () => {
    // Greedy takes 5 and leaves 0; the other way round is 4 + 4.
    const before = map([1, 2, 3, 4, 5, 11, 12, 13, 14], [6, 7, 8, 9]);
    const after = map([1, 2, 3, 4, 5, 6, 7, 8, 9], [11, 12, 13, 14]);
    expect(matchGroups(before, after).numbers).toEqual([1, 0]);
  });

  it('match from nothing and to nothing', () => {
    expect(matchGroups(map(), map([1], [2])).numbers).toEqual([0, 1]);
    expect(matchGroups(map([1], [2]), map()).numbers).toEqual([]);
  });

  it('never share a number, and an unchanged map keeps all of them', () => {
    const members = fc.array(fc.nat(4), { minLength: 1, maxLength: 30 });
    const grouped = (of: number[]) =>
      map(...[0, 1, 2, 3, 4].map((g) => of.flatMap((o, id) => (o === g ? [id] : []))));
    fc.assert(
      fc.property(members, members, (a, b) => {
        const { numbers } = matchGroups(grouped(a), grouped(b));
        expect(new Set(numbers).size).toBe(5);
        const same = matchGroups(grouped(a), grouped(a)).numbers;
        same.forEach((number, g) => a.includes(g) && expect(number).toBe(g));
      }),
    );
  });

  it('that are new get a colour that no group beside them has', () => {
    const five = map([1], [2], [3], [4], [5]);
    const numbers = matchGroups(five, map([1], [2], [3], [4], [99]));
    expect(numbers.numbers).toEqual([0, 1, 2, 3, 9]);
    // The number 4 is free again, and stands for the same colour.
    const later = matchGroups(map([1], [2], [3], [4], [99]), map([1], [2], [3], [4], [77]), numbers);
    expect(later.numbers).toEqual([0, 1, 2, 3, 4]);
  });

  it('never share colour, mark or dash over any number of maps, as long as there are colours', () => {
    const membership = fc.array(fc.integer({ min: -1, max: STYLE_COUNT - 1 }), {
      minLength: 12,
      maxLength: 12,
    });
    const grouped = (of: number[]) => {
      const used = [...new Set(of)].filter((g) => g >= 0);
      return map(...used.map((g) => of.flatMap((o, id) => (o === g ? [id] : []))));
    };
    fc.assert(
      fc.property(fc.array(membership, { minLength: 2, maxLength: 8 }), (memberships) => {
        let previous = map();
        let numbers: GroupNumbers = { numbers: [] };
        for (const of of memberships) {
          const next = grouped(of);
          numbers = matchGroups(previous, next, numbers);
          const styles = numbers.numbers.map((number) => styleOf(number));
          expect(new Set(styles.map(({ colour }) => colour)).size).toBe(next.groups.length);
          expect(Math.max(...numbers.numbers, 0)).toBeLessThan(2 * STYLE_COUNT);
          previous = next;
        }
      }),
    );
  });

  it('share colours evenly where there are more groups than colours', () => {
    const { numbers } = matchGroups(map(), map([1], [2], [3], [4], [5], [6], [7]));
    expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});
