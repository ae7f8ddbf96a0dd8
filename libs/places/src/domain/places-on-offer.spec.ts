import { describe, expect, it } from '@jest/globals';
import { onOfferAfter, type QuotaMove } from './places-on-offer.js';

const move = (more: Partial<QuotaMove>): QuotaMove => ({
  held: 0,
  consumed: 0,
  overridden: 0,
  onOffer: 0,
  ...more,
});

describe('places on offer after an act', () => {
  it.each([
    ['a place that an approved person gives back', { onOffer: 0, free: 0 }, { consumed: -1, onOffer: 1 }, 1],
    [
      'the hold of an undecided nomination, which is its body’s own',
      { onOffer: 0, free: 0 },
      { held: -1 },
      0,
    ],
    [
      'a hold that needed a place on offer, given up: it is on offer again',
      { onOffer: 1, free: 0 },
      { held: -1 },
      1,
    ],
    ['the same approved: the place is gone', { onOffer: 1, free: 0 }, { held: -1, consumed: 1 }, 0],
    ['the same refused: it is offered once', { onOffer: 1, free: 0 }, { held: -1, onOffer: 1 }, 1],
    [
      'a refusal that frees a place of its own beside one on offer',
      { onOffer: 1, free: 1 },
      { held: -1, onOffer: 1 },
      2,
    ],
    ['a submission for which another place is free', { onOffer: 1, free: 2 }, { held: 1 }, 1],
    ['a submission that needs the one on offer', { onOffer: 1, free: 1 }, { held: 1 }, 0],
    ['a reserve who takes the place on offer', { onOffer: 1, free: 1 }, { consumed: 1, onOffer: -1 }, 0],
    ['an override, which offers nothing', { onOffer: 0, free: 0 }, { consumed: 1, overridden: 1 }, 0],
    ['places that are added and waited for', { onOffer: 0, free: 0 }, { overridden: 2, onOffer: 2 }, 2],
  ])('%s', (_, quota, act, offered) => {
    expect(onOfferAfter(quota, move(act))).toBe(offered);
  });
});
