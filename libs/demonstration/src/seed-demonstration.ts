import { type Actor } from '#libs/kernel';
import { Database, openDataSource, OutboxBell, type Settings, UnitOfWork } from '#libs/platform';
import { loadReference } from './load-reference.js';

const SEED: Actor = { kind: 'system', task: 'demonstration' };

/**
 * Loads the demonstration conference into a migrated database, once: London 2011 with its bodies, one sample person for
 * each role, and nominations in every state.
 * @returns false where it was there already.
 */
export async function seedDemonstration(settings: Pick<Settings, 'database'>): Promise<boolean> {
  return withWorkerDatabase(settings, (unitOfWork) => unitOfWork.run(SEED, loadReference));
}

async function withWorkerDatabase<T>(
  { database }: Pick<Settings, 'database'>,
  work: (unitOfWork: UnitOfWork) => Promise<T>,
): Promise<T> {
  const source = openDataSource({ url: database.workerUrl, poolSize: 2, applicationName: 'plenary-seed' });
  await source.initialize();
  try {
    const opened = new Database(source);
    return await work(new UnitOfWork(opened, new OutboxBell(opened)));
  } finally {
    await source.destroy();
  }
}
