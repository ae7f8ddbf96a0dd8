import { describe, expect, it } from '@jest/globals';
import { storable } from './storable.js';

describe('what is kept of a file', () => {
  it('has no zero character and no half of a character, in texts, keys and lists', () => {
    expect(storable({ 'A\u0000': [{ text: 'Ada \u0000Sample \ud83d' }], row: 2, isHidden: true })).toEqual({
      A: [{ text: 'Ada Sample \ufffd' }],
      row: 2,
      isHidden: true,
    });
  });

  it('keeps characters of two halves', () => expect(storable('😀 𠮷')).toBe('😀 𠮷'));
});
