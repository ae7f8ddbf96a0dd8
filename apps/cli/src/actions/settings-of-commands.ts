import {
  type DatabaseUse,
  loadSettings,
  type Settings,
  startEmbeddedPostgres,
  withDatabase,
} from '#libs/platform';
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
 */
export async function withRunningDatabase<Result>(
  uses: readonly DatabaseUse[],
  work: (settings: Settings) => Promise<Result>,
): Promise<Result> {
  const settings = readSettings(uses);
  if (!settings.database.embedded) {
    await checkDatabases(settings, uses, { isMigrated: false });
    return work(settings);
  }
  const running = readInstance(settings.dataDir);
  if (running?.ownerUrl !== undefined) return work(withDatabase(settings, running.ownerUrl));
  const server = await startEmbeddedPostgres({ dataDir: settings.dataDir });
  try {
    return await work(withDatabase(settings, server.ownerUrl));
  } finally {
    await server.stop();
  }
}
