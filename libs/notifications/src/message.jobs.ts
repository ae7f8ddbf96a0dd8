import { z } from 'zod';
import { defineJob } from '#libs/platform';

/** Messages that one job carries at most. */
export const MOST_IN_JOB = 50;

/**
 * Sends messages that wait. How often a message is tried, and when it has failed, is said by its own row and the
 * delivery policy; the job's own attempts meet faults of ours and a database that is away.
 */
export const sendMessages = defineJob({
  queue: 'mail',
  name: 'send-messages',
  payload: z.object({ messageIds: z.array(z.uuid()).min(1).max(MOST_IN_JOB) }),
  // Fifty messages at a mail server that lets each wait to the limit of its patience.
  timeoutMs: 600_000,
  mostBackoffMs: 60_000,
});
