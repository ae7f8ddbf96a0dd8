import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#libs/kernel';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { SweepMerges } from './sweep-merges.js';

describe('what facts of people said before a merge', () => {
  let server: TestDatabase;
  let admin: pg.Client;
  let worker: pg.Client;

  beforeAll(async () => {
    server = await testDatabase();
    admin = new pg.Client({ connectionString: server.superuserUrl });
    worker = new pg.Client({ connectionString: server.workerUrl });
    await Promise.all([admin.connect(), worker.connect()]);
    // The nominations are no matter here.
    await admin.query('SET session_replication_role = replica');
  });
  afterAll(async () => {
    await Promise.all([admin.end(), worker.end()]);
    await server.drop();
  });

  async function merge(days: number): Promise<string> {
    const [id, first, second] = [newId(), newId(), newId()];
    await admin.query(
      `INSERT INTO nominations.duplicate_merge (id, conference_id, first_id, second_id, nomination_id, facts, was, became, merged_by, merged_at)
       VALUES ($1, $2, $3, $4, $3, '{NAME}', '{"NAME": "Olive"}', '{"NAME": "Olive Specimen"}', $2, now() - $5 * interval '1 day')`,
      [id, newId(), first, second, days],
    );
    return id;
  }

  it('goes once nobody may undo it; that there was one, and of which facts, stays', async () => {
    const old = await merge(31);
    const young = await merge(29);
    const { statement } = new SweepMerges();
    expect((await worker.query(statement, [2_000])).rowCount).toBe(1);
    expect((await worker.query(statement, [2_000])).rowCount).toBe(0);
    const { rows } = await admin.query(
      'SELECT id, facts, was, became FROM nominations.duplicate_merge ORDER BY merged_at',
    );
    expect(rows).toEqual([
      { id: old, facts: ['NAME'], was: {}, became: {} },
      { id: young, facts: ['NAME'], was: { NAME: 'Olive' }, became: { NAME: 'Olive Specimen' } },
    ]);
  });
});
