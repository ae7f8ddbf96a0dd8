import { Database, openDataSource, type Settings } from '#libs/platform';
import { AccessOptions } from './access-options.js';
import { type DemonstrationUser, ListDemonstrationUsers } from './queries/demonstration-users.js';

/** Whoever runs the commands of a server holds its secret and its database, and needs no sign-in. */
export type CommandSettings = Pick<Settings, 'database' | 'mode' | 'secret' | 'http'>;

/** The sample people of a demonstration, one for each role first; nobody in production. */
export async function listSamplePeople(settings: CommandSettings): Promise<readonly DemonstrationUser[]> {
  const options = new AccessOptions({
    secret: settings.secret,
    publicUrl: settings.http.publicUrl,
    isDemonstration: settings.mode === 'demonstration',
  });
  return withDatabase(settings, (database) => new ListDemonstrationUsers(database, options).run());
}

/** Works on the database as the worker, and closes it. */
export async function withDatabase<Result>(
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
