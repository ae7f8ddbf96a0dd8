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
  { role, bodyId, ...person }: NewStaff,
): Promise<{ readonly userId: string; readonly grantId: string }> {
  const userId = await addPerson(tx, person);
  const grantId = newId();
  tx.insert(ROLE_GRANT, { id: grantId, userId, conferenceId, bodyId, role });
  return { userId, grantId };
}

const IS_FOCAL_POINT = `SELECT FROM access.role_grant WHERE user_id = $1 AND organisation_id = $2 AND revoked_at IS NULL`;

/** Lets somebody answer for an organisation, for whoever holds the database; who does already stays so. */
export async function addFocalPoint(
  tx: Transaction,
  conferenceId: string,
  person: Omit<NewStaff, 'role' | 'bodyId'>,
  organisation: { readonly id: string; readonly name: string },
): Promise<void> {
  const userId = await addPerson(tx, person);
  if ((await tx.query(IS_FOCAL_POINT, [userId, organisation.id])).length > 0) return;
  const within = { bodyId: null, organisationId: organisation.id, organisationName: organisation.name };
  tx.insert(ROLE_GRANT, { id: newId(), userId, conferenceId, role: 'FOCAL_POINT', ...within });
}

/** Somebody without a role yet; a known address keeps its person. */
export async function addPerson(
  tx: Transaction,
  { name, email, language, isSample }: Omit<NewStaff, 'role' | 'bodyId'>,
): Promise<string> {
  const fold = foldEmail(email);
  const person = { id: newId(), name, email, emailFold: fold, language, isDemonstration: isSample };
  const { text, values } = insertOf(APP_USER, person, 'ON CONFLICT (email_fold) DO NOTHING');
  tx.write(text, values);
  const [user] = await tx.query<{ id: string }>(FIND_USER, [fold]);
  if (user === undefined) throw new Error('A person vanished while being given a role');
  return user.id;
}
