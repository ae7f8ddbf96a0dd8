import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { OUR_SCHEMAS, tablesOf } from '../support/catalogue.js';

const RUNTIME = `('plenary_api', 'plenary_worker')`;
const OURS = `(SELECT nspname FROM pg_namespace WHERE oid IN ${OUR_SCHEMAS})`;
/** What anybody may read: conferences are on the public page, and workers tell how they are. */
const READ_BY_EVERYBODY = [
  'audit.era',
  'conference.body',
  'conference.conference',
  'conference.constituency',
  'conference.country',
  'conference.principle',
  'conference.theme',
  'conference.time_window',
  'notifications.mail_server',
  'platform.worker',
];
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
        WHERE c.relkind IN ('r', 'p') AND n.oid IN ${OUR_SCHEMAS} AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`),
    ).toEqual([]);
  });

  it('has policies that check what is written, wherever the API may write', async () => {
    expect(
      await namesOf(`SELECT format('%s.%s: %s', schemaname, tablename, policyname) AS name FROM pg_policies
        WHERE schemaname IN ${OURS} AND cmd IN ('ALL', 'INSERT', 'UPDATE') AND with_check IS NULL`),
    ).toEqual([]);
  });

  it('is not undone by a view', async () => {
    expect(
      await namesOf(`SELECT format('%s.%s', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('v', 'm') AND n.oid IN ${OUR_SCHEMAS} AND NOT coalesce(c.reloptions, '{}') @> '{security_invoker=true}'`),
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
        WHERE p.prosecdef AND n.oid IN ${OUR_SCHEMAS}
          AND (NOT coalesce(array_to_string(p.proconfig, ','), '') LIKE '%search_path=%' OR has_function_privilege('public', p.oid, 'EXECUTE'))`),
    ).toEqual([]);
  });

  it('covers every table: none lies in the public schema but the list of migrations', async () => {
    const tables = await tablesOf(admin);
    expect(tables).toEqual(expect.arrayContaining(['nominations.nomination', 'platform.outbox']));
    expect(
      await namesOf(
        `SELECT c.relname AS name FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace = 'public'::regnamespace`,
      ),
    ).toEqual(['plenary_migration']);
  });

  it('is not walked round by a role that a runtime role could take on, nor by objects that it could make', async () => {
    expect(
      await namesOf(`SELECT format('%s in %s', m.member::regrole, m.roleid::regrole) AS name FROM pg_auth_members m
        WHERE m.member IN (SELECT oid FROM pg_roles WHERE rolname IN ${RUNTIME})`),
    ).toEqual([]);
    expect(
      await namesOf(`SELECT format('%s may create in %s', r.rolname, n.nspname) AS name FROM pg_roles r, pg_namespace n
        WHERE r.rolname IN ${RUNTIME} AND n.nspname NOT LIKE 'pg\\_%' AND has_schema_privilege(r.oid, n.oid, 'CREATE')
        UNION ALL SELECT format('%s may create schemas', rolname) FROM pg_roles
        WHERE rolname IN ${RUNTIME} AND has_database_privilege(oid, current_database(), 'CREATE')`),
    ).toEqual([]);
  });

  it('is not walked round by TRUNCATE, which no policy sees, nor by triggers', async () => {
    expect(
      await namesOf(`SELECT format('%s: %s on %s', r.rolname, p.privilege, c.oid::regclass) AS name
        FROM pg_roles r, pg_class c, (VALUES ('TRUNCATE'), ('TRIGGER'), ('REFERENCES')) AS p (privilege)
        WHERE r.rolname IN ${RUNTIME} AND c.relkind IN ('r', 'p') AND c.relnamespace IN ${OUR_SCHEMAS}
          AND has_table_privilege(r.oid, c.oid, p.privilege)`),
    ).toEqual([]);
  });

  it('is not walked round by the queue: the API has no right to it, and nobody but the two has one to anything', async () => {
    expect(
      await namesOf(`SELECT n.nspname AS name FROM pg_namespace n WHERE n.nspname = 'bullmq'
        AND NOT has_schema_privilege('plenary_api', n.oid, 'USAGE') AND has_schema_privilege('plenary_worker', n.oid, 'USAGE')`),
    ).toEqual(['bullmq']);
    expect(
      await namesOf(`SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relnamespace = 'bullmq'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
        AND has_table_privilege('plenary_api', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')`),
    ).toEqual([]);
    expect(
      await namesOf(`SELECT format('%s to %s', c.oid::regclass, a.grantee::regrole) AS name FROM pg_class c, aclexplode(c.relacl) a
        WHERE (c.relnamespace IN ${OUR_SCHEMAS} OR c.relnamespace = 'bullmq'::regnamespace) AND a.grantee <> c.relowner
          AND a.grantee NOT IN (SELECT oid FROM pg_roles WHERE rolname IN ${RUNTIME})`),
    ).toEqual([]);
  });

  it('names a role in every policy', async () => {
    expect(
      await namesOf(
        `SELECT format('%s.%s: %s', schemaname, tablename, policyname) AS name FROM pg_policies WHERE roles @> '{public}'`,
      ),
    ).toEqual([]);
  });

  it('lets everybody write nothing, and read what is listed here and nothing else', async () => {
    const open = (condition: string): Promise<string[]> =>
      namesOf(`SELECT DISTINCT format('%s.%s', schemaname, tablename) AS name FROM pg_policies
        WHERE schemaname IN ${OURS} AND 'plenary_api' = ANY (roles) AND ${condition} ORDER BY 1`);
    expect(await open(`with_check = 'true'`)).toEqual([]);
    expect(await open(`qual = 'true'`)).toEqual(READ_BY_EVERYBODY);
  });
});
