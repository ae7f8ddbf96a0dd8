import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type Actor } from '#libs/kernel';
import { JobHandler, UnitOfWork } from '#libs/platform';
import { auditPlaceOffer } from '../audit-place-offer.js';
import { placeOfferLifecycle } from '../domain/place-offer.js';
import { PlaceOfferNotices } from '../notices/place-offer-notices.js';
import { moveForOffer } from '../persistence/offer-ledger.js';
import {
  LOCK_PLACE_OFFER,
  MOVE_PLACE_OFFER,
  type PlaceOfferRow,
} from '../persistence/place-offer.statements.js';
import { expirePlaceOffer, tellOfPlaceOffer } from '../place-offer.jobs.js';

const ACTOR: Actor = { kind: 'system', task: 'place-offers' };

@Injectable()
export class TellOfPlaceOffer extends JobHandler<z.output<typeof tellOfPlaceOffer.payload>> {
  readonly job = tellOfPlaceOffer;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly notices: PlaceOfferNotices,
  ) {
    super();
  }

  async handle({ offerId, state }: z.output<typeof tellOfPlaceOffer.payload>): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const [offer] = await tx.query<PlaceOfferRow>(LOCK_PLACE_OFFER, [offerId]);
      if (offer?.state === state) await this.notices.tell(tx, offer);
    });
  }
}

/** Ends an offer that nobody has answered: its places are free again for the body whose they are. */
@Injectable()
export class ExpirePlaceOffer extends JobHandler<z.output<typeof expirePlaceOffer.payload>> {
  readonly job = expirePlaceOffer;

  constructor(private readonly unitOfWork: UnitOfWork) {
    super();
  }

  async handle({ offerId }: z.output<typeof expirePlaceOffer.payload>): Promise<void> {
    await this.unitOfWork.run(ACTOR, async (tx) => {
      const [offer] = await tx.query<PlaceOfferRow>(LOCK_PLACE_OFFER, [offerId]);
      if (offer === undefined) return;
      const { conferenceId, state, isOver, expiresAt } = offer;
      if (placeOfferLifecycle.next(state, 'EXPIRE') === undefined) return;
      if (!isOver) {
        // Early, by a queue's clock: it comes again when it is due.
        tx.enqueue(
          expirePlaceOffer,
          { offerId },
          { conferenceId, runAt: new Date(expiresAt.getTime() + 1_000) },
        );
        return;
      }
      tx.write(MOVE_PLACE_OFFER, [offerId, 'EXPIRED']);
      moveForOffer(tx, offer, 'RELEASE');
      auditPlaceOffer(tx, offer, 'EXPIRE', state === 'OFFERED');
      tx.enqueue(tellOfPlaceOffer, { offerId, state: 'EXPIRED' }, { conferenceId });
    });
  }
}
