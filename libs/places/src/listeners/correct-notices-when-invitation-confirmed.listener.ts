import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { defineListener, JobHandler } from '#libs/platform';
import { invitationConfirmed } from '#libs/invitations';
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

  constructor(private readonly filling: FillPlaces) {
    super();
  }

  handle({ nominationId }: z.output<typeof invitationConfirmed.payload>): Promise<void> {
    return this.filling.taken(nominationId);
  }
}
