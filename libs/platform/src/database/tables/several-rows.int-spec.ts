import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { bigInteger, bytes, instant, integer, json, real, text, texts, uuid } from './column.js';
import { insertAllOf, table } from './table.js';

const NOTE = table('pg_temp.note', {
  id: uuid(),
  title: text().orNull(),
  tags: texts(),
  details: json(),
  hash: bytes(),
  sequence: bigInteger(),
  score: real(),
  madeAt: instant(),
  version: integer().byDefault(),
});

describe('several rows that are made by name', () => {
  let server: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    server = await testDatabase();
    client = new pg.Client({ connectionString: server.superuserUrl });
    await client.connect();
    await client.query(`CREATE TEMP TABLE note (id uuid, title text, tags text[], details jsonb, hash bytea, sequence bigint,
      score real, made_at timestamptz, version int NOT NULL DEFAULT 7)`);
  });
  afterAll(async () => {
    await client.end();
    await server.drop();
  });

  it('are read as they were given, whatever the texts and lists hold', async () => {
    const id = '00000000-0000-7000-8000-00000000000';
    const tags = ['', 'NULL', 'null', 'a, b', '"quoted"', 'back\\slash', '{braces}', ' space ', 'é\n日本'];
    const more = {
      hash: Buffer.from([0, 92, 255]),
      score: 0.5,
      madeAt: new Date('2026-03-01T09:00:00.123Z'),
    };
    const { text: statement, values } = insertAllOf(NOTE, [
      {
        ...more,
        id: `${id}1`,
        title: '{"a"}',
        tags,
        details: ['x', { y: "it's" }],
        sequence: 9_007_199_254_740_991,
      },
      { ...more, id: `${id}2`, title: null, tags: [], details: 'text', sequence: 2 },
    ]);
    expect((await client.query(statement, [...values])).rowCount).toBe(2);
    const { rows } = await client.query('SELECT * FROM note ORDER BY id');
    const read = { hash: more.hash, score: 0.5, made_at: more.madeAt, version: 7 };
    expect(rows).toEqual([
      {
        ...read,
        id: `${id}1`,
        title: '{"a"}',
        tags,
        details: ['x', { y: "it's" }],
        sequence: '9007199254740991',
      },
      { ...read, id: `${id}2`, title: null, tags: [], details: 'text', sequence: '2' },
    ]);
  });
});
