import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mapOpinions, type OpinionMap } from './opinion-map.js';
import { placeOf } from './place.js';
import { seededFractions } from './random.js';
import { plantVotes } from './testing/planted.js';
import { type VoteColumns } from './votes.js';

interface Extra {
  readonly participant: number;
  readonly statement: number;
  readonly value: number;
}

/** Two camps of 40 that disagree on all of 20 statements, with a little wobble, and the people added. */
function camps(extra: readonly Extra[] = []): VoteColumns {
  const rows: Extra[] = [];
  for (let participant = 0; participant < 80; participant++) {
    for (let statement = 0; statement < 20; statement++) {
      const side = (participant < 40 ? 1 : -1) * (statement % 2 === 0 ? 1 : -1);
      const wobbles = (participant * 7 + statement * 13) % 11 === 0;
      rows.push({ participant, statement, value: wobbles ? -side : side });
    }
  }
  const all = [...rows, ...extra];
  return {
    participant: all.map((row) => row.participant),
    statement: all.map((row) => row.statement),
    value: all.map((row) => row.value),
  };
}

const person = (participant: number, values: readonly number[]): Extra[] =>
  values.map((value, statement) => ({ participant, statement, value }));
const like = (camp: 0 | 1, votes: number) =>
  Array.from({ length: votes }, (_, s) => (camp === 0 ? 1 : -1) * (s % 2 === 0 ? 1 : -1));

describe('the place of a person', () => {
  it('is sure for somebody in the middle of a group', () => {
    const map = mapOpinions(camps());
    const place = placeOf(map, 5)!;
    expect(place).toMatchObject({
      sureness: 'sure',
      votes: 20,
      group: map.people.group[map.people.ids.indexOf(5)],
    });
    expect(place.margin).toBeGreaterThan(0);
    // Who has seen every statement has no uncertainty left.
    expect(place.uncertainty).toBe(0);
  });

  it('is not in a group after a few votes, but the nearest is told', () => {
    const map = mapOpinions(camps(person(900, like(1, 4))));
    const other = map.people.group[map.people.ids.indexOf(70)];
    const place = placeOf(map, 900)!;
    expect(place).toMatchObject({ sureness: 'few-votes', votes: 4, group: other });
  });

  it('is between groups if what is not voted on may still move it across', () => {
    const halves = person(901, [...like(0, 4), ...like(1, 8).slice(4)]);
    const place = placeOf(mapOpinions(camps(halves)), 901)!;
    expect(place.sureness).toBe('between-groups');
    expect(place.uncertainty! * 1.2816).toBeGreaterThanOrEqual(place.margin!);
  });

  it('is far if the person stands farther out than the group does', () => {
    // Rejected statements aside, only one in a hundred votes against a statement that all others pass over.
    const { votes } = plantVotes({
      people: 200,
      statements: 40,
      votesPerPerson: 38,
      groups: 2,
      agreement: 0.6,
      seed: 4,
    });
    const map = mapOpinions(votes);
    const sureness = [...map.people.ids].map((id) => placeOf(map, id)!);
    const far = sureness.filter((place) => place.sureness === 'far');
    expect(far.length).toBeGreaterThan(0);
    expect(far.length).toBeLessThan(20);
    for (const { group, x, y } of far) {
      const centre = map.groups[group!]!;
      const farther = sureness.filter(
        (other) =>
          other.group === group &&
          Math.hypot(other.x - centre.x, other.y - centre.y) > Math.hypot(x - centre.x, y - centre.y),
      );
      expect(farther.length).toBeLessThan(0.1 * centre.size);
    }
  });

  it('is in no group where there are none', () => {
    const { votes } = plantVotes({
      people: 100,
      statements: 20,
      votesPerPerson: 12,
      groups: 1,
      agreement: 0,
      seed: 2,
    });
    const map = mapOpinions(votes);
    expect(map.clarity.level).toBe('none');
    const place = placeOf(map, map.people.ids[0]!)!;
    expect(place.sureness).toBe('no-groups');
    expect(place.group).toBeUndefined();
  });

  it('of somebody who is not on the map is unknown', () => {
    expect(placeOf(mapOpinions(camps()), 12345)).toBeUndefined();
  });

  it('gets surer with votes', () => {
    const margins = [8, 12, 16, 20].map((count) =>
      placeOf(mapOpinions(camps(person(902, like(0, count)))), 902)!,
    );
    const uncertainty = margins.map((place) => place.uncertainty!);
    expect([...uncertainty].sort((a, b) => b - a)).toEqual(uncertainty);
    expect(margins.at(-1)!.sureness).not.toBe('between-groups');
  });
});

