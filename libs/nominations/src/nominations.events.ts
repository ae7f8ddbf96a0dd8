import { z } from 'zod';
import { defineEvent } from '#libs/platform';

/** A body has taken its nomination back, or whoever may for it. */
export const nominationWithdrawn = defineEvent({
  name: 'nomination.withdrawn',
  payload: z.object({
    nominationId: z.uuid(),
    /** Had a place by then; an undecided one gives its hold back in the act itself. */
    wasApproved: z.boolean(),
  }),
  key: ({ nominationId }) => nominationId,
});
