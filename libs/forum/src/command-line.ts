import { Database, openDataSource, OutboxBell, type Settings, UnitOfWork } from '#libs/platform';

/** Work of the command line: as the worker, over a connection of its own, which ends with it. */
export async function atCommandLine<Result>(
  { database }: Pick<Settings, 'database'>,
  act: (work: UnitOfWork, connection: Database) => Promise<Result>,
): Promise<Result> {
  const source = openDataSource({ url: database.workerUrl, poolSize: 1, applicationName: 'plenary-command' });
  await source.initialize();
  try {
    const connection = new Database(source);
    return await act(new UnitOfWork(connection, new OutboxBell(connection)), connection);
  } finally {
    await source.destroy();
  }
}