describe('the uncertainty of a place', () => {
  /** 60 people, 40 visible statements and some rejected ones; everybody voted on everything. */
  function fullVotes(rejected: number) {
    const { votes } = plantVotes({
      people: 60,
      statements: 40,
      votesPerPerson: 4000,
      groups: 2,
      agreement: 0.6,
      seed: 5,
    });
    const columns = {
      statement: Array.from(votes.statement),
      participant: Array.from(votes.participant),
      value: [...votes.value] as number[],
    };
    for (let participant = 0; participant < 60; participant++) {
      for (let i = 0; i < rejected; i++) {
        columns.statement.push(100 + i);
        columns.participant.push(participant);
        columns.value.push(((participant + i) % 3) - 1);
      }
    }
    const statements = Array.from({ length: rejected }, (_, i) => ({ id: 100 + i, moderation: -1 as const }));
    return mapOpinions(columns, { statements });
  }

  it.each([0, 20, 60])(
    'is how far votes on 10 of 40 statements scatter it, beside %i rejected ones',
    (rejected) => {
      const map = fullVotes(rejected);
      const all = map.votesOf(0).filter(({ column }) => map.statements.excluded[column] === 0);
      expect([map.groups.length, all.length, map.statements.ids.length]).toEqual([2, 40, 40 + rejected]);
      const own = map.groups[map.people.group[0]!]!;
      const other = map.groups[1 - own.id]!;
      const length = Math.hypot(other.x - own.x, other.y - own.y);
      const along = { x: (other.x - own.x) / length, y: (other.y - own.y) / length };
      const [first, second] = map.components.vectors;
      // Section 4 by its text: the excluded statements count as voted on by everybody.
      const place = (votes: typeof all) =>
        Math.sqrt(map.statements.ids.length / (votes.length + rejected)) *
        votes.reduce((sum, { column, vote }) => {
          const loading = along.x * first[column]! + along.y * second[column]!;
          return sum + (vote - map.statements.centre[column]!) * loading;
        }, 0);
      const fraction = seededFractions(7);
      const places: number[] = [];
      let told = 0;
      for (let draw = 0; draw < 4000; draw++) {
        const deck = [...all];
        const votes = Array.from(
          { length: 10 },
          () => deck.splice(Math.floor(fraction() * deck.length), 1)[0]!,
        );
        places.push(place(votes));
        told += placeOf({ ...map, votesOf: () => votes }, map.people.ids[0]!)!.uncertainty! ** 2 / 4000;
      }
      const mean = places.reduce((sum, at) => sum + at / 4000, 0);
      const variance = places.reduce((sum, at) => sum + (at - mean) ** 2 / 3999, 0);
      expect(Math.abs(Math.sqrt(told / variance) - 1)).toBeLessThan(0.03);
    },
  );
});

describe('after few votes', () => {
  /** Two camps of five, who are in groups only because groups are filled up to fifteen, and one person more. */
  function openingHours(votes: number): OpinionMap {
    const rows = [0, 1].flatMap((camp) =>
      Array.from({ length: 5 }, (_, i) =>
        like(camp as 0 | 1, 20).map((value, s) => ({
          participant: 5 * camp + i,
          statement: s,
          value: (i + s) % 9 === 0 ? -value : value,
        })),
      ),
    );
    const all = [...rows.flat(), ...person(50, like(0, votes))];
    return mapOpinions({
      participant: all.map((row) => row.participant),
      statement: all.map((row) => row.statement),
      value: all.map((row) => row.value),
    });
  }

  it.each([1, 2, 3, 6])('nobody is placed for sure, filled in or not: %i', (votes) => {
    const map = openingHours(votes);
    expect(map.clarity.level).not.toBe('none');
    expect(map.people.group[map.people.ids.indexOf(50)]).toBeGreaterThanOrEqual(0);
    expect(placeOf(map, 50)).toMatchObject({ sureness: 'few-votes', votes });
  });

  it('with one vote there is no uncertainty to tell, which is no number rather than an endless one', () => {
    expect(placeOf(openingHours(1), 50)).not.toHaveProperty('uncertainty');
    expect(placeOf(openingHours(2), 50)!.uncertainty).toBeGreaterThan(0);
  });

  it('votes enough place a person', () => {
    expect(placeOf(openingHours(7), 50)!.sureness).not.toBe('few-votes');
    expect(placeOf(openingHours(20), 50)!.sureness).toBe('sure');
  });

  it('those who stay in from before are not placed on them either', () => {
    const map = mapOpinions(camps(person(900, like(0, 3))), {}, { alreadyClustered: [900] });
    expect(map.people.group[map.people.ids.indexOf(900)]).toBeGreaterThanOrEqual(0);
    expect(placeOf(map, 900)!.sureness).toBe('few-votes');
  });

  it('votes on rejected statements do not count', () => {
    const statements = [30, 31, 32, 33, 34].map((id) => ({ id, moderation: -1 as const }));
    const rejected = statements.map(({ id }) => ({ participant: 900, statement: id, value: 1 }));
    const map = mapOpinions(camps([...person(900, like(0, 2)), ...rejected]), { statements });
    expect(map.people.group[map.people.ids.indexOf(900)]).toBeGreaterThanOrEqual(0);
    expect(placeOf(map, 900)).toMatchObject({ sureness: 'few-votes', votes: 7 });
  });

  it('whoever has voted on all there is needs no more', () => {
    const map = mapOpinions({
      participant: Array.from({ length: 40 }, (_, i) => i >> 1),
      statement: Array.from({ length: 40 }, (_, i) => i & 1),
      value: Array.from({ length: 40 }, (_, i) => (i < 20 ? 1 : -1)),
    });
    expect(placeOf(map, 0)).toMatchObject({ sureness: 'sure', votes: 2, uncertainty: 0 });
  });

  it('every number told is one that JSON can carry', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 400 }), (people, seed) => {
        const { votes } = plantVotes({
          people,
          statements: 12,
          votesPerPerson: 4,
          groups: 2,
          agreement: 0.8,
          seed,
        });
        const statements = [{ id: seed % 12, moderation: -1 as const }];
        const map = mapOpinions(votes, { statements }, { noiseCopies: 0 });
        for (const id of map.people.ids) {
          const place = placeOf(map, id)!;
          expect(JSON.parse(JSON.stringify(place))).toEqual(place);
          if (map.statements.ids.length > 7 && place.votes < 7) {
            expect(['few-votes', 'no-groups']).toContain(place.sureness);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
