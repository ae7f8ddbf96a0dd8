import { describe, expect, it } from '@jest/globals';
import { pauseAfter, RETRY_PAUSES } from './retry-pauses.js';

describe('the pauses between attempts', () => {
  it('grow, and last for three days and a little', () => {
    expect(RETRY_PAUSES).toEqual([...RETRY_PAUSES].sort((one, other) => one - other));
    const hours = RETRY_PAUSES.reduce((sum, pause) => sum + pause, 0) / 3_600_000;
    expect(hours).toBeGreaterThan(72);
    expect(hours).toBeLessThan(76);
  });

  it('differ a little, so that many do not come back at once; after the last there is none', () => {
    expect(pauseAfter(1, 0)).toBe(5_000);
    expect(pauseAfter(1, 1)).toBe(5_500);
    expect(pauseAfter(9, 0)).toBe(86_400_000);
    expect(pauseAfter(10, 0)).toBeUndefined();
  });
});
