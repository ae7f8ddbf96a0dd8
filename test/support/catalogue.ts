import { createHash } from 'node:crypto';
import type pg from 'pg';

/** SQL: schemas of the product's own, whatever they will be called; the queues' tables are BullMQ's. */
export const OUR_SCHEMAS = `(SELECT oid FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'
  AND nspname NOT IN ('information_schema', 'public', 'bullmq'))`;

/** Every table of the product, as the catalogue has it. */
export async function tablesOf(admin: pg.Client | pg.Pool): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND n.oid IN ${OUR_SCHEMAS} ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** SQL that adds $1, a row as JSON, to a table: but for columns that the table makes of others. */
export async function insertOf(admin: pg.Client | pg.Pool, table: string): Promise<string> {
  const { rows } = await admin.query<{ columns: string }>(
    `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS columns FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  const columns = rows[0]?.columns ?? '';
  return `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1::jsonb)`;
}

/** Takes the database's own walls down, so that what still stands is the query layer alone. */
export async function disableRowSecurity(admin: pg.Client | pg.Pool): Promise<void> {
  for (const table of await tablesOf(admin))
    await admin.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY`);
}

/**
 * What every table holds, as a number of rows and a hash, to show afterwards that nothing moved. Marks of when a
 * credential was last used are left out: reading makes them too.
 */
export async function fingerprint(admin: pg.Client | pg.Pool): Promise<Readonly<Record<string, string>>> {
  const prints: Record<string, string> = {};
  for (const table of await tablesOf(admin)) {
    const { rows } = await admin.query<{ row: string }>(
      `SELECT (to_jsonb(t) - 'last_used_at' - 'last_seen_at')::text AS row FROM ${table} t ORDER BY 1`,
    );
    const hash = createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16);
    prints[table] = `${rows.length} rows, ${hash}`;
  }
  return prints;
}
