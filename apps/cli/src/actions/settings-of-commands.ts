import { loadSettings, type Settings, startEmbeddedPostgres, withDatabase } from '#libs/platform';
import { checkDatabase } from '../stack/checks.js';
import { readInstance } from '../stack/instance-file.js';

/** The settings as the environment gives them. */
export function readSettings(): Settings {
  return loadSettings(process.env);
}

/** Whether sample people may be loaded; told without the rest of the settings, which a production may lack as well. */
export const isDemonstration = (): boolean => process.env.PLENARY_MODE === 'demonstration';

/**
 * Does work on the database that `start` uses with the same settings: the one that DATABASE_URL names, else that of the
 * running instance, else the embedded one, started for as long as the work takes.
 */
export async function withRunningDatabase<Result>(
  work: (settings: Settings) => Promise<Result>,
): Promise<Result> {
  const settings = readSettings();
  if (!settings.database.embedded) {
    await checkDatabase(settings.database.ownerUrl);
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
