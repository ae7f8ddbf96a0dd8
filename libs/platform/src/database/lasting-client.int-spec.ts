import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain, type TestDatabase, testDatabase } from '#libs/testing';
import { LastingClient } from './lasting-client.js';
import { CONNECTION_LIMITS } from './session-options.js';

let test: TestDatabase;
let watcher: LastingClient;

beforeAll(async () => {
  test = await testDatabase();
  watcher = new LastingClient({ connectionString: test.superuserUrl });
  await watcher.connect();
});
afterAll(async () => {
  await watcher.end();
  await test.drop();
});

const open = async (): Promise<number> =>
  (await watcher.query(`SELECT FROM pg_stat_activity WHERE application_name = 'plenary-half'`)).rowCount ?? 0;

describe('a connection that cannot be made what we take for granted', () => {
  it('is refused, and not left open: nobody has it who could close it', async () => {
    const client = new LastingClient({
      connectionString: test.workerUrl,
      application_name: 'plenary-half',
      limits: { ...CONNECTION_LIMITS, lock_timeout: -5 },
    });
    await expect(client.connect()).rejects.toMatchObject({ code: '22023' });
    await drain(async () => (await open()) === 0, { what: 'the connection to be gone' });
  });
});
