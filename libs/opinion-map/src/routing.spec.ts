import { describe, expect, it } from '@jest/globals';
import { mapOpinions } from './opinion-map.js';
import { type StatementStatus } from './options.js';
import { NEW_PRIORITY, priorityOf } from './priorities.js';
import { drawStatement, routingChances } from './routing.js';
import { plantVotes } from './testing/planted.js';

const { votes } = plantVotes({
  people: 100,
  statements: 20,
  votesPerPerson: 12,
  groups: 2,
  agreement: 0.7,
  seed: 1,
});
const statements: StatementStatus[] = Array.from({ length: 24 }, (_, id) => ({
  id,
  moderation: id === 3 ? -1 : id % 5 === 0 ? 0 : 1,
  isMeta: id === 7 || id === 8,
}));
const map = mapOpinions(votes, { statements });

const chances = (more: Partial<Parameters<typeof routingChances>[2]> = {}) =>
  new Map(
    routingChances(map, statements, { seen: [], seed: 1, ...more }).map(({ id, chance }) => [id, chance]),
  );
const sum = (of: Iterable<number>) => [...of].reduce((total, chance) => total + chance, 0);

describe('the chances of statements', () => {
  it('are proportional to priority and sum to one', () => {
    const all = chances();
    expect(sum(all.values())).toBeCloseTo(1, 12);
    const { priority } = map.statements;
    expect(all.get(1)! / all.get(2)!).toBeCloseTo(priority[1]! / priority[2]!, 9);
  });

  it('leave out rejected and seen ones, and unmoderated ones where only accepted are served', () => {
    expect(chances().has(3)).toBe(false);
    expect(chances({ seen: [1, 2, 4] }).size).toBe(20);
    expect([...chances({ acceptedOnly: true }).keys()].filter((id) => id % 5 === 0)).toEqual([]);
  });

  it('give a statement without votes the priority of a new one', () => {
    expect(NEW_PRIORITY).toBeCloseTo((0.25 * 9) ** 2, 12);
    const all = chances();
    expect(all.get(22)! / all.get(1)!).toBeCloseTo(NEW_PRIORITY / map.statements.priority[1]!, 9);
    const unmapped = routingChances(
      undefined,
      [
        { id: 1, moderation: 1 },
        { id: 2, moderation: 0 },
      ],
      { seen: [], seed: 1 },
    );
    expect(unmapped.map(({ chance }) => chance)).toEqual([0.5, 0.5]);
  });

  it.each([0, 0.05, 0.2])('keep demographic statements under a share of %f', (metaShare) => {
    const all = chances({ metaShare });
    expect(all.get(7)! + all.get(8)!).toBeCloseTo(metaShare, 12);
    expect(sum(all.values())).toBeCloseTo(1, 12);
  });

  it('let demographic statements have a fifth where nothing else is said', () => {
    const all = chances();
    const free = chances({ metaShare: 1 });
    expect(free.get(7)! + free.get(8)!).toBeGreaterThan(0.2);
    expect(all.get(7)! + all.get(8)!).toBeCloseTo(0.2, 12);
  });

  it('follow any rejection, should moderators have said two things of one statement', () => {
    const twice: StatementStatus[] = [
      { id: 1, moderation: -1 },
      { id: 1, moderation: 1, isMeta: true },
      { id: 2, moderation: 1 },
    ];
    expect(routingChances(map, twice, { seen: [], seed: 1 }).map(({ id }) => id)).toEqual([2]);
    expect(routingChances(map, twice.reverse(), { seen: [], seed: 1 }).map(({ id }) => id)).toEqual([2]);
  });

  it('do not push demographic statements up to the cap, and serve them if nothing else is left', () => {
    const uncapped = chances({ metaShare: 1 });
    const meta = uncapped.get(7)! + uncapped.get(8)!;
    expect(meta).toBeLessThan(1);
    expect(chances({ metaShare: 0.99 }).get(7)).toBeCloseTo(uncapped.get(7)!, 12);
    const seen = statements.map(({ id }) => id).filter((id) => id !== 7 && id !== 8);
    expect([...chances({ seen, metaShare: 0 }).values()]).toEqual([0.5, 0.5]);
  });
});

describe('a draw', () => {
  it('is the same for the same seed, and follows the chances', () => {
    const all = chances();
    const counts = new Map<number, number>();
    for (let seed = 0; seed < 4000; seed++) {
      const drawn = drawStatement(map, statements, { seen: [], seed })!;
      counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
    }
    expect(drawStatement(map, statements, { seen: [], seed: 7 })).toBe(
      drawStatement(map, statements, { seen: [], seed: 7 }),
    );
    for (const [id, chance] of all) {
      const spread = Math.sqrt(4000 * chance * (1 - chance));
      expect(Math.abs((counts.get(id) ?? 0) - 4000 * chance)).toBeLessThan(4.5 * spread + 1);
    }
  });

  it('never gives one that the person has seen, down to the last', () => {
    const seen = new Set<number>();
    for (;;) {
      const drawn = drawStatement(map, statements, { seen, seed: 40 + seen.size });
      if (drawn === undefined) break;
      expect(seen.has(drawn)).toBe(false);
      seen.add(drawn);
    }
    expect([...seen].sort((a, b) => a - b)).toEqual(statements.map(({ id }) => id).filter((id) => id !== 3));
  });

  it('refuses a share that is none', () => {
    expect(() => drawStatement(map, statements, { seen: [], seed: 1, metaShare: 1.5 })).toThrow('metaShare');
  });
});

describe('the priority', () => {
  it('falls with votes and passes, and rises with agreement and distance', () => {
    expect(priorityOf(5, 0, 10, 1)).toBeLessThan(priorityOf(2, 0, 4, 1));
    expect(priorityOf(5, 4, 10, 1)).toBeLessThan(priorityOf(5, 0, 10, 1));
    expect(priorityOf(9, 0, 10, 1)).toBeGreaterThan(priorityOf(2, 0, 10, 1));
    expect(priorityOf(5, 0, 10, 3)).toBeGreaterThan(priorityOf(5, 0, 10, 1));
  });

  it('is that of the formula, worked by hand', () => {
    // p = 3/12, a = 7/12, importance = 0.75 * 2.5 * 7/12, boost = 1 + 8 / 4
    expect(priorityOf(6, 2, 10, 1.5)).toBeCloseTo((0.75 * 2.5 * (7 / 12) * 3) ** 2, 12);
  });
});
