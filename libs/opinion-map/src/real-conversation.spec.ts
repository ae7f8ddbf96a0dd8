import { beforeAll, describe, expect, it } from '@jest/globals';
import { mapOpinions, type OpinionMap } from './opinion-map.js';
import { sharedStatements } from './shared-statements.js';
import {
  hasRealConversation,
  readExpectedContinuous,
  readRealConversation,
  realConversationDir,
  type ExpectedMap,
} from './testing/real-conversation.js';

if (!hasRealConversation) {
  process.stderr.write(
    `\nSKIPPED: the real conversation is not at ${realConversationDir}; the map was NOT checked against it.\n`,
  );
}
const describeReal = hasRealConversation ? describe : describe.skip;

const CLOSE = 1e-6;
const byTid = (of: Record<string, number>, tids: readonly number[]) => tids.map((tid) => of[String(tid)]!);

/** Largest difference of two lists, the second perhaps with its sign flipped. */
function apart(ours: ArrayLike<number>, theirs: readonly number[], sign = 1): number {
  expect(ours.length).toBe(theirs.length);
  return theirs.reduce((most, value, i) => Math.max(most, Math.abs(ours[i]! - sign * value)), 0);
}

describeReal('the real conversation', () => {
  let map: OpinionMap;
  let expected: ExpectedMap;
  let signs: [number, number];

  beforeAll(() => {
    const real = readRealConversation();
    expected = real.expected;
    map = mapOpinions(real.votes, real.moderation);
    const sign = (which: 0 | 1) =>
      Math.sign(map.components.vectors[which].reduce((sum, v, i) => sum + v * expected.comps[which][i]!, 0));
    signs = [sign(0), sign(1)];
  });

  it('has the same people, statements and excluded statements', () => {
    expect(map.people.ids.length).toBe(expected['n-participants']);
    expect([...map.statements.ids]).toEqual(expected.tids);
    const excluded = expected.tids.map((tid) => Number(expected['mod-out'].includes(tid)));
    expect([...map.statements.excluded]).toEqual(excluded);
  });

  it('has the same centre and components', () => {
    expect(apart(map.statements.centre, expected.center)).toBeLessThan(CLOSE);
    expect(apart(map.components.vectors[0], expected.comps[0], signs[0])).toBeLessThan(CLOSE);
    expect(apart(map.components.vectors[1], expected.comps[1], signs[1])).toBeLessThan(CLOSE);
  });

  it('puts the same people into groups, at the same places', () => {
    const rows = [...map.people.ids.keys()].filter((row) => map.people.group[row]! >= 0);
    const ids = rows.map((row) => map.people.ids[row]!);
    expect(ids.map(String).sort()).toEqual(Object.keys(expected.projection).sort());
    const places = ids.map((id) => expected.projection[String(id)]!);
    expect(
      apart(
        rows.map((r) => map.people.x[r]!),
        places.map((p) => p[0]),
        signs[0],
      ),
    ).toBeLessThan(CLOSE);
    expect(
      apart(
        rows.map((r) => map.people.y[r]!),
        places.map((p) => p[1]),
        signs[1],
      ),
    ).toBeLessThan(CLOSE);
  });

  it('has the same base clusters, silhouettes, number of groups and groups', () => {
    const members = map.baseClusters.map((base) => ({
      id: base.id,
      members: [...base.members].map((row) => map.people.ids[row]!).sort((a, b) => a - b),
    }));
    const theirs = expected['base-clusters'].map((base) => ({
      id: base.id,
      members: [...base.members].sort((a, b) => a - b),
    }));
    expect(members).toEqual(theirs);
    expect(map.groups.length).toBe(expected.k);
    const ks = Object.keys(expected.silhouettes);
    expect(map.tries.map((attempt) => String(attempt.k))).toEqual(ks);
    expect(
      apart(
        map.tries.map((attempt) => attempt.silhouette),
        Object.values(expected.silhouettes),
      ),
    ).toBeLessThan(CLOSE);
    const groups: Record<string, number> = {};
    map.people.group.forEach((group, row) => group >= 0 && (groups[map.people.ids[row]!] = group));
    expect(groups).toEqual(expected.group);
  });

  it('has the same consensus, extremity and priorities', () => {
    const { tids } = expected;
    const consensus = byTid(expected['group-aware-consensus'], tids);
    expect(apart(map.statements.consensus, consensus)).toBeLessThan(CLOSE);
    expect(apart(map.statements.extremity, expected.extremity)).toBeLessThan(CLOSE);
    expect(apart(map.statements.priority, byTid(expected['comment-priorities'], tids))).toBeLessThan(CLOSE);
  });

  it('lists the same majority and representative statements', () => {
    const tid = (column: number) => map.statements.ids[column]!;
    expect(map.majority.agree.map((s) => tid(s.column))).toEqual(expected.majority.agree);
    expect(map.majority.disagree.map((s) => tid(s.column))).toEqual(expected.majority.disagree);
    for (const group of map.groups) {
      const theirs = expected.repness[String(group.id)]!;
      const heads = group.representative.map((s) => [
        tid(s.column),
        s.side,
        s.successes,
        s.trials,
        s.isBestAgree,
      ]);
      expect(heads).toEqual(
        theirs.map((s) => [
          s['tid'],
          s['repful-for'],
          s['n-success'],
          s['n-trials'],
          s['best-agree'] === true,
        ]),
      );
      const figures = group.representative.flatMap((s) => [s.share, s.shareTest, s.ratio, s.ratioTest]);
      const keys = ['p-success', 'p-test', 'repness', 'repness-test'];
      expect(
        apart(
          figures,
          theirs.flatMap((s) => keys.map((key) => Number(s[key]))),
        ),
      ).toBeLessThan(CLOSE);
    }
  });

  it('ranks statements by the same continuous consensus, over the same people', () => {
    const continuous = readExpectedContinuous();
    const { statements } = map;
    const people = map.people.group.filter((group) => group >= 0).length;
    expect(people).toBe(continuous.people);
    for (const { statement, score, votes } of continuous.statements) {
      const column = statements.ids.indexOf(statement);
      expect(statements.votesOnMap[column]).toBe(votes);
      expect(Math.abs(statements.continuous[column]! - score)).toBeLessThan(CLOSE);
    }
    const listed = sharedStatements(map).map(({ column }) => statements.ids[column]);
    const theirs = continuous.statements.map(({ statement }) => statement);
    expect(listed).toEqual(theirs.filter((id) => !expected['mod-out'].includes(id)));
  });

  it('has clear groups, well above noise', () => {
    expect(map.clarity.level).toBe('clear');
    expect(map.clarity.aboveNoise).toBeGreaterThan(2);
  });
});
