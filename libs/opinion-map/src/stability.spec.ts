import { describe, expect, it } from '@jest/globals';
import { mapOpinions } from './opinion-map.js';
import { adjustedRandIndex } from './adjusted-rand-index.js';
import { GROUPS_STAND, halves, splitHalfStability } from './stability.js';
import { plantVotes, type Planting } from './testing/planted.js';
import { type VoteColumns } from './votes.js';
import { hasRealConversation, readRealConversation } from './testing/real-conversation.js';

const PLANTED: Planting = {
  people: 400,
  statements: 60,
  votesPerPerson: 45,
  groups: 2,
  agreement: 0.8,
  seed: 3,
};
const stabilityOf = (votes: VoteColumns, options = {}) =>
  splitHalfStability(votes, {}, options, mapOpinions(votes, {}, options));

describe('how well groups stand when half of the people are away', () => {
  it('is near 1 where groups were planted, and far below where votes are noise', () => {
    expect(stabilityOf(plantVotes(PLANTED).votes, { start: 'spread' })).toBeGreaterThan(0.95);
    const noise = stabilityOf(plantVotes({ ...PLANTED, agreement: 0 }).votes, { start: 'spread' });
    expect(noise).not.toBeNull();
    expect(noise).toBeLessThan(GROUPS_STAND / 2);
  });

  it('is the mean of two halves, each with as many of the people on the map', () => {
    const { votes } = plantVotes({ ...PLANTED, agreement: 0.3, votesPerPerson: 12, people: 301 });
    const map = mapOpinions(votes);
    const half = halves(map, 1);
    const grouped = [...map.people.ids].filter((_, row) => map.people.group[row]! >= 0);
    const [first, second] = [0, 1].map((side) => {
      expect(
        Math.abs(grouped.filter((id) => half.get(id) === side).length - grouped.length / 2),
      ).toBeLessThan(1);
      const kept = Array.from(votes.participant, (_, i) => i).filter(
        (i) => half.get(votes.participant[i]!) === side,
      );
      const part = mapOpinions({
        statement: kept.map((i) => votes.statement[i]!),
        participant: kept.map((i) => votes.participant[i]!),
        value: kept.map((i) => votes.value[i]!),
        time: kept.map((i) => votes.time?.[i] ?? 0),
      });
      const groupOf = new Map(Array.from(map.people.ids, (id, row) => [id, map.people.group[row]!]));
      const rows = [...part.people.ids.keys()].filter(
        (row) => part.people.group[row]! >= 0 && groupOf.get(part.people.ids[row]!)! >= 0,
      );
      return adjustedRandIndex(
        rows.map((row) => part.people.group[row]!),
        rows.map((row) => groupOf.get(part.people.ids[row]!)!),
      );
    });
    expect(grouped.length).toBeLessThan(301);
    expect(first).not.toBeCloseTo(second!, 6);
    expect(stabilityOf(votes)).toBeCloseTo((first! + second!) / 2, 9);
  });

  it('is the same whatever the order of the votes', () => {
    const { votes } = plantVotes(PLANTED);
    const turned = {
      statement: Array.from(votes.statement).reverse(),
      participant: Array.from(votes.participant).reverse(),
      value: Array.from(votes.value).reverse(),
    };
    const once = { statement: votes.statement, participant: votes.participant, value: votes.value };
    expect(stabilityOf(turned)).toBe(stabilityOf(once));
  });

  it('is unknown where there are no groups, and 0 where a half has none', () => {
    const nobody = { statement: [0, 1], participant: [0, 1], value: [1, -1] };
    expect(mapOpinions(nobody).groups).toEqual([]);
    expect(stabilityOf(nobody)).toBeNull();
    // Four people in two pairs: of two people nobody makes groups of at least two.
    const pairs = { statement: [] as number[], participant: [] as number[], value: [] as number[] };
    for (let person = 0; person < 4; person++)
      for (let statement = 0; statement < 8; statement++) {
        pairs.participant.push(person);
        pairs.statement.push(statement);
        pairs.value.push(person < 2 ? 1 : -1);
      }
    expect(mapOpinions(pairs).groups).toHaveLength(2);
    expect(stabilityOf(pairs)).toBe(0);
  });

  (hasRealConversation ? it : it.skip)('of the real conversation is what halves of it gave before', () => {
    const { votes, moderation } = readRealConversation();
    const options = { start: 'spread', minimumGroupSize: 10 } as const;
    const stability = splitHalfStability(votes, moderation, options, mapOpinions(votes, moderation, options));
    // .79 to .95 over five conversations, .69 at the least (fora.md, section 3).
    expect(stability).toBeGreaterThan(0.69);
  });
});
