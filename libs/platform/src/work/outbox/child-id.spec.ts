import { describe, expect, it } from '@jest/globals';
import { isId, newId } from '#libs/kernel';
import { childId } from './child-id.js';

describe('childId', () => {
  it('is an identifier that is the same each time and different for each child', () => {
    const parent = newId();
    const ids = [0, 1, 2].map((index) => childId(parent, index));
    expect(ids.map((id) => isId(id))).toEqual([true, true, true]);
    expect(new Set(ids).size).toBe(3);
    expect(childId(parent, 1)).toBe(ids[1]);
  });

  it('sorts by the age of the parent', () => {
    expect(
      childId('018f0000-0000-7000-8000-000000000000', 3) < childId('018f0000-0001-7000-8000-000000000000', 0),
    ).toBe(true);
  });
});
