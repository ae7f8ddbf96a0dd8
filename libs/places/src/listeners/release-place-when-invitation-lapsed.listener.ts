import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { defineListener, JobHandler } from '#libs/platform';
import { invitationLapsed } from '#libs/invitations';
import { InvitedSubject } from '../queries/invited-subject.js';
import { PassPlaceOn } from '../use-cases/pass-place-on.js';

const listener = defineListener(invitationLapsed, {
  queue: 'nominations',
  name: 'release-place-when-invitation-lapsed',
});

/** Who does not answer in time gives the place up. */
@Injectable()
export class ReleasePlaceWhenInvitationLapsed extends JobHandler<z.output<typeof invitationLapsed.payload>> {
  readonly job = listener;

  constructor(
    private readonly passing: PassPlaceOn,
    private readonly invited: InvitedSubject,
  ) {
    super();
  }

  async handle({ invitationId }: z.output<typeof invitationLapsed.payload>): Promise<void> {
    const subjectId = await this.invited.of(invitationId);
    if (subjectId !== null) await this.passing.run(subjectId, invitationId);
  }
}
