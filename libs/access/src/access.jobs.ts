import { z } from 'zod';
import { defineJob } from '#libs/platform';

/** Tells a body's coordinators, some days before, that a token which is used will end. */
export const remindTokenEnding = defineJob({
  queue: 'access',
  name: 'remind-token-ending',
  payload: z.object({ tokenId: z.uuid() }),
});

/** Looks up who asked for a sign-in link, makes the link and hands its mail to the notifications. */
export const sendSignInLink = defineJob({
  queue: 'access',
  name: 'send-sign-in-link',
  payload: z.object({ requestId: z.uuid() }),
});
