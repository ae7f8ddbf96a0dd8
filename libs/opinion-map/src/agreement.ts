import { betaBelow, betaQuantile } from './beta.js';

/** Both ends of the interval leave out this part. */
const OUTSIDE = 0.05;

/** How many of those who voted took a side, and between which shares that leaves the truth. */
export interface Agreement {
  readonly successes: number;
  /** All who voted, those who passed included. */
  readonly votes: number;
  /** 0 to 1; nothing where nobody voted. */
  readonly share: number | undefined;
  /** Ends of the 90 % interval of Beta(successes + 1/2, votes - successes + 1/2), Jeffreys' interval, 0 to 1. */
  readonly low: number;
  readonly high: number;
}

/** The share of a side among all who voted, and its 90 % interval. */
export function agreementOf(successes: number, votes: number): Agreement {
  const [a, b] = [successes + 0.5, votes - successes + 0.5];
  return {
    successes,
    votes,
    share: votes === 0 ? undefined : successes / votes,
    low: betaQuantile(OUTSIDE, a, b),
    high: betaQuantile(1 - OUTSIDE, a, b),
  };
}

/** Whether the lower end of the interval lies above one half: asked of the distribution itself, never of a rounded end. */
export function isMostSurely(successes: number, votes: number): boolean {
  return betaBelow(0.5, successes + 0.5, votes - successes + 0.5) < OUTSIDE;
}
