import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { JobHandler } from '#libs/platform';
import { settlePlace } from '#libs/invitations';
import { FillPlaces } from '../use-cases/fill-places.js';
import { ReleasePlace } from '../use-cases/release-place.js';

type Settled = z.output<typeof settlePlace.payload>;

/**
 * An invitation was answered or has lapsed: a place that is given up goes to the next. A confirmed one stays used; whoever
 * has taken it back by that leaves the host less to hear of.
 */
@Injectable()
export class SettlePlace extends JobHandler<Settled> {
  readonly job = settlePlace;

  constructor(
    private readonly releasePlace: ReleasePlace,
    private readonly filling: FillPlaces,
  ) {
    super();
  }

  async handle({ invitationId, nominationId, outcome }: Settled): Promise<void> {
    if (outcome === 'CONFIRMED') return this.filling.taken(nominationId);
    const place = await this.releasePlace.run(nominationId, invitationId);
    if (place !== undefined) await this.filling.run(place);
  }
}
