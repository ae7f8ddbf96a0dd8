import { Injectable } from '@nestjs/common';
import { newId } from '#libs/kernel';
import { promiseToFill } from '../places.jobs.js';
import { ANSWER_PLACE_OFFER } from '../persistence/place-offer.statements.js';
import { type Ask } from '../persistence/ask.js';
import { addedPlaces, ReserveLine } from '../queries/reserve-line.js';
import { type Call, placeOfferAct, PlaceOfferActs } from './place-offer-acts.js';

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
      const { id, conferenceId, bodyId, toBodyId, constituencyId, count } = offer;
      const place = { bodyId: toBodyId, constituencyId };
      const ask: Ask = (text, values) => tx.query(text, values);
      const [offered] = await this.line.after(ask, [{ ...place, delta: addedPlaces(count) }]);
      tx.writeLast(ANSWER_PLACE_OFFER, [id, 'ACCEPTED', newId(), newId(), offered?.count ?? 0]);
      // Where the next are invited at once; where they are not, the host is told as the giver is.
      promiseToFill(tx, conferenceId, place);
      // What the giver's reserve list waited for may have gone with it.
      promiseToFill(tx, conferenceId, { bodyId, constituencyId });
    });
  }
}
