import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { testDatabase, type TestDatabase } from './test-database.js';

let one: TestDatabase;
let other: TestDatabase;
beforeAll(async () => {
  [one, other] = await Promise.all([testDatabase(), testDatabase()]);
});
afterAll(() => Promise.all([one.drop(), other.drop()]));

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('a test database', () => {
  it('is migrated, and open to each role under its own name', async () => {
    for (const [url, role] of [
      [one.apiUrl, 'plenary_api'],
      [one.workerUrl, 'plenary_worker'],
    ] as const) {
      expect(await query(url, 'SELECT current_user AS role')).toEqual([{ role }]);
    }
    expect((await query(one.ownerUrl, 'SELECT name FROM plenary_migration')).length).toBeGreaterThan(0);
  });

  it('is nobody else’s', async () => {
    await query(one.ownerUrl, 'CREATE TABLE mine (id int)');
    expect(await query(other.ownerUrl, "SELECT to_regclass('mine') AS found")).toEqual([{ found: null }]);
  });

  it('can be had without migrations', async () => {
    const empty = await testDatabase({ empty: true });
    expect(await query(empty.ownerUrl, "SELECT to_regclass('plenary_migration') AS found")).toEqual([
      { found: null },
    ]);
    await empty.drop();
  });

  it('is gone once dropped, even while somebody is connected', async () => {
    const shortLived = await testDatabase({ empty: true });
    const client = new pg.Client({ connectionString: shortLived.ownerUrl });
    client.on('error', () => undefined);
    await client.connect();
    await shortLived.drop();
    await expect(query(shortLived.ownerUrl, 'SELECT 1')).rejects.toThrow('does not exist');
  });
});
