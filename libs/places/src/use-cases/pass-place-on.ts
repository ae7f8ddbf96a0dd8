import { Injectable } from '@nestjs/common';
import { FillPlaces } from './fill-places.js';
import { ReleasePlace } from './release-place.js';

/** A place that a subject used goes back to the quota, and from there to the next. Safe to run twice. */
@Injectable()
export class PassPlaceOn {
  constructor(
    private readonly releasePlace: ReleasePlace,
    private readonly filling: FillPlaces,
  ) {}

  /**
   * Two steps, so that the second is done even if the first was done by a run that died. `invitationId`: the invitation by whose
   * answer it is given up, unless that was changed meanwhile.
   */
  async run(subjectId: string, invitationId: string | null = null): Promise<void> {
    const place = await this.releasePlace.run(subjectId, invitationId);
    if (place !== undefined) await this.filling.run(place);
  }
}
