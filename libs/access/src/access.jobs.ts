import { z } from 'zod';
import { defineJob } from '#libs/platform';

/** Looks up who asked for a sign-in link, makes the link and hands its mail to the notifications. */
export const sendSignInLink = defineJob({
  queue: 'access',
  name: 'send-sign-in-link',
  payload: z.object({ requestId: z.uuid() }),
});
