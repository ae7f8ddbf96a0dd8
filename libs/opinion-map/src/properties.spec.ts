import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mapOpinions, type OpinionMap } from './opinion-map.js';
import { seededRandom } from './random.js';
import { adjustedRandIndex } from './adjusted-rand-index.js';
import { plantVotes } from './testing/planted.js';
import { type VoteColumns } from './votes.js';

interface Vote {
  readonly statement: number;
  readonly participant: number;
  readonly value: -1 | 0 | 1;
  readonly time: number;
}

const columns = (votes: readonly Vote[]): VoteColumns => ({
  statement: votes.map((vote) => vote.statement),
  participant: votes.map((vote) => vote.participant),
  value: votes.map((vote) => vote.value),
  time: votes.map((vote) => vote.time),
});

const anyVote: fc.Arbitrary<Vote> = fc.record({
  statement: fc.nat(12),
  participant: fc.nat(25),
  value: fc.constantFrom(-1 as const, 0 as const, 1 as const),
  time: fc.nat(5),
});
const anyVotes = fc.array(anyVote, { maxLength: 220 });

const anyModeration = fc.record({
  statements: fc.array(
    fc.record({
      id: fc.nat(14),
      moderation: fc.constantFrom(-1 as const, 0 as const, 1 as const),
      isMeta: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  banned: fc.array(fc.nat(25), { maxLength: 4 }),
});

/** Mostly none, and now and then so few that something is cut. */
const anyCaps = fc.record(
  {
    maximumParticipants: fc.integer({ min: 1, max: 30 }),
    maximumStatements: fc.integer({ min: 1, max: 15 }),
  },
  { requiredKeys: [] },
);

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  return list
    .map((entry) => [random(), entry] as const)
    .sort(([a], [b]) => a - b)
    .map(([, entry]) => entry);
}

/** Everything the map says, the votes it gives back included. */
function everything({ votesOf, ...rest }: OpinionMap) {
  return { ...rest, votes: [...rest.people.ids.keys()].map(votesOf) };
}

/** The same, but for how many votes were handed in. */
function content(map: OpinionMap) {
  const { counts: _counts, ...rest } = everything(map);
  return rest;
}

const planted = (seed: number): Vote[] => {
  const { votes } = plantVotes({
    people: 120,
    statements: 30,
    votesPerPerson: 18,
    groups: 2 + (seed % 4),
    agreement: 0.7,
    seed,
  });
  return Array.from({ length: votes.value.length }, (_, i) => ({
    statement: votes.statement[i]!,
    participant: votes.participant[i]!,
    value: votes.value[i] as -1 | 0 | 1,
    time: i,
  }));
};

describe('whatever the votes', () => {
  it('their order changes nothing, to the last bit', () => {
    fc.assert(
      fc.property(anyVotes, anyModeration, anyCaps, fc.nat(), (votes, moderation, caps, seed) => {
        const map = mapOpinions(columns(votes), moderation, caps);
        const again = mapOpinions(columns(shuffled(votes, seed)), moderation, caps);
        expect(everything(again)).toEqual(everything(map));
      }),
      { numRuns: 150 },
    );
  });

  it('votes handed in twice change nothing', () => {
    fc.assert(
      fc.property(anyVotes, anyModeration, (votes, moderation) => {
        const map = mapOpinions(columns(votes), moderation);
        const twice = mapOpinions(columns([...votes, ...votes]), moderation);
        expect(content(twice)).toEqual(content(map));
        expect(twice.counts).toEqual({
          ...map.counts,
          given: 2 * map.counts.given,
          banned: 2 * map.counts.banned,
          replaced: 2 * map.counts.replaced + map.counts.cells,
        });
      }),
      { numRuns: 100 },
    );
  });

  it('tallies equal a naive count of the latest votes', () => {
    fc.assert(
      fc.property(anyVotes, anyModeration, (votes, moderation) => {
        const map = mapOpinions(columns(votes), moderation);
        const latest = new Map<string, Vote>();
        for (const vote of votes.filter((v) => !moderation.banned.includes(v.participant))) {
          const key = `${vote.statement} ${vote.participant}`;
          const known = latest.get(key);
          const isLater =
            !known || vote.time > known.time || (vote.time === known.time && vote.value > known.value);
          if (isLater) latest.set(key, vote);
        }
        const groupOf = new Map([...map.people.ids].map((id, row) => [id, map.people.group[row]!]));
        const of = (tally: OpinionMap['groups'][number]['tally'], isIn: (group: number) => boolean) =>
          map.statements.ids.forEach((id, column) => {
            const own = [...latest.values()].filter(
              (v) => v.statement === id && isIn(groupOf.get(v.participant)!),
            );
            expect(tally.votes[column]).toBe(own.length);
            expect(tally.agree[column]).toBe(own.filter((v) => v.value === 1).length);
            expect(tally.disagree[column]).toBe(own.filter((v) => v.value === -1).length);
          });
        of(map.statements.everybody, () => true);
        for (const group of map.groups) of(group.tally, (g) => g === group.id);
        expect(map.counts.cells).toBe(latest.size);
      }),
      { numRuns: 100 },
    );
  });

  it('consensus lies between 0 and 1, numbers are numbers, groups are large enough', () => {
    fc.assert(
      fc.property(
        anyVotes,
        anyModeration,
        fc.integer({ min: 2, max: 6 }),
        (votes, moderation, minimumGroupSize) => {
          const map = mapOpinions(columns(votes), moderation, { minimumGroupSize });
          for (const list of [map.statements.consensus, map.statements.consensusAgainst]) {
            for (const value of list) expect(value > 0 && value < 1).toBe(true);
          }
          const { people, statements } = map;
          for (const list of [
            people.x,
            people.y,
            statements.priority,
            statements.extremity,
            statements.centre,
          ]) {
            expect(list.every(Number.isFinite)).toBe(true);
          }
          for (const group of map.groups) {
            expect(group.size).toBeGreaterThanOrEqual(minimumGroupSize);
            expect(people.group.filter((of) => of === group.id).length).toBe(group.size);
            for (const listed of group.representative) expect(listed.successes).toBeGreaterThan(0);
          }
          expect(map.groups.reduce((sum, group) => sum + group.share, 0)).toBeCloseTo(
            map.groups.length > 0 ? 1 : 0,
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('nobody who is banned is on the map, and banning is as never having voted', () => {
    fc.assert(
      fc.property(anyVotes, fc.array(fc.nat(25), { maxLength: 5 }), (votes, banned) => {
        const map = mapOpinions(columns(votes), { banned });
        const without = mapOpinions(columns(votes.filter((v) => !banned.includes(v.participant))));
        expect(content(map)).toEqual(content(without));
      }),
      { numRuns: 60 },
    );
  });

  it('a statement that nobody voted on changes nothing', () => {
    fc.assert(
      fc.property(anyVotes, anyModeration, (votes, moderation) => {
        const more = [
          { id: 900, moderation: -1 as const },
          { id: 901, moderation: 1 as const, isMeta: true },
        ];
        const map = mapOpinions(columns(votes), moderation);
        const again = mapOpinions(columns(votes), {
          ...moderation,
          statements: [...moderation.statements, ...more],
        });
        expect(content(again)).toEqual(content(map));
      }),
      { numRuns: 60 },
    );
  });
});

describe('renaming people', () => {
  it('in the same order changes nothing but the names', () => {
    fc.assert(
      fc.property(anyVotes, fc.integer({ min: 2, max: 80_000_000 }), (votes, factor) => {
        const map = mapOpinions(columns(votes));
        const renamed = mapOpinions(
          columns(votes.map((v) => ({ ...v, participant: v.participant * factor + 7 }))),
        );
        expect([...renamed.people.ids]).toEqual([...map.people.ids].map((id) => id * factor + 7));
        const { people: ours, ...rest } = content(map);
        const { people: theirs, ...others } = content(renamed);
        expect({ ...theirs, ids: ours.ids }).toEqual(ours);
        expect(others).toEqual(rest);
      }),
      { numRuns: 60 },
    );
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('at random changes no place, tally or majority, %#', (seed) => {
    const votes = planted(seed);
    const names = shuffled(
      Array.from({ length: 120 }, (_, i) => i),
      seed,
    );
    const map = mapOpinions(columns(votes));
    const renamed = mapOpinions(columns(votes.map((v) => ({ ...v, participant: names[v.participant]! }))));
    map.people.ids.forEach((id, row) => {
      const other = renamed.people.ids.indexOf(names[id]!);
      expect(Math.abs(renamed.people.x[other]! - map.people.x[row]!)).toBeLessThan(1e-8);
      expect(Math.abs(renamed.people.y[other]! - map.people.y[row]!)).toBeLessThan(1e-8);
    });
    expect(renamed.statements.everybody).toEqual(map.statements.everybody);
    expect(renamed.majority).toEqual(map.majority);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('at random changes nothing at all with spread starts, %#', (seed) => {
    const votes = planted(seed);
    const names = shuffled(
      Array.from({ length: 120 }, (_, i) => i),
      seed,
    );
    const map = mapOpinions(columns(votes), {}, { start: 'spread' });
    const renamed = mapOpinions(
      columns(votes.map((v) => ({ ...v, participant: names[v.participant]! }))),
      {},
      { start: 'spread' },
    );
    const { people, ...rest } = content(map);
    const { people: others, ...renamedRest } = content(renamed);
    expect(renamedRest).toEqual(rest);
    expect({ ...others, ids: people.ids }).toEqual(people);
    expect([...others.ids].sort()).toEqual([...people.ids].sort());
  });
});

describe('groups', () => {
  it('are the same with the same votes in other numbers of statements', () => {
    const votes = planted(3);
    const map = mapOpinions(columns(votes));
    const moved = mapOpinions(columns(votes.map((v) => ({ ...v, statement: 10 * v.statement + 5 }))));
    expect(adjustedRandIndex(map.people.group, moved.people.group)).toBe(1);
  });
});

describe('priorities', () => {
  it('differ where votes differ: they are not one number for all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (seed) => {
        const map = mapOpinions(columns(planted(seed)));
        expect(new Set(map.statements.priority).size).toBe(map.statements.ids.length);
      }),
      { numRuns: 10 },
    );
  });

  it('of demographic statements are 49, of others not', () => {
    const statements = [{ id: 4, moderation: 1 as const, isMeta: true }];
    const map = mapOpinions(columns(planted(5)), { statements });
    expect([...map.statements.ids].filter((_, c) => map.statements.priority[c] === 49)).toEqual([4]);
  });
});
