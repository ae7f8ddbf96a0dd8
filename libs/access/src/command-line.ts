import { type Actor, mailboxSpellings, newId } from '#libs/kernel';
import { Database, openDataSource, OutboxBell, type Settings, UnitOfWork } from '#libs/platform';
import { AccessOptions } from './access-options.js';
import { ACCESS_ACTIONS } from './domain/audit-actions.js';
import { partsOfScope } from './domain/api-token.js';
import { hashSecret, newApiToken } from './domain/secrets.js';
import { API_TOKEN } from './persistence/access.table.js';
import { auditUser } from './persistence/session.statements.js';
import { type DemonstrationUser, ListDemonstrationUsers } from './queries/demonstration-users.js';

const COMMAND_LINE: Actor = { kind: 'system', task: 'create-token' };
const SCOPE = 'READ_AND_WRITE';
const FIND = `SELECT u.id, ARRAY(SELECT DISTINCT g.conference_id FROM access.role_grant g WHERE g.user_id = u.id AND g.revoked_at IS NULL)
    AS conferences FROM access.app_user u WHERE u.email_fold = ANY ($1::text[]) AND u.disabled_at IS NULL
  ORDER BY lower(u.email) = lower($2) DESC LIMIT 1`;

/** Whoever runs the commands of a server holds its secret and its database, and needs no sign-in. */
type CommandSettings = Pick<Settings, 'database' | 'mode' | 'secret' | 'http'>;

/**
 * Makes an API token of the person with this address, to read and write, without an end; it is listed among the person's own.
 * The trail says that it was made by the installation, for nobody can tell who typed the command.
 * @returns its secret, or undefined where nobody signs in with the address.
 */
export async function issueApiToken(settings: CommandSettings, email: string): Promise<string | undefined> {
  return withDatabase(settings, (database) =>
    new UnitOfWork(database, new OutboxBell(database)).run(COMMAND_LINE, async (tx) => {
      const [user] = await tx.query<{ id: string; conferences: string[] }>(FIND, [
        mailboxSpellings(email.trim()),
        email.trim(),
      ]);
      if (user === undefined) return undefined;
      const [id, token] = [newId(), newApiToken()];
      tx.insert(API_TOKEN, {
        id,
        userId: user.id,
        name: 'Command line',
        scopes: partsOfScope(SCOPE),
        tokenHash: hashSecret(token),
      });
      const details = { apiTokenId: id, scope: SCOPE };
      auditUser(tx, user.id, ACCESS_ACTIONS.tokenCreated, user.conferences, details);
      return token;
    }),
  );
}

/** The sample people of a demonstration, one for each role first; nobody in production. */
export async function listSamplePeople(settings: CommandSettings): Promise<readonly DemonstrationUser[]> {
  const options = new AccessOptions({
    secret: settings.secret,
    publicUrl: settings.http.publicUrl,
    isDemonstration: settings.mode === 'demonstration',
  });
  return withDatabase(settings, (database) => new ListDemonstrationUsers(database, options).run());
}

async function withDatabase<Result>(
  { database }: CommandSettings,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const source = openDataSource({ url: database.workerUrl, poolSize: 1, applicationName: 'plenary-command' });
  await source.initialize();
  try {
    return await work(new Database(source));
  } finally {
    await source.destroy();
  }
}
