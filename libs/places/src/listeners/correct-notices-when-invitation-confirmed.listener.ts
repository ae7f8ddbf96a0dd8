import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { defineListener, JobHandler } from '#libs/platform';
import { invitationConfirmed } from '#libs/invitations';
import { InvitedSubject } from '../queries/invited-subject.js';
import { FillPlaces } from '../use-cases/fill-places.js';

const listener = defineListener(invitationConfirmed, {
  queue: 'nominations',
  name: 'correct-notices-when-invitation-confirmed',
});

/** Who accepts after all has the place again: the host hears no more of it as free. */
@Injectable()
export class CorrectNoticesWhenInvitationConfirmed extends JobHandler<
  z.output<typeof invitationConfirmed.payload>
> {
  readonly job = listener;

  constructor(
    private readonly filling: FillPlaces,
    private readonly invited: InvitedSubject,
  ) {
    super();
  }

  async handle({ invitationId }: z.output<typeof invitationConfirmed.payload>): Promise<void> {
    const subjectId = await this.invited.of(invitationId);
    if (subjectId !== null) await this.filling.taken(subjectId);
  }
}
