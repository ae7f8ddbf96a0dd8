import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Column, columnName } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { changeableColumnsOf, describedTables } from '../support/described-tables.js';

/** What the database computes itself is written by nobody, and not described. */
const COLUMNS = `SELECT column_name AS name, udt_name AS type, is_nullable = 'YES' AS "isNullable",
    column_default IS NOT NULL OR is_identity = 'YES' AS "hasDefault"
  FROM information_schema.columns WHERE table_schema || '.' || table_name = $1 AND is_generated = 'NEVER'
  ORDER BY ordinal_position`;
const CHANGEABLE = `SELECT a.attname AS name FROM pg_attribute a
  WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped
    AND has_column_privilege($2, a.attrelid, a.attnum, 'UPDATE') ORDER BY 1`;

/** All but those of BullMQ, and TypeORM's list of the migrations that were made. */
const TABLES = `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
  WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema', 'bullmq')
    AND table_name <> 'plenary_migration' ORDER BY 1`;

/** CHECKs that say of one column alone which texts it may hold. */
const CHOICES = `SELECT a.attname AS name, ARRAY(SELECT m[1] FROM regexp_matches(pg_get_constraintdef(c.oid), '''([^'']*)''::text', 'g') m ORDER BY 1) AS choices
  FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
  WHERE c.conrelid = $1::regclass AND c.contype = 'c' AND cardinality(c.conkey) = 1
    AND pg_get_constraintdef(c.oid) ~ '^CHECK \\(\\(\\w+ = ANY \\(ARRAY\\[[^\\]]*\\]\\)\\)\\)' ORDER BY 1`;

interface Found {
  readonly name: string;
  readonly type: string;
  readonly isNullable: boolean;
  readonly hasDefault: boolean;
}

const tables = [...(await describedTables()).values()];

describe('a table that the code describes', () => {
  let server: TestDatabase;
  let admin: pg.Client;

  beforeAll(async () => {
    server = await testDatabase();
    admin = new pg.Client({ connectionString: server.superuserUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await server.drop();
  });

  it('is every table of the database', async () => {
    const { rows } = await admin.query<{ name: string }>(TABLES);
    const undescribed = rows
      .map((row) => row.name)
      .filter((name) => !tables.some((one) => one.name === name));
    expect(undescribed).toEqual([]);
  });

  it.each(tables.map((table) => [table.name, table] as const))(
    'has the columns that the migrated database has: %s',
    async (name, { columns }) => {
      const described = Object.entries<Column<unknown>>(columns).map(
        ([key, { type, isNullable, hasDefault }]): Found => ({
          name: columnName(key),
          type,
          isNullable,
          hasDefault,
        }),
      );
      const { rows } = await admin.query<Found>(COLUMNS, [name]);
      const sorted = (found: readonly Found[]) =>
        found.toSorted((one, other) => (one.name < other.name ? -1 : 1));
      expect(sorted(described)).toEqual(sorted(rows));
    },
  );

  it.each(tables.map((table) => [table.name, table] as const))(
    'names the choices that the database checks, and no others: %s',
    async (name, { columns }) => {
      const described = Object.entries<Column<unknown>>(columns)
        .flatMap(([key, { choices }]) =>
          choices === undefined ? [] : [{ name: columnName(key), choices: choices.toSorted() }],
        )
        .toSorted((one, other) => (one.name < other.name ? -1 : 1));
      const { rows } = await admin.query<{ name: string; choices: string[] }>(CHOICES, [name]);
      expect(described).toEqual(rows);
    },
  );

  it.each(tables.map((table) => [table.name, table] as const))(
    'lets change what the API is granted to change, and nothing else: %s',
    async (name, table) => {
      const { username: api } = new URL(server.apiUrl);
      const { rows } = await admin.query<{ name: string }>(CHANGEABLE, [name, api]);
      expect(changeableColumnsOf(table)).toEqual(rows.map((row) => row.name));
    },
  );
});
