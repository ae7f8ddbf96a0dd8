import { newId } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { ACCESS_ACTIONS } from '../domain/access.events.js';
import { hashSecret, newSecret } from '../domain/secrets.js';

/** Seconds that a session lasts at most: seven days; a day without any request ends it earlier. */
export const SESSION_SECONDS = 7 * 24 * 3_600;

const INSERT_SESSION = `INSERT INTO access.session (id, user_id, token_hash, expires_at)
  VALUES ($1, $2, $3, clock_timestamp() + $4::integer * interval '1 second')`;
const CONFERENCES_OF = `SELECT DISTINCT conference_id FROM access.role_grant WHERE user_id = $1 AND revoked_at IS NULL`;
const END_SESSION = `UPDATE access.session SET revoked_at = clock_timestamp() WHERE id = $1 AND revoked_at IS NULL`;

/**
 * Opens a session under a new secret, never under one that the browser brought along (fixation); the session that it
 * brought along, if any, ends. Returns the secret for the cookie; only its hash is kept.
 */
export async function openSession(
  tx: Transaction,
  userId: string,
  previousSessionId: string | undefined,
): Promise<{ readonly secret: string }> {
  const secret = newSecret();
  tx.write(INSERT_SESSION, [newId(), userId, hashSecret(secret), SESSION_SECONDS]);
  if (previousSessionId !== undefined) tx.write(END_SESSION, [previousSessionId]);
  const conferences = await tx.query<{ conference_id: string }>(CONFERENCES_OF, [userId]);
  auditUser(
    tx,
    userId,
    ACCESS_ACTIONS.signedIn,
    conferences.map((row) => row.conference_id),
  );
  return { secret };
}

/** Whether there was a session to end. */
export async function endSession(tx: Transaction, sessionId: string): Promise<boolean> {
  return (await tx.execute(END_SESSION, [sessionId])) === 1;
}

/** An entry in the trail of every conference that the user works for; without one, a single entry that none shows. */
export function auditUser(
  tx: Transaction,
  userId: string,
  action: string,
  conferenceIds: readonly string[],
  details: Readonly<Record<string, unknown>> = {},
): void {
  for (const conferenceId of conferenceIds.length > 0 ? new Set(conferenceIds) : [null]) {
    tx.audit({ conferenceId, action, subjectType: 'user', subjectId: userId, details });
  }
}
