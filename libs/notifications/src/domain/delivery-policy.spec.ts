import { describe, expect, it } from '@jest/globals';
import { DELIVERY_POLICY, waitMs } from './delivery-policy.js';

const PATIENCE = { firstWaitMs: 1_000, mostWaitMs: 8_000, giveUpMs: 60_000 };
const longest = (): number => 1;
const shortest = (): number => 0;

describe('the wait after a failure', () => {
  it('doubles with each, up to the longest', () => {
    expect([1, 2, 3, 4, 5, 50].map((failures) => waitMs(PATIENCE, failures, longest))).toEqual([
      1_000, 2_000, 4_000, 8_000, 8_000, 8_000,
    ]);
  });

  it('is at least half of that, so that what failed together does not come back together', () => {
    expect([1, 2, 50].map((failures) => waitMs(PATIENCE, failures, shortest))).toEqual([500, 1_000, 4_000]);
  });

  it('before any failure is the first one', () => {
    expect(waitMs(PATIENCE, 0, longest)).toBe(1_000);
  });
});

describe('the policy of delivery', () => {
  it('tells a person of a deferred mail after four hours, of an unreachable server after a day', () => {
    expect(DELIVERY_POLICY.deferred.giveUpMs).toBe(4 * 3_600_000);
    expect(DELIVERY_POLICY.unreachable.giveUpMs).toBe(24 * 3_600_000);
  });
});
