import { expect } from '@jest/globals';
import { drain, DrainTimeout } from '#libs/testing';
import { LIMIT_MS } from './limit.js';

type Matcher = 'toBe' | 'toEqual' | 'toContain' | 'toMatch' | 'toHaveLength';

/**
 * As `expect(await read())`, for what a page shows: a page draws a moment after the act, and later on a busy machine.
 * It is read again until the matcher holds; where it does not in time, the matcher's own error is thrown.
 */
export function expectSoon(
  read: () => unknown,
): Readonly<Record<Matcher, (expected: unknown) => Promise<void>>> {
  const matches = (matcher: Matcher) => async (expected: unknown) => {
    let last: unknown;
    const look = async () => {
      const assertion = expect(await read()) as unknown as Record<Matcher, (expected: unknown) => void>;
      try {
        assertion[matcher](expected);
        return true;
      } catch (error) {
        last = error;
        return false;
      }
    };
    await drain(look, { what: matcher, timeoutMs: LIMIT_MS }).catch((error: unknown) => {
      throw error instanceof DrainTimeout ? last : error;
    });
  };
  return {
    toBe: matches('toBe'),
    toEqual: matches('toEqual'),
    toContain: matches('toContain'),
    toMatch: matches('toMatch'),
    toHaveLength: matches('toHaveLength'),
  };
}
