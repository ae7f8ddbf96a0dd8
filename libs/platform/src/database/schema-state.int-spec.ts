import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type TestDatabase, testDatabase, testSettings } from '#libs/testing';
import { migrate } from './migrate.js';
import { migrationFiles } from './migrations.js';
import { refuseOtherSchema } from './schema-state.js';

let database: TestDatabase;

beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.drop());

async function as<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** As a newer version would have left it. */
const migratedByNewer = () =>
  as(database.ownerUrl, (client) =>
    client.query(`INSERT INTO public.plenary_migration ("timestamp", name)
      VALUES (1999999999001, 'FlyingRooms1999999999001'), (1999999999002, 'Teleport1999999999002')`),
  );

const NEWER =
  'The database was migrated by a newer Plenary than this one (it has FlyingRooms1999999999001 and 1 more); start the newer version, or restore a backup that this version has made.';

describe('a program and a database of different versions', () => {
  it('agree where all migrations of the program have run, whichever role asks', async () => {
    for (const url of [database.ownerUrl, database.apiUrl, database.workerUrl])
      await expect(as(url, refuseOtherSchema)).resolves.toBeUndefined();
  });

  it('part where the database is newer: nothing is migrated, and no process starts', async () => {
    await migratedByNewer();
    const count = () =>
      as(
        database.ownerUrl,
        async (client) => (await client.query('SELECT FROM public.plenary_migration')).rowCount,
      );
    const before = await count();
    await expect(migrate(await testSettings(database))).rejects.toMatchObject({
      name: 'WrongSchema',
      message: NEWER,
    });
    await expect(as(database.apiUrl, refuseOtherSchema)).rejects.toThrow(NEWER);
    await expect(as(database.workerUrl, refuseOtherSchema)).rejects.toThrow(NEWER);
    expect(await count()).toBe(before);
  });

  it('part where the database is older: migrate comes first', async () => {
    await as(database.ownerUrl, (client) =>
      client.query(
        'DELETE FROM public.plenary_migration WHERE id = (SELECT max(id) FROM public.plenary_migration)',
      ),
    );
    await expect(as(database.apiUrl, refuseOtherSchema)).rejects.toThrow(
      `The database lacks 1 of this program's migrations; run "npm run plenary -- migrate" first.`,
    );
    await as(database.ownerUrl, (client) => client.query('DROP TABLE public.plenary_migration'));
    await expect(as(database.apiUrl, refuseOtherSchema)).rejects.toThrow(
      `The database lacks ${migrationFiles().length} of this program's migrations`,
    );
  });
});
