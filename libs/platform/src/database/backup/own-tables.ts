import type pg from 'pg';

export interface OwnTable {
  /** Schema-qualified and quoted. */
  readonly name: string;
  /** Columns that are stored, as SQL names, in the table's order. */
  readonly columns: readonly string[];
  readonly types: readonly string[];
  /** Row-level security binds its owner too. */
  readonly isForced: boolean;
}

/**
 * Every table of the contexts, whoever asks. Not among them: the queues, which the outbox fills again, and the list of
 * migrations, which migrating writes.
 */
const TABLES = `SELECT format('%I.%I', n.nspname, c.relname) AS name,
    array_agg(quote_ident(a.attname) ORDER BY a.attnum) AS columns,
    array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum) AS types,
    c.relforcerowsecurity AS "isForced"
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  WHERE c.relkind = 'r' AND n.nspname NOT IN ('public', 'bullmq', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
    AND n.nspowner = (SELECT nspowner FROM pg_namespace WHERE nspname = 'platform')
  GROUP BY c.oid, n.nspname ORDER BY 1`;

export const ownTables = async (client: pg.Client): Promise<OwnTable[]> =>
  (await client.query<OwnTable>(TABLES)).rows;

/** Tables of which the asking role sees less than every row, or nothing. */
const HIDDEN = `SELECT t.name FROM unnest($1::text[]) AS t (name) JOIN pg_class c ON c.oid = t.name::regclass
  WHERE NOT has_table_privilege(c.oid, 'SELECT')
    OR c.relrowsecurity AND (
      NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive AND p.polcmd IN ('*', 'r')
        AND p.polroles && ARRAY[0::oid, current_user::regrole::oid] AND pg_get_expr(p.polqual, c.oid) = 'true')
      OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive
        AND p.polroles && ARRAY[0::oid, current_user::regrole::oid]))`;

export const hiddenTables = async (client: pg.Client, tables: readonly OwnTable[]): Promise<string[]> =>
  (await client.query<{ name: string }>(HIDDEN, [tables.map(({ name }) => name)])).rows.map(
    ({ name }) => name,
  );
