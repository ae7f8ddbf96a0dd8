import { type Transaction } from '#libs/platform';

/** Topics of the event bus. The host watches its own, so that a recommendation or decision stirs nothing on a body's screen. */
export const INBOX_TOPIC = 'inbox';
export const NOMINATION_TOPIC = 'nomination';
export const HOST_NOMINATION_TOPIC = 'host-nomination';

/** Tells the watchers of a nomination that it changed: everybody's, or only the host's. */
export function announceChange(
  tx: Transaction,
  nomination: { readonly id: string; readonly conferenceId: string },
  to: 'everybody' | 'host',
): void {
  tx.announce(INBOX_TOPIC, nomination.conferenceId);
  tx.announce(HOST_NOMINATION_TOPIC, nomination.id);
  if (to === 'everybody') tx.announce(NOMINATION_TOPIC, nomination.id);
}
