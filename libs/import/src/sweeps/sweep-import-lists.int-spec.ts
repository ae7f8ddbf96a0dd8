import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#libs/kernel';
import { buildWorld, type World } from '#libs/nominations/testing';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { SweepImportLists } from './sweep-import-lists.js';

describe('the rows of lists', () => {
  let server: TestDatabase;
  let admin: pg.Client;
  let worker: pg.Client;
  let world: World;

  beforeAll(async () => {
    server = await testDatabase();
    world = await buildWorld(server.superuserUrl);
    admin = new pg.Client({ connectionString: server.superuserUrl });
    worker = new pg.Client({ connectionString: server.workerUrl });
    await Promise.all([admin.connect(), worker.connect()]);
  });
  afterAll(async () => {
    await Promise.all([admin.end(), worker.end()]);
    await server.drop();
  });

  async function list(state: string, days: number): Promise<string> {
    const id = newId();
    const { conferenceId, icc, people } = world;
    await admin.query(
      `INSERT INTO import.list (id, conference_id, body_id, created_by, format, row_count, reading, said, state, updated_at)
       VALUES ($1, $2, $3, $4, 'CSV', 1, '{}', '{"cells": {"A2": "Ada Sample"}}', $5, now() - $6 * interval '1 day')`,
      [id, conferenceId, icc, people.iccCoordinator.userId, state, days],
    );
    await admin.query(
      `INSERT INTO import.list_row (list_id, row, conference_id, body_id, cells, is_hidden, is_filtered) VALUES ($1, 1, $2, $3, '{}', false, false)`,
      [id, conferenceId, icc],
    );
    return id;
  }

  it('go 30 days after the last change, with what was said of them; the record stays, and what is at work', async () => {
    const old = await list('APPLIED', 31);
    const forgotten = await list('LOADED', 31);
    const young = await list('LOADED', 29);
    const atWork = await list('APPLYING', 31);
    const { statement } = new SweepImportLists();
    expect((await worker.query(statement, [2_000])).rowCount).toBe(2);
    expect((await worker.query(statement, [2_000])).rowCount).toBe(0);
    const { rows } = await admin.query(
      `SELECT l.id, l.reading IS NULL AND l.said IS NULL AS "isEmpty",
         (SELECT count(*)::int FROM import.list_row r WHERE r.list_id = l.id) AS rows FROM import.list l ORDER BY l.id`,
    );
    expect(rows).toEqual([
      { id: old, isEmpty: true, rows: 0 },
      { id: forgotten, isEmpty: true, rows: 0 },
      { id: young, isEmpty: false, rows: 1 },
      { id: atWork, isEmpty: false, rows: 1 },
    ]);
  });
});
