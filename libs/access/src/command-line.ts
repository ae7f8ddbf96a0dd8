import { randomUUID } from 'node:crypto';
import { foldEmail, type GrantFact, SystemClock, type UserActor } from '#libs/kernel';
import { Commands, Database, openDataSource, OutboxBell, type Settings, UnitOfWork } from '#libs/platform';
import { AccessOptions } from './access-options.js';
import { API_TOKEN_SCOPES } from './domain/api-token.js';
import { FIND_USER_BY_EMAIL } from './persistence/credential.statements.js';
import { type DemonstrationUser, ListDemonstrationUsers } from './queries/demonstration-users.js';
import { CreateApiToken } from './use-cases/create-api-token.js';

/** Whoever runs the commands of a server holds its secret and its database, and needs no sign-in. */
type CommandSettings = Pick<Settings, 'database' | 'mode' | 'secret' | 'http'>;

/**
 * Makes an API token of the person with this address, with all scopes and no end, as if they had made it themselves.
 * @returns its secret, or undefined where nobody signs in with the address.
 */
export async function issueApiToken(settings: CommandSettings, email: string): Promise<string | undefined> {
  return withDatabase(settings, async (database) => {
    const user = await findUser(database, email);
    if (!user) return undefined;
    const unitOfWork = new UnitOfWork(database, new OutboxBell(database));
    const commands = new Commands(database, unitOfWork);
    const request = { idempotencyKey: randomUUID(), name: 'Command line', scopes: API_TOKEN_SCOPES };
    const { secret } = await new CreateApiToken(commands, database, new SystemClock()).run(user, request);
    return secret ?? undefined;
  });
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

async function findUser(database: Database, email: string): Promise<UserActor | undefined> {
  const [row] = await database.read<{ user_id: string; grants: GrantFact[] }>(
    { kind: 'sign-in' },
    FIND_USER_BY_EMAIL,
    [foldEmail(email)],
  );
  if (!row) return undefined;
  const { user_id: userId, grants } = row;
  return { kind: 'user', userId, grants, canWrite: true, via: 'session', credentialId: '' };
}

async function withDatabase<Result>(
  { database }: CommandSettings,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const source = openDataSource({ url: database.apiUrl, poolSize: 1, applicationName: 'plenary-command' });
  await source.initialize();
  try {
    return await work(new Database(source));
  } finally {
    await source.destroy();
  }
}
