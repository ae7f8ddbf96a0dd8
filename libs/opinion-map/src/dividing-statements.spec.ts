import { describe, expect, it } from '@jest/globals';
import { dividingStatements } from './dividing-statements.js';
import { mapOpinions } from './opinion-map.js';
import { twoCamps } from './testing/two-camps.js';

const map = mapOpinions(twoCamps(), {}, { maximumGroups: 2, start: 'spread' });
const ids = (list: readonly { column: number }[]) => list.map(({ column }) => map.statements.ids[column]);

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

  it('lists nothing where there are no groups, or none that are clear', () => {
    expect(dividingStatements(mapOpinions({ statement: [], participant: [], value: [] }))).toEqual([]);
    const clarity = { level: 'none' as const, reason: 'no-better-than-noise' as const, silhouette: 0.3 };
    expect(dividingStatements({ ...map, clarity })).toEqual([]);
  });
});
