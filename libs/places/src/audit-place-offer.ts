import { type Transaction } from '#libs/platform';
import { PLACE_OFFER_SUBJECT } from './domain/place-offer.js';
import { type PlaceOfferRow } from './persistence/place-offer.statements.js';

export const PLACE_OFFER_FACTS = {
  offered: 'place-offer.made',
  APPROVE: 'place-offer.approved',
  REFUSE: 'place-offer.refused',
  ACCEPT: 'place-offer.accepted',
  DECLINE: 'place-offer.declined',
  WITHDRAW: 'place-offer.withdrawn',
  EXPIRE: 'place-offer.expired',
} as const;
export type PlaceOfferFact = keyof typeof PLACE_OFFER_FACTS;

type Told = Pick<PlaceOfferRow, 'id' | 'conferenceId' | 'bodyId' | 'toBodyId' | 'constituencyId' | 'count'>;

/** Whose act a fact is: the entry of that side bears the name of whoever acted. */
const SIDE: Readonly<Record<PlaceOfferFact, 'giver' | 'receiver' | 'host'>> = {
  offered: 'giver',
  WITHDRAW: 'giver',
  ACCEPT: 'receiver',
  DECLINE: 'receiver',
  APPROVE: 'host',
  REFUSE: 'host',
  EXPIRE: 'host',
};

/**
 * An entry on each side that knows of the offer. A body reads of the other no more than its name, so the entry of the side that did not act
 * is nobody's. `isTold`: the receiver knows of the offer, or hears of it now.
 */
export function auditPlaceOffer(tx: Transaction, offer: Told, fact: PlaceOfferFact, isTold: boolean): void {
  const { id, conferenceId, bodyId, toBodyId, constituencyId, count } = offer;
  const entry = {
    conferenceId,
    action: PLACE_OFFER_FACTS[fact],
    subjectType: PLACE_OFFER_SUBJECT,
    subjectId: id,
    details: { count, constituencyId, fromBodyId: bodyId, toBodyId },
  };
  const side = SIDE[fact];
  tx.audit({ ...entry, bodyId, isAutomatic: side === 'receiver' });
  if (isTold) tx.audit({ ...entry, bodyId: toBodyId, isAutomatic: side === 'giver' });
}
