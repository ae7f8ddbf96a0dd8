import { describe, expect, it } from '@jest/globals';
import { agreementOf } from './agreement.js';
import { groupConsensus } from './consensus.js';
import { mapOpinions } from './opinion-map.js';
import { areAllSure, opposedStatements, sharedStatements } from './shared-statements.js';
import { twoCamps } from './testing/two-camps.js';

const options = { maximumGroups: 2, start: 'spread' } as const;
const map = mapOpinions(twoCamps(), {}, options);
const ids = (list: readonly { column: number }[]) => list.map(({ column }) => map.statements.ids[column]);

describe('what all groups agree on', () => {
  it('ranks every statement, and marks what every group surely agrees with', () => {
    expect(map.groups.map((group) => group.size)).toEqual([20, 20]);
    const shared = sharedStatements(map);
    expect(ids(shared)[0]).toBe(6);
    expect(shared).toHaveLength(9);
    expect(ids(shared.filter(({ isOfAll }) => isOfAll))).toEqual([6]);
    expect(shared.map(({ score }) => score)).toEqual(shared.map(({ score }) => score).sort((a, b) => b - a));
    expect(ids(opposedStatements(map))).toEqual([7]);
  });

  it('never lists an excluded statement', () => {
    const statements = [
      { id: 6, moderation: -1 as const },
      { id: 7, moderation: 1 as const, isMeta: true },
    ];
    const without = mapOpinions(twoCamps(), { statements }, options);
    const listed = ids([...sharedStatements(without), ...opposedStatements(without)]);
    expect(listed.filter((id) => id === 6 || id === 7)).toEqual([]);
    expect(listed).toHaveLength(7);
  });

  it('does not rank what fewer than ten people on the map voted on', () => {
    const votes = twoCamps();
    for (let person = 0; person < 10; person++) {
      for (const statement of person < 9 ? [20, 21] : [21]) {
        votes.statement.push(statement);
        votes.participant.push(person);
        votes.value.push(1);
      }
    }
    const more = mapOpinions(votes, {}, options);
    const listed = sharedStatements(more).map(({ column }) => more.statements.ids[column]);
    expect([listed.includes(20), listed.includes(21)]).toEqual([false, true]);
  });

  it('is nothing where the groups are no clear ones', () => {
    const clarity = { level: 'none' as const, reason: 'no-better-than-noise' as const, silhouette: 0.3 };
    expect([sharedStatements({ ...map, clarity }), opposedStatements({ ...map, clarity })]).toEqual([[], []]);
  });

  /** Votes as agree / disagree / pass, per cent of agreement and of its interval, and the label. */
  const BORDER = [
    ['a', [40, 12, 8], [66.7, 56.2, 76.0], [8, 1, 1], [80.0, 54.8, 94.0], true],
    ['b', [40, 12, 8], [66.7, 56.2, 76.0], [7, 2, 1], [70.0, 44.2, 88.3], false],
    ['c', [40, 12, 8], [66.7, 56.2, 76.0], [9, 0, 0], [100, 81.3, 100], false],
    ['d', [33, 15, 7], [60.0, 48.9, 70.3], [12, 2, 1], [80.0, 59.8, 92.4], false],
    ['e', [34, 15, 6], [61.8, 50.8, 72.0], [12, 2, 1], [80.0, 59.8, 92.4], true],
    ['f', [30, 0, 30], [50.0, 39.5, 60.5], [14, 0, 0], [100, 87.4, 100], false],
  ] as const;

  it.each(BORDER)(
    'says that all agree by the lower ends of intervals, at the border: statement %s (case F8)',
    (_name, large, largeSays, small, smallSays, isOfAll) => {
      const of = ([agree, disagree, pass]: readonly [number, number, number]) => ({
        successes: agree,
        votes: agree + disagree + pass,
      });
      const groups = [
        { size: 120, ...of(large) },
        { size: 40, ...of(small) },
      ];
      const told = groups.map(({ successes, votes }) => {
        const { share, low, high } = agreementOf(successes, votes);
        return [share!, low, high].map((value) => Math.round(1000 * value) / 10);
      });
      expect(told).toEqual([
        [...largeSays],
        [smallSays[0], smallSays[1], smallSays[2] === 100 ? told[1]![2] : smallSays[2]],
      ]);
      expect(areAllSure(groups)).toBe(isOfAll);
    },
  );

  it('decides on the exact end of an interval: 16 of 24 lie at 49.98 %, which reads 50 % (case F8)', () => {
    expect(Math.round(10_000 * agreementOf(16, 24).low)).toBe(4998);
    const sure = { size: 24, successes: 24, votes: 24 };
    expect(areAllSure([sure, { size: 24, successes: 16, votes: 24 }])).toBe(false);
    expect(areAllSure([sure, { size: 24, successes: 17, votes: 24 }])).toBe(true);
  });

  it('leaves groups of fewer than twenty people out, and says of one large group alone nothing of all', () => {
    const large = { size: 20, successes: 18, votes: 20 };
    expect(areAllSure([large, large, { size: 19, successes: 0, votes: 19 }])).toBe(true);
    expect(areAllSure([large, large, { size: 20, successes: 0, votes: 20 }])).toBe(false);
    expect(areAllSure([large, { size: 19, successes: 19, votes: 19 }])).toBe(false);
  });

  it('needs ten people of every group, and one in twenty', () => {
    const large = { size: 20, successes: 18, votes: 20 };
    expect(areAllSure([large, { size: 200, successes: 9, votes: 9 }])).toBe(false);
    expect(areAllSure([large, { size: 200, successes: 10, votes: 10 }])).toBe(true);
    expect(areAllSure([large, { size: 201, successes: 10, votes: 10 }])).toBe(false);
    expect(areAllSure([large, { size: 201, successes: 11, votes: 11 }])).toBe(true);
  });

  it('has a product over groups beside it: one that has not voted counts a half', () => {
    const tally = (agree: number, disagree: number, votes: number) => ({
      agree: Int32Array.of(agree),
      disagree: Int32Array.of(disagree),
      votes: Int32Array.of(votes),
    });
    const groups = [tally(8, 1, 10), tally(0, 0, 0)];
    expect(groupConsensus(groups, tally(8, 1, 10))[0]).toBeCloseTo((9 / 12) * 0.5, 12);
    expect(groupConsensus(groups, tally(8, 1, 10), 'disagree')[0]).toBeCloseTo((2 / 12) * 0.5, 12);
  });
});
