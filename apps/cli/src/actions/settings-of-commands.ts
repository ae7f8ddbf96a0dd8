import {
  connectionProblem,
  type DatabaseUse,
  loadSettings,
  runtimeUrl,
  type Settings,
  sqlState,
  startEmbeddedPostgres,
  withDatabase,
  WORKER_ROLE,
} from '#libs/platform';
import { CommandError } from '../command-error.js';
import { checkDatabases } from '../stack/checks.js';
import { readInstance } from '../stack/instance-file.js';

/** The settings as the environment gives them, with the addresses of the database that are used. */
export function readSettings(uses: readonly DatabaseUse[]): Settings {
  return loadSettings(process.env, uses);
}

/** Whether sample people may be loaded; told without the rest of the settings, which a production may lack as well. */
export const isDemonstration = (): boolean => process.env.PLENARY_MODE === 'demonstration';

/**
 * Does work on the database that `start` uses with the same settings: the one that the settings name, else that of the
 * running instance, else the embedded one, started for as long as the work takes.
 * @throws CommandError in one sentence with the remedy, where the server lets nobody in as the settings say.
 */
export async function withRunningDatabase<Result>(
  uses: readonly DatabaseUse[],
  work: (settings: Settings) => Promise<Result>,
): Promise<Result> {
  const settings = readSettings(uses);
  if (!settings.database.embedded) {
    await checkDatabases(settings, uses, { isMigrated: false });
    return namingTheSetting(uses, settings, work);
  }
  const running = readInstance(settings.dataDir);
  if (running?.ownerUrl !== undefined)
    return namingTheSetting(uses, withDatabase(settings, running.ownerUrl), work);
  const server = await startEmbeddedPostgres({ dataDir: settings.dataDir });
  try {
    return await namingTheSetting(uses, withDatabase(settings, server.ownerUrl), work);
  } finally {
    await server.stop();
  }
}

/** Whoever signs in by a password that follows from PLENARY_SECRET is refused where another secret has been set since. */
async function namingTheSetting<Result>(
  uses: readonly DatabaseUse[],
  settings: Settings,
  work: (settings: Settings) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(settings);
  } catch (error) {
    if (!/^28/.test(sqlState(error) ?? '') || !uses.includes('worker')) throw error;
    const { database } = settings;
    const isDerived =
      database.ownerUrl !== '' &&
      database.workerUrl === runtimeUrl(database.ownerUrl, WORKER_ROLE, settings.secret);
    const setting = isDerived ? 'PLENARY_SECRET' : 'DATABASE_WORKER_URL';
    throw new CommandError(`${setting}: ${connectionProblem(error, database.workerUrl, WORKER_ROLE)}`);
  }
}
