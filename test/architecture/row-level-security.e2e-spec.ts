import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type TestDatabase, testDatabase } from '#libs/testing';

const CONTEXTS = `('platform', 'conference', 'access', 'audit', 'approvals', 'nominations', 'invitations', 'notifications')`;
let database: TestDatabase;
let admin: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  admin = new pg.Client({ connectionString: database.superuserUrl });
  await admin.connect();
});

afterAll(async () => {
  await admin.end();
  await database.drop();
});

const namesOf = async (sql: string): Promise<string[]> =>
  (await admin.query<{ name: string }>(sql)).rows.map(({ name }) => name);

describe('row-level security', () => {
  it('is enabled and forced on every table of every context', async () => {
    expect(
      await namesOf(`SELECT format('%s.%s', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND n.nspname IN ${CONTEXTS} AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`),
    ).toEqual([]);
  });

  it('has policies that check what is written, wherever the API may write', async () => {
    expect(
      await namesOf(`SELECT format('%s.%s: %s', schemaname, tablename, policyname) AS name FROM pg_policies
        WHERE schemaname IN ${CONTEXTS} AND cmd IN ('ALL', 'INSERT', 'UPDATE') AND with_check IS NULL`),
    ).toEqual([]);
  });

  it('is not undone by a view', async () => {
    expect(
      await namesOf(`SELECT format('%s.%s', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('v', 'm') AND n.nspname IN ${CONTEXTS} AND NOT coalesce(c.reloptions, '{}') @> '{security_invoker=true}'`),
    ).toEqual([]);
  });

  it('binds roles that neither own anything nor bypass it', async () => {
    expect(
      await namesOf(`SELECT r.rolname AS name FROM pg_roles r WHERE r.rolname IN ('plenary_api', 'plenary_worker')
        AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace NOT IN
          (SELECT oid FROM pg_namespace WHERE nspname LIKE 'pg\\_%')))`),
    ).toEqual([]);
  });

  it('is not widened by functions of the owner: each fixes its search path and is closed to the public', async () => {
    expect(
      await namesOf(`SELECT p.oid::regprocedure::text AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE p.prosecdef AND n.nspname IN ${CONTEXTS}
          AND (NOT coalesce(array_to_string(p.proconfig, ','), '') LIKE '%search_path=%' OR has_function_privilege('public', p.oid, 'EXECUTE'))`),
    ).toEqual([]);
  });

  it('shows no row of any table to a connection that never set its scope', async () => {
    const api = new pg.Client({ connectionString: database.apiUrl });
    await api.connect();
    try {
      const tables =
        await namesOf(`SELECT DISTINCT format('%I.%I', t.schemaname, t.tablename) AS name FROM pg_policies t
        WHERE t.schemaname IN ${CONTEXTS} AND t.cmd = 'SELECT' AND 'plenary_api' = ANY (t.roles) AND t.qual <> 'true' ORDER BY 1`);
      expect(tables.length).toBeGreaterThan(15);
      for (const table of tables) {
        const { rowCount } = await api.query(`SELECT FROM ${table} LIMIT 1`);
        expect([table, rowCount]).toEqual([table, 0]);
      }
    } finally {
      await api.end();
    }
  });
});
