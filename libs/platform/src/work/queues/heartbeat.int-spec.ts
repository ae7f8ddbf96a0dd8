import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain, type TestDatabase, testDatabase } from '#libs/testing';
import { Database, openDataSource } from '../../database/database.js';
import { type QueueBackend } from './queue-backend.js';
import { Heartbeat } from './heartbeat.js';

describe('the sign of life of a worker', () => {
  let test: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    test = await testDatabase();
    const source = openDataSource({ url: test.workerUrl, poolSize: 2, applicationName: 'heartbeat' });
    database = new Database(await source.initialize());
  });
  afterAll(async () => {
    await database.source.destroy();
    await test.drop();
  });

  it('ends with the worker, though one is under way just then', async () => {
    let answer: (isReachable: boolean) => void = () => undefined;
    let asked = 0;
    const backend = {
      kind: 'postgres',
      // The queue is slow to answer from the second time on.
      isReachable: () => {
        asked += 1;
        return asked === 1 ? Promise.resolve(true) : new Promise<boolean>((resolve) => (answer = resolve));
      },
    } as unknown as QueueBackend;
    const heartbeat = new Heartbeat(database, backend, 1_000, () => Promise.resolve());
    const workers = async () => (await database.pool.query('SELECT FROM platform.worker')).rowCount;
    await heartbeat.start();
    expect(await workers()).toBe(1);
    await drain(async () => asked > 1, { what: 'the second beat', timeoutMs: 10_000 });
    let isStopped = false;
    const stopped = heartbeat.stop().then(() => (isStopped = true));
    // Time enough to leave, had it not waited.
    for (let turn = 0; turn < 5; turn += 1) await database.pool.query('SELECT 1');
    expect(isStopped).toBe(false);
    answer(true);
    await stopped;
    expect(await workers()).toBe(0);
  });
});
