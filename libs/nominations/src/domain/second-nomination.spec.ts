import { describe, expect, it } from '@jest/globals';
import { Refusal } from '#libs/kernel';
import { NOMINATION_STATES } from './nomination.lifecycle.js';
import { LIVING_STATES, reasonForSecond, SECOND_FIELDS } from './second-nomination.js';

const FIRST = { id: 'an-id', reference: 'ICC-7K3-Q9FA' };
const PATH = ['input', 'person', 'email'];

function refusalOf(act: () => unknown): Refusal<string> {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error as Refusal<string>;
    throw error;
  }
  throw new Error('Nothing was refused');
}

describe('a second nomination of one address', () => {
  it('needs nothing said where there is no first, and keeps no reason', () => {
    expect(reasonForSecond(undefined, { allowSecond: false }, PATH)).toBeNull();
    expect(
      reasonForSecond(undefined, { allowSecond: true, allowSecondReason: 'Two talks' }, PATH),
    ).toBeNull();
  });

  it('is refused with the first, unless it is meant', () => {
    const refusal = refusalOf(() =>
      reasonForSecond(FIRST, { allowSecond: false, allowSecondReason: 'Two talks' }, PATH),
    );
    expect([refusal.code, refusal.path, refusal.extras]).toEqual([
      'ALREADY_NOMINATED',
      PATH,
      { existingId: 'an-id' },
    ]);
    expect(refusal.message).toContain('ICC-7K3-Q9FA');
  });

  it('needs a reason where it is meant, and keeps it', () => {
    for (const allowSecondReason of [null, undefined]) {
      const refusal = refusalOf(() => reasonForSecond(FIRST, { allowSecond: true, allowSecondReason }, PATH));
      expect([refusal.code, refusal.path]).toEqual(['REASON_REQUIRED', ['input', 'allowSecondReason']]);
    }
    expect(reasonForSecond(FIRST, { allowSecond: true, allowSecondReason: 'Two talks' }, PATH)).toBe(
      'Two talks',
    );
  });

  it('has a reason of at most 2,000 characters; spaces are none', () => {
    const rule = SECOND_FIELDS.allowSecondReason;
    expect(rule.parse('x'.repeat(2_000))).toHaveLength(2_000);
    expect(rule.safeParse('x'.repeat(2_001)).success).toBe(false);
    expect(rule.parse(' \n ')).toBeNull();
  });

  it('is beside one that lives: whatever has ended for good is none', () => {
    expect(NOMINATION_STATES.filter((state) => !LIVING_STATES.includes(state))).toEqual([
      'DECIDED',
      'REJECTED',
      'WITHDRAWN',
      'SUPERSEDED',
      'LAPSED',
    ]);
  });
});
