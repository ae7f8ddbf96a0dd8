import { describe, expect, it } from '@jest/globals';
import { editDistance } from './edit-distance.js';

describe('optimal string alignment', () => {
  it.each([
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
    ['abcd', 'acbd', 1],
    ['', 'abc', 3],
    ['same', 'same', 0],
    ['placeholder', 'placehoder', 1],
  ])('sets %s and %s %d apart', (one, other, distance) => {
    expect(editDistance(one, other, 5)).toBe(distance);
    expect(editDistance(other, one, 5)).toBe(distance);
  });

  it('stops counting at what was asked for', () => expect(editDistance('aaaaaaaa', 'bbbbbbbb', 2)).toBe(3));
});
