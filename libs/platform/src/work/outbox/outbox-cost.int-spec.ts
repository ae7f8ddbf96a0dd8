import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { buffersOf, testDatabase, type TestDatabase } from '#libs/testing';
import { ANY_LOST, BEAT, TAKE_LOST, TAKE_NEW } from './outbox.statements.js';

const JOBS = ['x/x'];

describe('an outbox with 20,000 rows of which nothing is due', () => {
  let server: TestDatabase;
  let admin: pg.Client;

  beforeAll(async () => {
    server = await testDatabase();
    admin = new pg.Client({ connectionString: server.superuserUrl });
    await admin.connect();
    // Half is done; half waits in the queue for its day, as reminders do.
    await admin.query(
      `INSERT INTO platform.outbox (id, queue, job, payload, run_at, relayed_at, done_at)
       SELECT gen_random_uuid(), 'x', 'x', '{}', now() + n % 2 * interval '9 days', now() - interval '1 hour',
         CASE WHEN n % 2 = 0 THEN now() END FROM generate_series(1, 20000) n`,
    );
    await admin.query('VACUUM (ANALYZE) platform.outbox');
  });
  afterAll(async () => {
    await admin.end();
    await server.drop();
  });

  const query = async (texts: readonly string[]): Promise<Record<string, unknown>[][]> => {
    const answers: Record<string, unknown>[][] = [];
    for (const text of texts) answers.push((await admin.query<Record<string, unknown>>(text)).rows);
    return answers;
  };

  it.each([
    ['the look for lost jobs', ANY_LOST, [JOBS, 60_000]],
    ['the taking of lost jobs', TAKE_LOST, [100, JOBS, 60_000]],
    ['the taking of new ones', TAKE_NEW, [100, JOBS]],
    ['the beat of the worker', BEAT, ['00000000-0000-7000-8000-000000000001', 'postgres', true]],
  ])('%s reads next to nothing', async (_what, text, values) => {
    expect(await buffersOf(query, { text, values })).toBeLessThanOrEqual(30);
  });
});
