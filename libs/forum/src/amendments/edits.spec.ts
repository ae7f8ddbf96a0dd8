import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applied, type Edit, editsBetween, movedOver } from './edits.js';

const V1 = 'Users should respect the diversity of language, culture and ideas.';
const A = editsBetween(V1, V1.replace('should', 'must'));
const B = editsBetween(V1, V1.replace('culture', 'religion, culture'));

describe('amendments to one sentence', () => {
  it('are accepted one after the other, each against what the text is by then (case F26)', () => {
    const v2 = applied(V1, A);
    expect(v2).toBe('Users must respect the diversity of language, culture and ideas.');
    const moved = movedOver(B, A) as readonly Edit[];
    expect(applied(v2, moved)).toBe(
      'Users must respect the diversity of language, religion, culture and ideas.',
    );
    // In the other order the text is the same in the end.
    expect(applied(applied(V1, B), movedOver(A, B) as readonly Edit[])).toBe(applied(v2, moved));
  });

  it('change whole words and no more', () => {
    expect(A).toEqual([{ start: 6, end: 12, text: 'must' }]);
    expect(B).toHaveLength(1);
    expect(B[0]!.end).toBe(B[0]!.start);
  });

  it('of the same words clash, and the first that does is told', () => {
    const other = editsBetween(V1, V1.replace('should', 'may').replace('ideas', 'thought'));
    expect(movedOver(other, A)).toEqual({ clash: { start: 6, end: 12, text: 'may' } });
    expect(movedOver(editsBetween(V1, V1.replace('Users', 'All users')), A)).toHaveLength(1);
  });

  it('that are the same are made once', () => {
    expect(movedOver(A, A)).toEqual([]);
    expect(applied(applied(V1, A), movedOver(A, A) as readonly Edit[])).toBe(applied(V1, A));
  });

  it('put two things in at one place only after somebody has said in which order', () => {
    const one = editsBetween(V1, V1.replace('ideas.', 'ideas, always.'));
    const other = editsBetween(V1, V1.replace('ideas.', 'ideas, everywhere.'));
    expect(movedOver(other, one)).toHaveProperty('clash');
  });

  it('make of one text the other, whatever they are, and end alike in either order unless they clash', () => {
    const text = fc
      .array(fc.constantFrom('a', 'be', 'see', ',', ' ', 'الحق', '👩‍👧', 'it’s', '.'), { maxLength: 14 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, text, (base, one, other) => {
        const [first, second] = [editsBetween(base, one), editsBetween(base, other)];
        expect(applied(base, first)).toBe(one);
        expect(applied(base, second)).toBe(other);
        const [forth, back] = [movedOver(second, first), movedOver(first, second)];
        expect('clash' in forth).toBe('clash' in back);
        if ('clash' in forth || 'clash' in back) return;
        expect(applied(one, forth)).toBe(applied(other, back));
      }),
      { numRuns: 300 },
    );
  });
});
