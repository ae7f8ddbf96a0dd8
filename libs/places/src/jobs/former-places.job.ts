import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { JobHandler } from '#libs/platform';
import { formerOfferPlace, formerSettlePlace } from '../places.jobs.js';
import { FillPlaces } from '../use-cases/fill-places.js';
import { PassPlaceOn } from '../use-cases/pass-place-on.js';

/** An approved nomination was withdrawn through an older release. */
@Injectable()
export class FormerOfferPlace extends JobHandler<z.output<typeof formerOfferPlace.payload>> {
  readonly job = formerOfferPlace;

  constructor(private readonly passing: PassPlaceOn) {
    super();
  }

  handle({ nominationId }: z.output<typeof formerOfferPlace.payload>): Promise<void> {
    return this.passing.run(nominationId);
  }
}

/** An invitation was answered through an older release, or lapsed by one. */
@Injectable()
export class FormerSettlePlace extends JobHandler<z.output<typeof formerSettlePlace.payload>> {
  readonly job = formerSettlePlace;

  constructor(
    private readonly passing: PassPlaceOn,
    private readonly filling: FillPlaces,
  ) {
    super();
  }

  handle({ invitationId, nominationId, outcome }: z.output<typeof formerSettlePlace.payload>): Promise<void> {
    return outcome === 'CONFIRMED'
      ? this.filling.taken(nominationId)
      : this.passing.run(nominationId, invitationId);
  }
}
