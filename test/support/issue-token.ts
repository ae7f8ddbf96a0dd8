import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { newId, type UserActor } from '#libs/kernel';
import { hashSecret } from '#libs/access';

/** Puts an API token with all scopes into the database, behind the product's back, and gives its secret. */
export async function issueToken(
  admin: pg.Client | pg.Pool,
  actor: UserActor,
  scopes: readonly string[] = ['READ', 'WRITE'],
): Promise<string> {
  const secret = `plenary_${randomBytes(32).toString('base64url')}`;
  await admin.query(
    'INSERT INTO access.api_token (id, user_id, name, scopes, token_hash) VALUES ($1, $2, $3, $4, $5)',
    [newId(), actor.userId, 'Test', scopes, hashSecret(secret)],
  );
  return secret;
}
