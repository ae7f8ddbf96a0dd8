import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { newId, type UserActor } from '#libs/kernel';
import { hashSecret } from '#libs/access';

/** Puts a token of a body into the database, of a system that nominates, and gives its secret. */
export async function issueBodyToken(
  admin: pg.Client | pg.Pool,
  of: { readonly conferenceId: string; readonly bodyId: string; readonly madeBy: string },
  name = 'Register',
): Promise<string> {
  const userId = newId();
  await admin.query(
    `INSERT INTO access.app_user (id, name, conference_id, body_id, role, made_by) VALUES ($1, $2, $3, $4, 'PARTNER_NOMINATOR', $5)`,
    [userId, name, of.conferenceId, of.bodyId, of.madeBy],
  );
  return issueToken(admin, { userId }, ['READ', 'WRITE'], name);
}

/** Puts an API token with all scopes into the database, behind the product's back, and gives its secret. */
export async function issueToken(
  admin: pg.Client | pg.Pool,
  actor: Pick<UserActor, 'userId'>,
  scopes: readonly string[] = ['READ', 'WRITE'],
  name = 'Test',
): Promise<string> {
  const secret = `plenary_${randomBytes(32).toString('base64url')}`;
  await admin.query(
    'INSERT INTO access.api_token (id, user_id, name, scopes, token_hash) VALUES ($1, $2, $3, $4, $5)',
    [newId(), actor.userId, name, scopes, hashSecret(secret)],
  );
  return secret;
}
