import { describe, expect, it } from '@jest/globals';
import { isReasonSharedByDefault, REASON_CODES, reasonsSharedByDefault } from './review.js';

describe('the reason of a decision', () => {
  it.each([
    ['CAPACITY', true],
    ['DUPLICATE', true],
    ['INELIGIBLE', true],
    ['INCOMPLETE', true],
    ['BALANCE', true],
    ['SECURITY', false],
    ['OTHER', true],
    [null, true],
  ] as const)(
    '%s is told to the body by default: %s; with a hit of the watch list never',
    (code, isShared) => {
      expect(isReasonSharedByDefault(code, false)).toBe(isShared);
      expect(isReasonSharedByDefault(code, true)).toBe(false);
    },
  );

  it('is listed where it is shared by default', () => {
    expect(reasonsSharedByDefault(false)).toEqual(REASON_CODES.filter((code) => code !== 'SECURITY'));
    expect(reasonsSharedByDefault(true)).toEqual([]);
  });
});
