import { newId, Refusal } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type PlaceOfferRow, HOLD_FOR_OFFER, INSERT_OFFER_ENTRY } from './place-offer.statements.js';
import { promiseToFill } from '../places.jobs.js';
import { NO_PLACES } from './quota-ledger.js';

type Offer = Pick<PlaceOfferRow, 'id' | 'conferenceId' | 'bodyId' | 'constituencyId' | 'count'>;

/**
 * Holds the places of an offer, or gives them back to the body whose they are, with the entry. An overrun is refused by the CHECK
 * constraint. The quota is written last, as every writer does. Places given back that were on offer to the body's reserve list before
 * are so again, and go to it where that happens at once.
 */
export function moveForOffer(tx: Transaction, offer: Offer, kind: 'HOLD' | 'RELEASE'): void {
  const held = kind === 'HOLD' ? offer.count : -offer.count;
  const byUser = tx.actor.kind === 'user' ? tx.actor.userId : null;
  tx.writeLast(HOLD_FOR_OFFER, [offer.bodyId, offer.constituencyId, held], {
    rows: 1,
    otherwise: () => new Refusal('QUOTA_SPENT', NO_PLACES, ['input', 'count'], { balance: null }),
  });
  tx.writeLast(INSERT_OFFER_ENTRY, [
    newId(),
    offer.bodyId,
    offer.constituencyId,
    offer.id,
    kind,
    held,
    byUser,
  ]);
  if (kind === 'RELEASE') promiseToFill(tx, offer.conferenceId, offer);
}
