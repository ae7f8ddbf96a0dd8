import { Injectable } from '@nestjs/common';
import { moveForOffer } from '../persistence/offer-ledger.js';
import { MOVE_PLACE_OFFER } from '../persistence/place-offer.statements.js';
import { type Call, placeOfferAct, PlaceOfferActs } from './place-offer-acts.js';

@Injectable()
export class RefusePlaceOffer {
  static readonly act = placeOfferAct({
    name: 'refusePlaceOffer',
    description:
      'Does not agree to an offer of places: an approver of the host. The other body never hears of it, and the places are free again',
    action: 'REFUSE',
  });

  constructor(private readonly acts: PlaceOfferActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(RefusePlaceOffer.act, call, (tx, offer) => {
      tx.write(MOVE_PLACE_OFFER, [offer.id, 'REFUSED']);
      moveForOffer(tx, offer, 'RELEASE');
    });
  }
}
