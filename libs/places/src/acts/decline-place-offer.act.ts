import { Injectable } from '@nestjs/common';
import { newId } from '#libs/kernel';
import { ANSWER_PLACE_OFFER } from '../persistence/place-offer.statements.js';
import { promiseToFill } from '../places.jobs.js';
import { type Call, placeOfferAct, PlaceOfferActs } from './place-offer-acts.js';

@Injectable()
export class DeclinePlaceOffer {
  static readonly act = placeOfferAct({
    name: 'declinePlaceOffer',
    description:
      'Declines an offer of places: a coordinator of the body that is offered them. They are free again for the body whose they are',
    action: 'DECLINE',
  });

  constructor(private readonly acts: PlaceOfferActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(DeclinePlaceOffer.act, call, (tx, offer) => {
      tx.writeLast(ANSWER_PLACE_OFFER, [offer.id, 'DECLINED', newId(), newId(), 0]);
      promiseToFill(tx, offer.conferenceId, offer);
    });
  }
}
