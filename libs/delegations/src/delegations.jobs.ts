import { z } from 'zod';
import { defineJob } from '#libs/platform';

/** Ends an invitation that nobody has answered in time. */
export const lapseOrganisationInvitation = defineJob({
  queue: 'delegations',
  name: 'lapse-organisation-invitation',
  payload: z.object({ invitationId: z.uuid() }),
});
