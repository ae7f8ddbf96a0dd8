import { describe, expect, it } from '@jest/globals';
import { consensusBar, groupConsensus } from './consensus.js';
import { mapOpinions } from './opinion-map.js';
import { dividingStatements, sharedStatements } from './shared-statements.js';

/** Two camps of 20 that part on statements 0 to 5, all agree with 6, all reject 7, and only one camp saw 8. */
function camps() {
  const votes = { statement: [] as number[], participant: [] as number[], value: [] as number[] };
  const cast = (participant: number, statement: number, value: number) => {
    votes.participant.push(participant);
    votes.statement.push(statement);
    votes.value.push(value);
  };
  for (let person = 0; person < 40; person++) {
    const side = person < 20 ? 1 : -1;
    for (let s = 0; s < 6; s++) cast(person, s, (person + s) % 7 === 0 ? 0 : side);
    cast(person, 6, person % 10 === 0 ? 0 : 1);
    cast(person, 7, person % 9 === 0 ? 1 : -1);
    if (person < 20) cast(person, 8, 1);
  }
  return votes;
}

const map = mapOpinions(camps(), {}, { maximumGroups: 2, start: 'spread' });
const ids = (list: readonly { column: number }[]) => list.map(({ column }) => map.statements.ids[column]);

describe('what all groups agree on', () => {
  it('lists what every group agrees with or rejects, and not what one group has not seen', () => {
    expect(map.groups.map((group) => group.size)).toEqual([20, 20]);
    const shared = sharedStatements(map);
    expect(ids(shared)).toEqual([6, 7]);
    expect(shared.map(({ side }) => side)).toEqual(['agree', 'disagree']);
    for (const { consensus } of shared) expect(consensus).toBeGreaterThanOrEqual(consensusBar(2));
  });

  it('never lists an excluded statement', () => {
    const statements = [
      { id: 6, moderation: -1 as const },
      { id: 7, moderation: 1 as const, isMeta: true },
    ];
    expect(
      sharedStatements(mapOpinions(camps(), { statements }, { maximumGroups: 2, start: 'spread' })),
    ).toEqual([]);
  });

  it('needs one in twenty of every group', () => {
    const asked = (voters: number) => {
      const votes = { statement: [] as number[], participant: [] as number[], value: [] as number[] };
      for (let person = 0; person < 120; person++) {
        for (let s = 0; s < 8; s++) {
          const isAsked = s < 7 || person < 60 || person >= 120 - voters;
          if (!isAsked) continue;
          votes.participant.push(person);
          votes.statement.push(s);
          votes.value.push(s === 7 || person < 60 ? 1 : -1);
        }
      }
      const { groups, ...two } = mapOpinions(votes, {}, { maximumGroups: 2, start: 'spread' });
      expect(groups.map(({ size }) => size)).toEqual([60, 60]);
      const consensus = two.statements.consensus[7]!;
      return { consensus, isShared: ids(sharedStatements({ groups, ...two })).includes(7) };
    };
    // The product alone would do with two of sixty, and everyone of them agreed.
    expect(asked(2).consensus).toBeGreaterThan(consensusBar(2));
    expect(asked(2).isShared).toBe(false);
    expect(asked(3).isShared).toBe(true);
  });

  it('is nothing where the groups are no clear ones', () => {
    const clarity = { level: 'none' as const, reason: 'no-better-than-noise' as const, silhouette: 0.3 };
    expect(sharedStatements({ ...map, clarity })).toEqual([]);
    expect(dividingStatements({ ...map, clarity })).toEqual([]);
  });

  it('has a bar that falls with the number of groups', () => {
    expect([2, 3, 4, 5].map(consensusBar)).toEqual([0.7, 0.47, 0.32, 0.24]);
    expect(consensusBar(6)).toBeLessThan(0.35);
  });

  it('multiplies over groups: one that has not voted counts a half', () => {
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

describe('where they part', () => {
  it('lists the statements on which the camps differ, and who is on which side', () => {
    const dividing = dividingStatements(map);
    expect(new Set(ids(dividing))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
    const first = map.people.group[map.people.ids.indexOf(1)]!;
    for (const { most, least, difference } of dividing) {
      expect([most, least]).toEqual([first, 1 - first]);
      expect(difference).toBeGreaterThan(0.7);
    }
  });

  it('lists nothing where there are no groups', () => {
    expect(dividingStatements(mapOpinions({ statement: [], participant: [], value: [] }))).toEqual([]);
  });
});
