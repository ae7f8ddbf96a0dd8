import { Injectable } from '@nestjs/common';
import { MOVE_PLACE_OFFER } from '../persistence/place-offer.statements.js';
import { type Call, placeOfferAct, PlaceOfferActs } from './place-offer-acts.js';

@Injectable()
export class ApprovePlaceOffer {
  static readonly act = placeOfferAct({
    name: 'approvePlaceOffer',
    description:
      'Agrees to an offer of places: an approver of the host. The other body hears of it from now on',
    action: 'APPROVE',
  });

  constructor(private readonly acts: PlaceOfferActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(ApprovePlaceOffer.act, call, (tx, offer) => {
      tx.write(MOVE_PLACE_OFFER, [offer.id, 'OFFERED']);
    });
  }
}
