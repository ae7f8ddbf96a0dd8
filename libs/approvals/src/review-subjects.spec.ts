import { describe, expect, it } from '@jest/globals';
import { type ReviewSubject, ReviewSubjects } from './review-subjects.js';

const letters = { type: 'letter' } as ReviewSubject;

describe('subjects of reviews', () => {
  it('are those of the context that registered their type', () => {
    const subjects = new ReviewSubjects();
    subjects.register(letters);
    expect(subjects.of('letter')).toBe(letters);
  });

  it('have one context each, and none is passed over', () => {
    const subjects = new ReviewSubjects();
    subjects.register(letters);
    expect(() => subjects.register({ ...letters })).toThrow('Two contexts have subjects of type letter');
    expect(() => subjects.of('badge')).toThrow('Nobody has subjects of type badge');
  });
});
