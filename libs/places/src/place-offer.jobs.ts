import { z } from 'zod';
import { defineJob } from '#libs/platform';
import { PLACE_OFFER_STATES } from './domain/place-offer.js';

/** Tells the other side, or the host, how an offer stands; does nothing where it stands otherwise by then. */
export const tellOfPlaceOffer = defineJob({
  queue: 'nominations',
  name: 'tell-of-place-offer',
  payload: z.object({ offerId: z.uuid(), state: z.enum(PLACE_OFFER_STATES) }),
});

/** An offer ends at its date, unless somebody has answered; checks first. */
export const expirePlaceOffer = defineJob({
  queue: 'nominations',
  name: 'expire-place-offer',
  payload: z.object({ offerId: z.uuid() }),
});
