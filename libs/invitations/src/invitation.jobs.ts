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

/** Tells those whom an answer concerns. */
export const announceAnswer = defineJob({
  queue: 'invitations',
  name: 'announce-answer',
  payload: z.object({
    invitationId: z.uuid(),
    /** The invitation's at the answer: a later answer is announced by its own job. Absent in jobs of an older release. */
    version: z.int().optional(),
    /** Declined after it had been accepted. */
    wasConfirmed: z.boolean().optional(),
  }),
});

/**
 * An invitation has ended one way or the other: the context that keeps the places acts on it. CONFIRMED uses the place
 * as long as that stands; DECLINED and LAPSED free it, unless the answer was changed meanwhile (`Invitations.isGivenUp`).
 * May come twice, and never for an invitation that was cancelled.
 */
export const settlePlace = defineJob({
  queue: 'nominations',
  name: 'settle-place',
  payload: z.object({
    invitationId: z.uuid(),
    nominationId: z.uuid(),
    outcome: z.enum(['CONFIRMED', 'DECLINED', 'LAPSED']),
  }),
});
