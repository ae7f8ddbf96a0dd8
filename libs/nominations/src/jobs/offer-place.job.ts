import { Injectable } from '@nestjs/common';
import { JobHandler } from '#libs/platform';
import { offerPlace } from '../nominations.jobs.js';
import { FillPlaces } from '../use-cases/fill-places.js';
import { ReleasePlace } from '../use-cases/release-place.js';

/** An approved nomination was withdrawn: its place goes to the next. */
@Injectable()
export class OfferPlace extends JobHandler<{ nominationId: string }> {
  readonly job = offerPlace;

  constructor(
    private readonly releasePlace: ReleasePlace,
    private readonly filling: FillPlaces,
  ) {
    super();
  }

  /** Two steps, so that the second is done even if the first was done by a run that died. */
  async handle({ nominationId }: { nominationId: string }): Promise<void> {
    const place = await this.releasePlace.run(nominationId);
    if (place !== undefined) await this.filling.run(place);
  }
}
