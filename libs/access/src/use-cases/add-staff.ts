import { foldEmail, newId, type Role } from '#libs/kernel';
import { type Transaction } from '#libs/platform';

const INSERT_USER = `INSERT INTO access.app_user (id, name, email, email_fold, language, is_demonstration)
  VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (email_fold) DO NOTHING`;
const FIND_USER = 'SELECT id FROM access.app_user WHERE email_fold = $1';
const INSERT_GRANT = `INSERT INTO access.role_grant (id, user_id, conference_id, body_id, role) VALUES ($1, $2, $3, $4, $5)`;

/** Somebody who works for a conference from its first day. */
export interface NewStaff {
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly role: Role;
  readonly bodyId: string | null;
  /** A sample person, as whom anybody may sign in to a demonstration. */
  readonly isSample: boolean;
}

/**
 * Gives a role in a conference that has no administrator yet, for whoever holds the database; later roles are given by
 * `grantRole`. A known address keeps its person. Answers the ids of person and grant.
 */
export async function addStaff(
  tx: Transaction,
  conferenceId: string,
  { name, email, language, role, bodyId, isSample }: NewStaff,
): Promise<{ readonly userId: string; readonly grantId: string }> {
  const fold = foldEmail(email);
  tx.write(INSERT_USER, [newId(), name, email, fold, language, isSample]);
  const [user] = await tx.query<{ id: string }>(FIND_USER, [fold]);
  if (user === undefined) throw new Error('A person vanished while being given a role');
  const grantId = newId();
  tx.write(INSERT_GRANT, [grantId, user.id, conferenceId, bodyId, role]);
  return { userId: user.id, grantId };
}
