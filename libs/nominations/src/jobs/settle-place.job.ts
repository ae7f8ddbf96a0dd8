import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { JobHandler } from '#libs/platform';
import { settlePlace } from '#libs/invitations';
import { FillPlaces } from '../use-cases/fill-places.js';
import { GivePlaceBack } from '../use-cases/give-place-back.js';

type Settled = z.output<typeof settlePlace.payload>;

/** An invitation was answered or has lapsed: a confirmed place stays used, one that is given up goes to the next. */
@Injectable()
export class SettlePlace extends JobHandler<Settled> {
  readonly job = settlePlace;

  constructor(
    private readonly giveBack: GivePlaceBack,
    private readonly filling: FillPlaces,
  ) {
    super();
  }

  async handle({ invitationId, nominationId, outcome }: Settled): Promise<void> {
    if (outcome === 'CONFIRMED') return;
    const place = await this.giveBack.run(nominationId, invitationId);
    if (place !== undefined) await this.filling.run(place);
  }
}
