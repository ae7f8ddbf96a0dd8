import { boolean, instant, integer, oneOf, table, text, uuid } from '#libs/platform';
import { PLACE_OFFER_STATES } from '../domain/place-offer.js';

/** Free places of a constituency that a body offers to another. */
export const PLACE_OFFER = table('nominations.place_offer', {
  id: uuid(),
  conferenceId: uuid(),
  /** Whose places they are. */
  bodyId: uuid(),
  toBodyId: uuid(),
  constituencyId: uuid(),
  count: integer(),
  note: text().orNull(),
  state: oneOf(PLACE_OFFER_STATES).changeable(),
  /** Whether the receiver may know of it: from then on, whatever becomes of it. */
  isTold: boolean().changeable(),
  version: integer().byDefault().changeable(),
  offeredBy: uuid(),
  createdAt: instant().byDefault(),
  expiresAt: instant(),
  answeredAt: instant().orNull().changeable(),
});
