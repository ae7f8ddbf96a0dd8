import { describe, expect, it } from '@jest/globals';
import { retryAfterMs } from './retry-after.js';

const now = new Date('2011-11-01T09:00:00Z');

describe('what a receiver asks for with Retry-After', () => {
  it.each([
    ['120', 120_000],
    ['Tue, 01 Nov 2011 09:05:00 GMT', 300_000],
    ['Tue, 01 Nov 2011 08:00:00 GMT', 0],
    ['999999999', 86_400_000],
    ['-5', 0],
    ['soon', 0],
    [undefined, 0],
  ])('%j is %d ms', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });
});
