import { defineLifecycle } from '#libs/kernel';

export const PLACE_OFFER_STATES = [
  'AWAITING_HOST',
  'OFFERED',
  'ACCEPTED',
  'DECLINED',
  'WITHDRAWN',
  'REFUSED',
  'EXPIRED',
] as const;
export type PlaceOfferState = (typeof PLACE_OFFER_STATES)[number];

/** What people do with an offer, as the API tells it. */
export const PLACE_OFFER_ACTIONS = {
  ACCEPT: 'Take the places: `acceptPlaceOffer`',
  DECLINE: 'Leave them where they are: `declinePlaceOffer`',
  WITHDRAW: 'Take the offer back: `withdrawPlaceOffer`',
  APPROVE: 'Agree to it, so that the other body hears of it: `approvePlaceOffer`',
  REFUSE: 'Not agree to it: `refusePlaceOffer`',
} as const;
export type PlaceOfferAction = keyof typeof PLACE_OFFER_ACTIONS;

/** The whole life of an offer. Where the host is not asked it begins as OFFERED. EXPIRE follows by itself. */
export const placeOfferLifecycle = defineLifecycle<PlaceOfferState, PlaceOfferAction | 'EXPIRE'>({
  states: PLACE_OFFER_STATES,
  initial: 'AWAITING_HOST',
  transitions: [
    { action: 'APPROVE', from: ['AWAITING_HOST'], to: 'OFFERED' },
    { action: 'REFUSE', from: ['AWAITING_HOST'], to: 'REFUSED' },
    { action: 'ACCEPT', from: ['OFFERED'], to: 'ACCEPTED' },
    { action: 'DECLINE', from: ['OFFERED'], to: 'DECLINED' },
    { action: 'WITHDRAW', from: ['AWAITING_HOST', 'OFFERED'], to: 'WITHDRAWN' },
    { action: 'EXPIRE', from: ['AWAITING_HOST', 'OFFERED'], to: 'EXPIRED' },
  ],
});

/** States in which the places are held for the offer. */
export const HOLDING_STATES = PLACE_OFFER_STATES.filter(
  (state) => placeOfferLifecycle.next(state, 'EXPIRE') !== undefined,
);

/** Characters of the note that goes with an offer. */
export const LONGEST_OFFER_NOTE = 1_000;
/** Days that an offer can last. */
export const LONGEST_OFFER_DAYS = 366;
export const PLACE_OFFER_SUBJECT = 'place-offer';
