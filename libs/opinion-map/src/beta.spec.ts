import { describe, expect, it } from '@jest/globals';
import { betaBelow, betaQuantile } from './beta.js';

describe('the part of a beta distribution below a place', () => {
  it('is what is known in closed form', () => {
    // Beta(1, 1) is uniform, Beta(a, 1) is x^a, Beta(1/2, 1/2) is the arcsine.
    for (const x of [0.001, 0.2, 0.5, 0.77, 0.999]) {
      expect(betaBelow(x, 1, 1)).toBeCloseTo(x, 13);
      expect(betaBelow(x, 7.5, 1)).toBeCloseTo(x ** 7.5, 13);
      expect(betaBelow(x, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 12);
    }
    expect([betaBelow(0, 3, 4), betaBelow(1, 3, 4)]).toEqual([0, 1]);
  });

  it('is a sum of binomial terms where both numbers are whole', () => {
    // I_x(a, b) = P(at least a of a + b - 1 throws succeed).
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
    for (const [a, b, x] of [
      [3, 5, 0.4],
      [12, 4, 0.7],
      [40, 61, 0.45],
    ] as const) {
      const n = a + b - 1;
      let sum = 0;
      for (let k = a; k <= n; k++) sum += choose(n, k) * x ** k * (1 - x) ** (n - k);
      expect(betaBelow(x, a, b)).toBeCloseTo(sum, 11);
    }
  });

  it('mirrors, and finds its way back from a part to the place, for few votes and for millions', () => {
    for (const [a, b] of [
      [0.5, 0.5],
      [0.5, 12.5],
      [8.5, 2.5],
      [600_000.5, 400_000.5],
    ] as const) {
      for (const part of [0.05, 0.5, 0.95]) {
        const place = betaQuantile(part, a, b);
        expect(betaBelow(place, a, b)).toBeCloseTo(part, 8);
        expect(betaQuantile(1 - part, b, a)).toBeCloseTo(1 - place, 9);
      }
    }
  });
});
