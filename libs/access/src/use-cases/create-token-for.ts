import { type Actor, foldEmail, newId } from '#libs/kernel';
import { Database, openDataSource, OutboxBell, type Settings, UnitOfWork } from '#libs/platform';
import { ACCESS_ACTIONS } from '../domain/access.events.js';
import { API_TOKEN_SCOPES } from '../domain/api-token.js';
import { hashSecret, newApiToken } from '../domain/secrets.js';
import { INSERT_API_TOKEN } from '../persistence/api-token.statements.js';
import { auditUser } from '../persistence/session.statements.js';

const COMMAND_LINE: Actor = { kind: 'system', task: 'create-token' };
const FIND = `SELECT u.id, ARRAY(SELECT DISTINCT g.conference_id FROM access.role_grant g WHERE g.user_id = u.id AND g.revoked_at IS NULL)
    AS conferences FROM access.app_user u WHERE u.email_fold = $1 AND u.disabled_at IS NULL`;

/**
 * A personal API token for the person with this address, for the command line: whoever may run it holds the database
 * anyway. It reads and writes, does not expire, and is listed among the person's tokens.
 * @returns undefined where nobody signs in with this address.
 */
export async function createTokenFor(
  { database }: Pick<Settings, 'database'>,
  email: string,
  name = 'command line',
): Promise<string | undefined> {
  const source = openDataSource({ url: database.workerUrl, poolSize: 1, applicationName: 'plenary-token' });
  await source.initialize();
  try {
    const opened = new Database(source);
    return await new UnitOfWork(opened, new OutboxBell(opened)).run(COMMAND_LINE, async (tx) => {
      const [user] = await tx.query<{ id: string; conferences: string[] }>(FIND, [foldEmail(email.trim())]);
      if (user === undefined) return undefined;
      const [id, token] = [newId(), newApiToken()];
      tx.write(INSERT_API_TOKEN, [id, user.id, name, API_TOKEN_SCOPES, hashSecret(token), null]);
      auditUser(tx, user.id, ACCESS_ACTIONS.tokenCreated, user.conferences, {
        apiTokenId: id,
        scopes: API_TOKEN_SCOPES,
      });
      return token;
    });
  } finally {
    await source.destroy();
  }
}
