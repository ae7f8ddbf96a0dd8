import { foldEmail, newId, type Role } from '#libs/kernel';
import { insertOf, type Transaction } from '#libs/platform';
import { APP_USER, ROLE_GRANT } from '../persistence/access.table.js';

const FIND_USER = 'SELECT id FROM access.app_user WHERE email_fold = $1';

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
  const person = { id: newId(), name, email, emailFold: fold, language, isDemonstration: isSample };
  const { text, values } = insertOf(APP_USER, person, 'ON CONFLICT (email_fold) DO NOTHING');
  tx.write(text, values);
  const [user] = await tx.query<{ id: string }>(FIND_USER, [fold]);
  if (user === undefined) throw new Error('A person vanished while being given a role');
  const grantId = newId();
  tx.insert(ROLE_GRANT, { id: grantId, userId: user.id, conferenceId, bodyId, role });
  return { userId: user.id, grantId };
}
