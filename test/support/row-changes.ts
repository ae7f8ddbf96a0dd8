import { type Pool } from 'pg';
import { OUR_SCHEMAS, tablesOf } from './catalogue.js';

/** An update of a row that changed something. */
export interface RowChange {
  readonly table: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  /** Columns whose value is another one. */
  readonly columns: readonly string[];
}

/** From now on each update in this database is written down, whoever makes it. For a superuser, in a test's own database. */
export async function watchChanges(admin: Pool): Promise<void> {
  const tables = await tablesOf(admin);
  await admin.query('CREATE SCHEMA watch');
  await admin.query(
    `CREATE TABLE watch.change (id bigint GENERATED ALWAYS AS IDENTITY, "table" text, before jsonb, after jsonb)`,
  );
  await admin.query(
    `CREATE FUNCTION watch.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        INSERT INTO watch.change ("table", before, after)
          VALUES (format('%I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME), to_jsonb(OLD), to_jsonb(NEW));
        RETURN NULL;
      END $$`,
  );
  for (const table of tables)
    await admin.query(
      `CREATE TRIGGER zz_watch AFTER UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION watch.note()`,
    );
}

export async function changesOf(admin: Pool): Promise<RowChange[]> {
  const { rows } = await admin.query<Omit<RowChange, 'columns'>>(
    'SELECT "table", before, after FROM watch.change ORDER BY id',
  );
  return rows.map((row) => ({
    ...row,
    columns: Object.keys(row.after).filter(
      (column) => JSON.stringify(row.before[column]) !== JSON.stringify(row.after[column]),
    ),
  }));
}

/**
 * Of each table its indexes, with all columns that they look at: keys, what stands beside them, expressions and conditions. Where a value
 * of one of these changes, PostgreSQL writes all indexes of the row anew. Those of ranges of pages (BRIN) do not count.
 */
const INDEXES = `SELECT i.indrelid::regclass::text AS "table", i.indexrelid::regclass::text AS name,
    array_agg(DISTINCT a.attname::text) AS columns, obj_description(i.indexrelid, 'pg_class') AS reason
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam AND m.amname <> 'brin'
  CROSS JOIN LATERAL (
    SELECT unnest(i.indkey::smallint[])::int AS number
    UNION SELECT d.refobjsubid FROM pg_depend d
      WHERE d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid AND d.refclassid = 'pg_class'::regclass AND d.refobjid = i.indrelid
  ) k JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number AND a.attnum > 0
  WHERE c.relnamespace IN ${OUR_SCHEMAS}
  GROUP BY i.indrelid, i.indexrelid ORDER BY 2`;

export interface HeldByIndex {
  readonly table: string;
  readonly name: string;
  readonly columns: readonly string[];
  /** What asks for it, as its migration says. */
  readonly reason: string | null;
}

export async function indexesOf(admin: Pool): Promise<HeldByIndex[]> {
  return (await admin.query<HeldByIndex>(INDEXES)).rows;
}

/** The indexes that forbid such a change to stay on its page, by their names without the schema. */
export const forbidding = (indexes: readonly HeldByIndex[], { table, columns }: RowChange): string[] =>
  indexes
    .filter((index) => index.table === table && index.columns.some((column) => columns.includes(column)))
    .map(({ name }) => name.replace(/^.*\./, ''));
