import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { defineListener, JobHandler } from '#libs/platform';
import { invitationDeclined } from '#libs/invitations';
import { InvitedSubject } from '../queries/invited-subject.js';
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

  constructor(
    private readonly passing: PassPlaceOn,
    private readonly invited: InvitedSubject,
  ) {
    super();
  }

  async handle({ invitationId }: z.output<typeof invitationDeclined.payload>): Promise<void> {
    const subjectId = await this.invited.of(invitationId);
    if (subjectId !== null) await this.passing.run(subjectId, invitationId);
  }
}
