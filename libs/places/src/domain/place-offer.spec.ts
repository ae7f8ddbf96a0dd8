import { describe, expect, it } from '@jest/globals';
import {
  HOLDING_STATES,
  PLACE_OFFER_ACTIONS,
  PLACE_OFFER_STATES,
  placeOfferLifecycle,
} from './place-offer.js';

describe('the life of an offer of places', () => {
  it('has for each state and action the one next state, or none', () => {
    const actions = [...Object.keys(PLACE_OFFER_ACTIONS), 'EXPIRE'] as Parameters<
      typeof placeOfferLifecycle.next
    >[1][];
    const table = PLACE_OFFER_STATES.flatMap((state) =>
      actions.flatMap((action) => {
        const next = placeOfferLifecycle.next(state, action);
        return next === undefined ? [] : [`${state} ${action} ${next}`];
      }),
    );
    expect(table).toEqual([
      'AWAITING_HOST WITHDRAW WITHDRAWN',
      'AWAITING_HOST APPROVE OFFERED',
      'AWAITING_HOST REFUSE REFUSED',
      'AWAITING_HOST EXPIRE EXPIRED',
      'OFFERED ACCEPT ACCEPTED',
      'OFFERED DECLINE DECLINED',
      'OFFERED WITHDRAW WITHDRAWN',
      'OFFERED EXPIRE EXPIRED',
    ]);
  });

  it('holds the places until somebody has answered', () => {
    expect(HOLDING_STATES).toEqual(['AWAITING_HOST', 'OFFERED']);
  });
});
