import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Claim, type OutboxLedger } from '../outbox/outbox-ledger.js';
import { LeaseKeeper, LeaseLost } from './lease-keeper.js';

const LEASE_MS = 6_000;
const claim = { id: 'job', token: 'token' } as Claim;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Of a database that goes silent: a renewal is never answered. */
function keeper(safePart: number): AbortController {
  const ledger = { renew: () => new Promise<Set<string>>(() => undefined) } as unknown as OutboxLedger;
  const controller = new AbortController();
  new LeaseKeeper(ledger, LEASE_MS, { safeMs: (ms) => ms * safePart }).hold(
    claim,
    controller,
    performance.now(),
  );
  return controller;
}

describe('a lease that cannot be renewed', () => {
  it.each([
    ['while the sign of life is there', 0.8],
    ['without it', 0.4],
  ])('is trusted no longer than nobody else can have it, %s', (_, part) => {
    const { signal } = keeper(part);
    jest.advanceTimersByTime(LEASE_MS * part - LEASE_MS / 12);
    expect(signal.aborted).toBe(false);
    jest.advanceTimersByTime(LEASE_MS / 6);
    expect(signal.reason).toBeInstanceOf(LeaseLost);
  });
});
