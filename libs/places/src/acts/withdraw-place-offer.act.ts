import { Injectable } from '@nestjs/common';
import { moveForOffer } from '../persistence/offer-ledger.js';
import { MOVE_PLACE_OFFER } from '../persistence/place-offer.statements.js';
import { type Call, placeOfferAct, PlaceOfferActs } from './place-offer-acts.js';

@Injectable()
export class WithdrawPlaceOffer {
  static readonly act = placeOfferAct({
    name: 'withdrawPlaceOffer',
    description:
      'Takes an offer of places back, as long as nobody has answered: a coordinator of the body whose places they are. They are free again',
    action: 'WITHDRAW',
  });

  constructor(private readonly acts: PlaceOfferActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(WithdrawPlaceOffer.act, call, (tx, offer) => {
      tx.write(MOVE_PLACE_OFFER, [offer.id, 'WITHDRAWN']);
      moveForOffer(tx, offer, 'RELEASE');
    });
  }
}
