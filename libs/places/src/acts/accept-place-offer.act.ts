import { Injectable } from '@nestjs/common';
import { promiseToFill } from '../places.jobs.js';
import { type Ask } from '../persistence/ask.js';
import { addedPlaces, ReserveLine } from '../queries/reserve-line.js';
import { answerPlaceOffer, type Call, placeOfferAct, PlaceOfferActs } from './place-offer-acts.js';

@Injectable()
export class AcceptPlaceOffer {
  static readonly act = placeOfferAct({
    name: 'acceptPlaceOffer',
    description:
      'Accepts an offer of places: a coordinator of the body that is offered them. They are allotted to it from now on, and to the other body no longer. Those that its reserve list waits for are on offer to it',
    action: 'ACCEPT',
  });

  constructor(
    private readonly acts: PlaceOfferActs,
    private readonly line: ReserveLine,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(AcceptPlaceOffer.act, call, async (tx, offer) => {
      const { conferenceId, bodyId, toBodyId, constituencyId, count } = offer;
      const place = { bodyId: toBodyId, constituencyId };
      const ask: Ask = (text, values) => tx.query(text, values);
      const [offered] = await this.line.after(ask, [{ ...place, delta: addedPlaces(count) }]);
      answerPlaceOffer(tx, offer, 'ACCEPTED', offered?.count);
      // Where the next are invited at once; where they are not, the host is told as the giver is.
      promiseToFill(tx, conferenceId, place);
      // What the giver's reserve list waited for may have gone with it.
      promiseToFill(tx, conferenceId, { bodyId, constituencyId });
    });
  }
}
