import { describe, expect, it } from '@jest/globals';
import { mapOpinions, type OpinionMap } from './opinion-map.js';
import { type Moderation } from './options.js';
import { type RepresentativeStatement } from './representative.js';
import { MISTAKES, naiveMap, type NaiveMap } from './testing/naive-map.js';
import { LIST_MISTAKES, type ListMistake, type NaiveListed } from './testing/naive-statements.js';
import { adjustedRandIndex } from './adjusted-rand-index.js';
import { plantVotes } from './testing/planted.js';
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
    extremity: most(map.statements.extremity, naive.extremity),
    representative: most(
      map.groups.flatMap((group) => group.representative.flatMap(inNumbers)),
      naive.representative.flatMap((list) => list.flatMap(inNumbersToo)),
    ),
    majority: most(
      [...map.majority.agree, ...map.majority.disagree].map(({ column }) => column),
      [...naive.majority.agree, ...naive.majority.disagree],
    ),
    priority: most(map.statements.priority, naive.priority),
  };
}

/** Every entry of a list as numbers, so that a statement, side or flag too many is a difference like any other. */
function inNumbers(s: RepresentativeStatement): number[] {
  const figures = [s.share, s.shareTest, s.ratio, s.ratioTest];
  return [s.column, s.side === 'agree' ? 1 : -1, s.successes, s.trials, Number(s.isBestAgree), ...figures];
}

function inNumbersToo({ figures, ...s }: NaiveListed): number[] {
  return [s.column, s.side === 'agree' ? 1 : -1, s.successes, s.trials, Number(s.isBestAgree), ...figures];
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

describe('the lists of a conversation whose most telling statements are rejected', () => {
  const { votes, moderation } = madeUp();
  const telling = mapOpinions(votes, moderation).groups.flatMap(({ representative }) => representative);
  const statements = [
    ...(moderation.statements ?? []),
    ...telling.slice(0, 6).map(({ column }) => ({ id: column, moderation: -1 as const })),
  ];
  const map = mapOpinions(votes, { statements });

  it('are those of the naive map', () => {
    const apart = differences(map, naiveMap(votes, { statements }));
    for (const stage of Object.values(apart)) expect(stage).toBeLessThan(1e-6);
    expect(map.groups.flatMap(({ representative }) => representative).length).toBeGreaterThan(5);
  });

  it.each(Object.keys(LIST_MISTAKES) as ListMistake[])('are not what %s would make of them', (mistake) => {
    const apart = differences(map, naiveMap(votes, { statements }, mistake));
    expect(apart[LIST_MISTAKES[mistake]]).toBeGreaterThan(0.01);
    expect(apart.groups).toBe(0);
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
