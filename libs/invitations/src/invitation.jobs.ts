import { z } from 'zod';
import { defineJob } from '#libs/platform';

/** Invitations that one delayed job carries at most. */
export const MOST_IN_JOB = 100;

const invitations = z.object({ invitationIds: z.array(z.uuid()).min(1).max(MOST_IN_JOB) });

/** Reminds people who have not answered; checks first who has not. */
export const remindInvitees = defineJob({
  queue: 'invitations',
  name: 'remind-invitees',
  payload: invitations,
});

/** Lets invitations lapse whose deadline is over; checks first which. */
export const lapseInvitations = defineJob({
  queue: 'invitations',
  name: 'lapse-invitations',
  payload: invitations,
});

/**
 * What an older release has queued or still queues beside this one: it told of an answer by this job, where this one tells
 * `invitation.confirmed` and `invitation.declined`. It is worked off, and nothing here makes a new one.
 */
export const formerAnnounceAnswer = defineJob({
  queue: 'invitations',
  name: 'announce-answer',
  payload: z.object({
    invitationId: z.uuid(),
    /** Absent in jobs of a release before that one. */
    version: z.int().optional(),
    wasConfirmed: z.boolean().optional(),
  }),
});
