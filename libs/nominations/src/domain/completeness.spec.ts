import { describe, expect, it } from '@jest/globals';
import { missingFields } from './completeness.js';

const WHOLE = {
  organisation: 'Institute of Imaginary Networks',
  jobTitle: 'Director',
  country: 'GB',
  justification: 'Leads work on safe access',
};

describe('a nomination', () => {
  it('that says all that an officer asks for misses nothing', () => {
    expect(missingFields(WHOLE)).toEqual([]);
  });

  it.each([
    ['organisation', 'person.organisation'],
    ['jobTitle', 'person.jobTitle'],
    ['country', 'person.country'],
    ['justification', 'justification'],
  ])('without %s misses %s', (said, field) => {
    expect(missingFields({ ...WHOLE, [said]: null })).toEqual([field]);
  });

  it('that says only a name misses everything, in the order of the form', () => {
    const nothing = { organisation: null, jobTitle: null, country: null, justification: null };
    expect(missingFields(nothing)).toEqual([
      'person.organisation',
      'person.jobTitle',
      'person.country',
      'justification',
    ]);
  });
});
