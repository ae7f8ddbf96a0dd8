import { describe, expect, it } from '@jest/globals';
import { DUPLICATE_REASONS, describeFinding, SCREENING_FINDINGS } from './screening-findings.js';

describe('a finding in plain English', () => {
  it.each([
    [
      'FIELDS_MISSING',
      { fields: ['person.jobTitle', 'justification'] },
      'Missing: job title, justification.',
    ],
    ['PLACES_TAKEN', { taken: 12, allotted: 40 }, '12 of 40 places are taken.'],
    [
      'RANKED_BEYOND_PLACES',
      { taken: 12, allotted: 40, rank: 41 },
      '12 of 40 places are taken. The body ranks this nomination 41.',
    ],
    ['REJECTED_BEFORE', { references: ['ICC-1', 'CH-2'] }, 'Rejected before: ICC-1, CH-2.'],
    ['ON_WATCH_LIST', { notes: ['Ask first.'] }, 'A name like this is on the watch list. Ask first.'],
    ['ON_WATCH_LIST', { notes: [] }, 'A name like this is on the watch list.'],
    ['POSSIBLE_DUPLICATES', { count: 1 }, 'Another nomination may name the same person.'],
    ['POSSIBLE_DUPLICATES', { count: 3 }, '3 other nominations may name the same person.'],
  ] as const)('tells %s with %j', (finding, values, sentence) => {
    expect(describeFinding(finding, values)).toBe(sentence);
  });

  it('is there for every code, whatever values it comes with', () => {
    for (const finding of SCREENING_FINDINGS) expect(describeFinding(finding, {})).toMatch(/\S.*\.$/);
    expect(DUPLICATE_REASONS.length).toBeGreaterThanOrEqual(3);
  });
});
