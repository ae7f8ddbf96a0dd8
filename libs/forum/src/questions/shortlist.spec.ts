import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { auditShortlist, byVotes, representativeShortlist, type VotedQuestion } from './shortlist.js';

const people = (from: number, count: number) =>
  new Set(Array.from({ length: count }, (_, i) => `person ${from + i}`));
/** Four questions of the first, one of the second, one of the third. */
const session = (first: number, second: number, third: number): VotedQuestion[] => [
  ...['Q1', 'Q2', 'Q3', 'Q4'].map((id) => ({ id, voters: people(0, first) })),
  { id: 'Q5', voters: people(first, second) },
  { id: 'Q6', voters: people(first + second, third) },
];

describe('a shortlist', () => {
  it('that leaves seven of twenty-four people without any of theirs does not pass (case F27)', () => {
    const questions = session(13, 7, 4);
    const first = byVotes(questions, 4);
    expect(first).toEqual(['Q1', 'Q2', 'Q3', 'Q4']);
    expect(auditShortlist(questions, first, 4)).toEqual({
      voters: 24,
      enough: 6,
      leftOut: [{ question: 'Q5', voters: 7 }],
    });
    expect(auditShortlist(questions, ['Q1', 'Q2', 'Q3', 'Q5'], 4).leftOut).toEqual([]);
    expect([...representativeShortlist(questions, 4)].sort()).toEqual(['Q1', 'Q2', 'Q3', 'Q5']);
  });

  it('by votes passes where nobody who is left out is enough (case F27)', () => {
    const questions = session(15, 5, 4);
    expect(auditShortlist(questions, byVotes(questions, 4), 4)).toEqual({
      voters: 24,
      enough: 6,
      leftOut: [],
    });
  });

  it('can always be made so that it passes, whoever votes for what', () => {
    const anySession = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 12 }), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(anySession, fc.integer({ min: 1, max: 6 }), (votes, places) => {
        const questions = votes.map((voters, i) => ({ id: `Q${i}`, voters: new Set(voters.map(String)) }));
        const chosen = representativeShortlist(questions, places);
        expect(new Set(chosen).size).toBe(Math.min(places, questions.length));
        expect(auditShortlist(questions, chosen, places).leftOut).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
