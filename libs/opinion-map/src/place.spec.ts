import { describe, expect, it } from '@jest/globals';
import { mapOpinions } from './opinion-map.js';
import { placeOf } from './place.js';
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
