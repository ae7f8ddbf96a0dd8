import { describe, expect, it } from '@jest/globals';
import { lengthOf, textProblem } from './statement-text.js';

const FAMILY = '👩‍👩‍👧‍👦';

describe('the text of a statement', () => {
  it('is as long as people count it (case F16)', () => {
    expect([lengthOf(FAMILY.repeat(140)), FAMILY.repeat(140).length]).toEqual([140, 1540]);
    expect(textProblem(FAMILY.repeat(140), 140)).toBeUndefined();
    expect(textProblem(FAMILY.repeat(141), 140)).toEqual({ kind: 'TOO_LONG', length: 141, most: 140 });
    expect(textProblem('e\u0301'.repeat(140), 140)).toBeUndefined();
    expect(textProblem('e\u0301'.repeat(141), 140)).toEqual({ kind: 'TOO_LONG', length: 141, most: 140 });
  });

  it('has no letter with more than thirty marks (case F16)', () => {
    expect(textProblem(`a${'\u0301'.repeat(40)}`, 140)).toEqual({ kind: 'TOO_MANY_MARKS', most: 30 });
    expect(textProblem(`a${'\u0301'.repeat(31)}`, 140)).toBeUndefined();
    expect(textProblem(`a${'\u0301'.repeat(32)}`, 140)).toMatchObject({ kind: 'TOO_MANY_MARKS' });
    // Writing that needs marks has them.
    expect(textProblem('कि हम स्वतंत्र हैं। ภาษาไทยที่นี่', 140)).toBeUndefined();
  });

  it('is more than spaces and signs that nobody sees', () => {
    for (const nothing of ['', '   ', '\u200b\u200d\u2060', '\u00ad \u3000', '\u202e'])
      expect(textProblem(nothing, 140)).toEqual({ kind: 'EMPTY' });
    expect(textProblem('  x ', 1)).toBeUndefined();
  });
});
