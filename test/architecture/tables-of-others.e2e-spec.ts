import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { ownersOfTables } from '../support/described-tables.js';
import { DOORS } from './doors.js';
import { codeOf, isTest, sourceFiles } from './source-tree.js';
import { IN_DATABASE, PUBLISHED_BACKWARDS, STATEMENTS } from './tables-of-others.js';

const owners = await ownersOfTables();
const product = sourceFiles('libs', 'apps').filter(
  (file) => !isTest(file) && !file.path.includes('/migrations/') && !file.path.startsWith('apps/console/'),
);
const contextOf = (path: string): string =>
  /^libs\/([^/]+)\//.exec(path)?.[1] ?? path.split('/', 2).join('/');

/** Where SQL names a table: behind one of these words or a comma; and first in a text, with a short name behind it. */
const NAMED = [
  /(?:\b(?:FROM|JOIN|UPDATE|INTO|TABLE|ONLY|USING)|,|\(|regclass\(')\s*"?([a-z_]+)"?\."?([a-z_]+)\b/gi,
  /^\s*"?([a-z_]+)"?\."?([a-z_]+)"?\s+[a-z]/gi,
];
/** The tables of others that a text of this context names. */
const foreignTables = (context: string, texts: readonly string[]): string[] => {
  const named = texts.flatMap((text) =>
    NAMED.flatMap((pattern) => [...text.matchAll(pattern)].map(([, schema, name]) => `${schema}.${name}`)),
  );
  return [...new Set(named)].filter((table) => (owners.get(table) ?? context) !== context);
};

/** As the lists say it: who reads whose, and where. */
function readings(
  found: readonly { readonly context: string; readonly table: string; readonly where: string }[],
): Record<string, string[]> {
  const all: Record<string, string[]> = {};
  for (const { context, table, where } of found) (all[`${context} reads ${table}`] ??= []).push(where);
  for (const wheres of Object.values(all)) wheres.sort();
  return all;
}
const withoutReasons = (list: typeof STATEMENTS): Record<string, string[]> =>
  Object.fromEntries(Object.entries(list).map(([reading, [, ...where]]) => [reading, [...where].sort()]));

const KEPT_IN_DATABASE = `SELECT 'function' AS kind, n.nspname AS schema, p.proname AS name, p.prosrc AS text
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = ANY ($1)
  UNION ALL SELECT 'view', schemaname, viewname, definition FROM pg_views WHERE schemaname = ANY ($1)
  UNION ALL SELECT 'policy', schemaname, tablename || '/' || policyname, concat(qual, ' ', with_check) FROM pg_policies
    WHERE schemaname = ANY ($1)`;

/** Views and functions, as SQL names them. */
const PUBLISHED = `SELECT schemaname || '.' || viewname AS name, definition AS text FROM pg_views WHERE schemaname = ANY ($1)
  UNION SELECT n.nspname || '.' || p.proname, p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = ANY ($1)`;

/** Whose a view or function is: of the one context whose tables it names, or else of that with the name of its schema. */
function ownerOf({ name, text }: { readonly name: string; readonly text: string }): string {
  const named = [...new Set(foreignTables('', [text]).flatMap((table) => owners.get(table) ?? []))];
  return named.length === 1 ? (named[0] ?? '') : (name.split('.')[0] ?? '');
}

describe('SQL of a context', () => {
  let server: TestDatabase;
  let admin: pg.Client;
  // A schema bears the name of its context.
  const inDatabase = <Row extends pg.QueryResultRow>(statement: string) =>
    admin.query<Row>(statement, [[...new Set(owners.values())]]);

  beforeAll(async () => {
    server = await testDatabase();
    admin = new pg.Client({ connectionString: server.superuserUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await server.drop();
  });

  it('names tables of its own alone, but for those that are listed with their reason', () => {
    const found = product.flatMap((file) => {
      const context = contextOf(file.path);
      return foreignTables(context, codeOf(file).texts).map((table) => ({
        context,
        table,
        where: file.path,
      }));
    });
    expect(readings(found)).toEqual(withoutReasons(STATEMENTS));
  });

  it('names them in the database as well: functions, views and policies', async () => {
    const { rows } = await inDatabase<Record<'kind' | 'schema' | 'name' | 'text', string>>(KEPT_IN_DATABASE);
    const found = rows.flatMap(({ kind, schema, name, text }) =>
      foreignTables(schema, [text])
        .filter((table) => !table.startsWith(`${schema}.`))
        .map((table) => ({ context: schema, table, where: `${kind} ${name}` })),
    );
    expect(rows.length).toBeGreaterThan(50);
    expect(readings(found)).toEqual(withoutReasons(IN_DATABASE));
  });

  it('uses views and functions of others along the arrows of the house, but for those that are listed with their reason', async () => {
    const { rows } = await inDatabase<{ name: string; text: string }>(PUBLISHED);
    const published = rows.map((row) => ({ name: row.name, owner: ownerOf(row) }));
    expect(published).toContainEqual({ name: 'approvals.waiting_review', owner: 'approvals' });
    expect(published).toContainEqual({ name: 'nominations.watched_alike', owner: 'screening' });
    const found = product.flatMap((file) => {
      const context = contextOf(file.path);
      const texts = codeOf(file).texts.join('\n');
      return published
        .filter(({ name, owner }) => {
          const isOnItsWay = owner === context || (DOORS[context] ?? [owner]).includes(owner);
          return !isOnItsWay && new RegExp(`\\b${name.replace('.', '\\.')}\\b`).test(texts);
        })
        .map(({ name }) => ({ context, table: name, where: file.path }));
    });
    expect(readings(found)).toEqual(withoutReasons(PUBLISHED_BACKWARDS));
  });

  it('is found in whatever form it stands', () => {
    const seen = (text: string): string[] => foreignTables('nominations', codeOf({ path: text, text }).texts);
    expect(seen("const A = 'SELECT 1 FROM approvals.review r';")).toEqual(['approvals.review']);
    expect(seen('const A = `FROM x,\n  approvals.step s JOIN ${C}`;')).toEqual(['approvals.step']);
    expect(seen("tx.write('update approvals.decision SET id = $1');")).toEqual(['approvals.decision']);
    expect(seen('const A = `${B} LEFT JOIN "approvals"."batch" b`;')).toEqual(['approvals.batch']);
    expect(seen('const A = select("approvals.absence a", B);')).toEqual(['approvals.absence']);
    // Its own, a view, words of a comment, an action of the trail.
    expect(
      seen("const A = 'FROM nominations.nomination, approvals.open_review'; // FROM approvals.review"),
    ).toEqual([]);
    expect(seen("const A = { 'access.session': 'Signed in' };")).toEqual([]);
    expect(owners.size).toBeGreaterThan(30);
  });

  it('has no description of another context’s table to write by', () => {
    const handingOut = product.filter(
      ({ path, imports }) =>
        /^libs\/[^/]+\/src\/index\.ts$/.test(path) && imports.some((name) => name.endsWith('.table.js')),
    );
    expect(handingOut.map(({ path }) => path)).toEqual([]);
  });
});
