import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { defineListener, JobHandler } from '#libs/platform';
import { invitationDeclined } from '#libs/invitations';
import { PassPlaceOn } from '../use-cases/pass-place-on.js';

const listener = defineListener(invitationDeclined, {
  queue: 'nominations',
  name: 'release-place-when-invitation-declined',
});

/** Who will not come gives the place up, unless the answer was changed meanwhile. */
@Injectable()
export class ReleasePlaceWhenInvitationDeclined extends JobHandler<
  z.output<typeof invitationDeclined.payload>
> {
  readonly job = listener;

  constructor(private readonly passing: PassPlaceOn) {
    super();
  }

  handle({ nominationId, invitationId }: z.output<typeof invitationDeclined.payload>): Promise<void> {
    return this.passing.run(nominationId, invitationId);
  }
}
