import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { defineListener, JobHandler } from '#libs/platform';
import { invitationConfirmed } from '../invitation.events.js';
import { AnnounceAnswer } from '../use-cases/announce-answer.js';

const listener = defineListener(invitationConfirmed, {
  queue: 'invitations',
  name: 'announce-answer-when-invitation-confirmed',
});

/** Who accepts has it confirmed; of the body hears who was told of a decline before. */
@Injectable()
export class AnnounceAnswerWhenInvitationConfirmed extends JobHandler<
  z.output<typeof invitationConfirmed.payload>
> {
  readonly job = listener;

  constructor(private readonly announcing: AnnounceAnswer) {
    super();
  }

  handle(answer: z.output<typeof invitationConfirmed.payload>): Promise<void> {
    return this.announcing.run(answer);
  }
}
