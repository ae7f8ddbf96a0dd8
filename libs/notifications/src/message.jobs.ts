import { z } from 'zod';
import { defineJob, type Transaction } from '#libs/platform';

/** Messages that one job carries at most. */
const MOST_IN_JOB = 50;

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

/** Promises to send messages; a job carries some of them, all of one conference. */
export function enqueueSending(
  tx: Transaction,
  messages: readonly { readonly id: string; readonly conferenceId: string | null }[],
  runAt?: Date,
): void {
  const conferences = new Map<string | null, string[]>();
  for (const { id, conferenceId } of messages) {
    const ids = conferences.get(conferenceId) ?? [];
    ids.push(id);
    conferences.set(conferenceId, ids);
  }
  for (const [conferenceId, ids] of conferences) {
    for (let from = 0; from < ids.length; from += MOST_IN_JOB) {
      tx.enqueue(sendMessages, { messageIds: ids.slice(from, from + MOST_IN_JOB) }, { conferenceId, runAt });
    }
  }
}
