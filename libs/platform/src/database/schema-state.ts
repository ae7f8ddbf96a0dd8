import { basename } from 'node:path';
import { type QueryResult } from 'pg';
import { migrationFiles } from './migrations.js';

/** The schema of the database is not the one that this program was written for. The message is for who runs the server. */
export class WrongSchema extends Error {
  override readonly name = 'WrongSchema';
}

interface Asked {
  query(text: string): Promise<QueryResult>;
}

const MIGRATION_TABLE = `SELECT to_regclass('public.plenary_migration') IS NOT NULL
  AND has_table_privilege('public.plenary_migration', 'SELECT') AS "isReadable"`;
const RAN = 'SELECT name, "timestamp"::float8 AS time FROM public.plenary_migration ORDER BY id';

interface Ran {
  readonly name: string;
  readonly time: number;
}

/**
 * @throws WrongSchema where migrations have run that this program does not know: an older program would write past what a
 * newer one has changed.
 */
export async function refuseNewerSchema(database: Asked): Promise<void> {
  refuseUnknown((await migrationsThatRan(database)) ?? []);
}

/** @throws WrongSchema where the schema is newer than this program, or older, as before `migrate`. */
export async function refuseOtherSchema(database: Asked): Promise<void> {
  const ran = await migrationsThatRan(database);
  refuseUnknown(ran ?? []);
  const done = new Set(ran?.map(({ time }) => time));
  const missing = knownTimes().filter((time) => !done.has(time)).length;
  if (missing === 0) return;
  throw new WrongSchema(
    `The database lacks ${missing} of this program's migrations; run "npm run plenary -- migrate" first.`,
  );
}

/** The names of the migrations that have run, oldest first; undefined where there is no list that may be read. */
export async function migrationsThatRan(database: Asked): Promise<readonly Ran[] | undefined> {
  const [table] = (await database.query(MIGRATION_TABLE)).rows as { isReadable: boolean | null }[];
  return table?.isReadable === true ? ((await database.query(RAN)).rows as Ran[]) : undefined;
}

function refuseUnknown(ran: readonly Ran[]): void {
  const known = new Set(knownTimes());
  const unknown = ran.filter(({ time }) => !known.has(time));
  const [first] = unknown;
  if (first === undefined) return;
  const others = unknown.length === 1 ? '' : ` and ${unknown.length - 1} more`;
  throw new WrongSchema(
    `The database was migrated by a newer Plenary than this one (it has ${first.name}${others}); start the newer version, or restore a backup that this version has made.`,
  );
}

/** By the times in their files' names, for the classes need not be loaded to know them. */
const knownTimes = (): number[] => migrationFiles().map((file) => Number(basename(file).slice(0, 13)));
