import { newId } from '#libs/kernel';
import { FromNow, type Transaction } from '#libs/platform';
import { ACCESS_ACTIONS } from '../domain/audit-actions.js';
import { hashSecret, newSecret } from '../domain/secrets.js';
import { SESSION } from './access.table.js';

/** Seconds that a session lasts at most: seven days; a day without any request ends it earlier. */
export const SESSION_SECONDS = 7 * 24 * 3_600;

const CONFERENCES_OF = `SELECT DISTINCT conference_id FROM access.role_grant WHERE user_id = $1 AND revoked_at IS NULL`;
const END_SESSION = `UPDATE access.session SET revoked_at = clock_timestamp() WHERE id = $1 AND revoked_at IS NULL`;

/**
 * For a database that was restored: who was signed in then may have been signed out since, by themselves or by somebody else,
 * and a link may have been used. What has not been mailed yet is good from its mailing on.
 */
export const END_RESTORED_SIGN_INS: readonly string[] = [
  'UPDATE access.session SET revoked_at = clock_timestamp() WHERE revoked_at IS NULL',
  'UPDATE access.sign_in_link SET expires_at = clock_timestamp() WHERE expires_at > clock_timestamp()',
];

/** Gives a session that is still good another secret, for whoever signs in again by what `from` and `condition` say. */
const renewal = (from: string, condition: string, next: string): string =>
  `UPDATE access.session s SET token_hash = $2 FROM access.app_user u${from}
  WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp()
    AND u.id = s.user_id AND u.disabled_at IS NULL AND ${condition}
  RETURNING s.user_id, ${next} AS next`;

/** By the link that has opened it, while that is not over; $3 is the hash of its secret. */
export const RENEW_BY_LINK = renewal(
  ' JOIN access.sign_in_link l ON l.user_id = u.id',
  'l.token_hash = $3 AND l.used_at IS NOT NULL AND l.expires_at > clock_timestamp()',
  'l.next_path',
);

/** As a sample person, for as long as a link would be good. */
export const RENEW_AS_DEMONSTRATION_USER = renewal(
  '',
  `u.is_demonstration AND s.created_at > clock_timestamp() - interval '15 minutes'`,
  'NULL::text',
);

/** A session, and the secret for its cookie; only the hash of that is kept. */
export interface OpenSession {
  readonly id: string;
  readonly secret: string;
}

/**
 * Opens a session under a new secret, never under one that the browser brought along (fixation); the session that it
 * brought along, if any, ends.
 */
export async function openSession(
  tx: Transaction,
  userId: string,
  previousSessionId: string | undefined,
): Promise<OpenSession> {
  const [id, secret] = [newId(), newSecret()];
  const expiresAt = FromNow.seconds(SESSION_SECONDS);
  tx.insert(SESSION, { id, userId, tokenHash: hashSecret(secret), expiresAt });
  if (previousSessionId !== undefined) tx.write(END_SESSION, [previousSessionId]);
  await auditSignIn(tx, userId, ACCESS_ACTIONS.signedIn);
  return { id, secret };
}

/**
 * Gives a session another secret, by one of the statements above; the secret before it opens nothing any more, and the
 * other session that the browser brought along, if any, ends. Undefined when the session or its link is over.
 *
 * The trail tells it as what it is: nobody has signed in a second time, but a secret died that somebody may hold.
 */
export async function renewSession(
  tx: Transaction,
  sessionId: string,
  by: { readonly statement: string; readonly values: readonly unknown[] },
  previousSessionId: string | undefined,
): Promise<(OpenSession & { readonly next: string | null }) | undefined> {
  const secret = newSecret();
  const [renewed] = await tx.query<{ user_id: string; next: string | null }>(by.statement, [
    sessionId,
    hashSecret(secret),
    ...by.values,
  ]);
  if (renewed === undefined) return undefined;
  if (previousSessionId !== undefined && previousSessionId !== sessionId)
    tx.write(END_SESSION, [previousSessionId]);
  await auditSignIn(tx, renewed.user_id, ACCESS_ACTIONS.sessionRenewed);
  return { id: sessionId, secret, next: renewed.next };
}

/** Whoever signs in has no grants yet that we know of. */
async function auditSignIn(tx: Transaction, userId: string, action: string): Promise<void> {
  const conferences = await tx.query<{ conference_id: string }>(CONFERENCES_OF, [userId]);
  auditUser(
    tx,
    userId,
    action,
    conferences.map((row) => row.conference_id),
  );
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
