import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { defineListener, JobHandler } from '#libs/platform';
import { invitationDeclined } from '../invitation.events.js';
import { AnnounceAnswer } from '../use-cases/announce-answer.js';

const listener = defineListener(invitationDeclined, {
  queue: 'invitations',
  name: 'announce-answer-when-invitation-declined',
});

/** Who declines has it confirmed, and the body hears that its person will not come. */
@Injectable()
export class AnnounceAnswerWhenInvitationDeclined extends JobHandler<
  z.output<typeof invitationDeclined.payload>
> {
  readonly job = listener;

  constructor(private readonly announcing: AnnounceAnswer) {
    super();
  }

  handle(answer: z.output<typeof invitationDeclined.payload>): Promise<void> {
    return this.announcing.run(answer);
  }
}
