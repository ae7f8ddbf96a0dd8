import { z } from 'zod';
import { defineJob } from '#libs/platform';

/** Forgets the bytes of a file whose row is gone. */
export const forgetFile = defineJob({
  queue: 'attachments',
  name: 'forget-file',
  payload: z.object({ attachmentId: z.uuid() }),
});
