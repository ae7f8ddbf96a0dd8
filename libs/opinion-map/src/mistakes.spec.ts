import { describe, expect, it } from '@jest/globals';
import { mapOpinions, type OpinionMap } from './opinion-map.js';
import { type Moderation } from './options.js';
import { MISTAKES, naiveMap, type NaiveMap } from './testing/naive-map.js';
import { adjustedRandIndex, plantVotes } from './testing/planted.js';
import { hasRealConversation, readRealConversation } from './testing/real-conversation.js';
import { type VoteColumns } from './votes.js';

interface Conversation {
  readonly votes: VoteColumns;
  readonly moderation: Moderation;
}

/** Rejected and demographic statements lean against the groups, and every fifth person votes too little. */
function madeUp(): Conversation {
  const { votes } = plantVotes({
    people: 150,
    statements: 40,
    votesPerPerson: 14,
    groups: 3,
    agreement: 0.7,
    seed: 11,
  });
  const statements = [3, 8, 13, 17, 21, 22, 30, 31].map((id) => ({
    id,
    moderation: id % 2 === 0 ? (-1 as const) : (1 as const),
    isMeta: id % 2 === 1,
  }));
  return { votes, moderation: { statements } };
}

/** Largest difference at each stage; signs of components may differ, so places are compared by distances. */
function differences(map: OpinionMap, naive: NaiveMap) {
  const most = (a: ArrayLike<number>, b: readonly number[]) =>
    a.length === b.length ? b.reduce((max, value, i) => Math.max(max, Math.abs(value - a[i]!)), 0) : Infinity;
  const radius = (x: ArrayLike<number>, y: ArrayLike<number>) =>
    Array.from({ length: x.length }, (_, i) => Math.hypot(x[i]!, y[i]!));
  return {
    centre: most(map.statements.centre, naive.centre),
    places: most(radius(map.people.x, map.people.y), radius(naive.x, naive.y)),
    silhouettes: most(
      map.tries.map((attempt) => attempt.silhouette),
      naive.silhouettes,
    ),
    groups: 1 - agreementOfGroups(map, naive),
    consensus: most(map.statements.consensus, naive.consensus),
  };
}

/** Adjusted Rand index; people are matched by id, for a mistake can reorder them. */
function agreementOfGroups(map: OpinionMap, naive: NaiveMap): number {
  const theirs = new Map(naive.participants.map((id, row) => [id, naive.group[row]!]));
  return adjustedRandIndex(
    map.people.group,
    [...map.people.ids].map((id) => theirs.get(id) ?? -2),
  );
}

const conversations: [string, () => Conversation][] = [['a made-up conversation', madeUp]];
if (hasRealConversation) conversations.push(['the real conversation', readRealConversation]);

describe.each(conversations)('the map of %s', (_, conversation) => {
  const { votes, moderation } = conversation();
  const map = mapOpinions(votes, moderation);

  it('equals a naive one that shares no code with it', () => {
    const apart = differences(map, naiveMap(votes, moderation));
    for (const stage of Object.values(apart)) expect(stage).toBeLessThan(1e-6);
  });

  it.each(MISTAKES)('is not what %s would make of it', (mistake) => {
    const apart = differences(map, naiveMap(votes, moderation, mistake));
    const worst = Math.max(apart.groups, apart.consensus);
    expect(worst).toBeGreaterThan(0.01);
  });
});

describe('with the sides swapped', () => {
  it('the groups stay and the consensus turns round', () => {
    const { votes, moderation } = madeUp();
    const map = mapOpinions(votes, moderation);
    const swapped = mapOpinions({ ...votes, value: Int8Array.from(votes.value, (v) => -v) }, moderation);
    expect(adjustedRandIndex(map.people.group, swapped.people.group)).toBe(1);
    expect([...swapped.statements.consensus]).toEqual([...map.statements.consensusAgainst]);
    expect([...swapped.statements.consensus]).not.toEqual([...map.statements.consensus]);
  });
});
