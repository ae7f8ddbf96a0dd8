import { Injectable } from '@nestjs/common';
import { promiseToFill } from '../places.jobs.js';
import { answerPlaceOffer, type Call, placeOfferAct, PlaceOfferActs } from './place-offer-acts.js';

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
      answerPlaceOffer(tx, offer, 'DECLINED');
      promiseToFill(tx, offer.conferenceId, offer);
    });
  }
}
