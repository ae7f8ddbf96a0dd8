import { z } from 'zod';
import { defineEvent } from '#libs/platform';

/** What the invitation is for, whoever hears it asks `Invitations.sourceOf`. */
const invitation = z.object({ invitationId: z.uuid() });
/** The invitation's version with this answer: who changes an answer tells another fact. */
const answer = invitation.extend({ version: z.int() });
const keyOfAnswer = ({ invitationId, version }: z.output<typeof answer>) => `${invitationId}:${version}`;

/** The person will come, maybe after all. */
export const invitationConfirmed = defineEvent({
  name: 'invitation.confirmed',
  payload: answer,
  key: keyOfAnswer,
});

/** The person will not come. The answer may have changed by the time that somebody hears it (`Invitations.isGivenUp`). */
export const invitationDeclined = defineEvent({
  name: 'invitation.declined',
  payload: answer.extend({
    /** Declined after it had been accepted. */
    wasConfirmed: z.boolean(),
  }),
  key: keyOfAnswer,
});

/** Nobody answered in time. */
export const invitationLapsed = defineEvent({
  name: 'invitation.lapsed',
  payload: invitation,
  key: ({ invitationId }) => invitationId,
});
