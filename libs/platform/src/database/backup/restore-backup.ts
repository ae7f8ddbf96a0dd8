import { type Readable } from 'node:stream';
import pg from 'pg';
import { type Settings } from '../../settings/settings.js';
import { migrate } from '../migrate.js';
import { migrationNames } from '../migrations.js';
import { migrationsThatRan } from '../schema-state.js';
import { LastingClient } from '../lasting-client.js';
import { NO_LIMITS } from '../session-options.js';
import { linesOf } from './backup-file.js';
import {
  BackupError,
  type BackupHeader,
  type BackupReport,
  type BackupTable,
  readBackup,
} from './backup-format.js';
import { type OwnTable, ownTables } from './own-tables.js';

/** What a context does to its restored rows, in the same transaction: a statement without values. */
export type AfterRestore = string;

/** How long somebody else may hold a table that is to be filled. */
const LOCK_MS = 3_000;

/**
 * Fills an empty database from a backup, in one transaction: all of it is there, or nothing. A backup of an older version
 * gets that version's tables first, and what has changed since is done to its rows as in any installation. The rows are
 * counted again before they are kept, and every reference between them is checked.
 * @throws BackupError
 */
export async function restoreBackup(
  settings: Pick<Settings, 'database' | 'secret'>,
  source: Readable,
  afterwards: readonly AfterRestore[] = [],
): Promise<BackupReport> {
  const client = new LastingClient({
    connectionString: settings.database.ownerUrl,
    application_name: 'plenary-restore',
    limits: { ...NO_LIMITS, lock_timeout: LOCK_MS },
  });
  await client.connect();
  try {
    await refuseInhabited(client);
    const restore = new Restore(client, settings);
    const report = await readBackup(linesOf(source), restore);
    await restore.finish(report, afterwards);
    // What has been added since the backup's version.
    await migrate(settings);
    return report;
  } finally {
    source.destroy();
    await client.end().catch(() => undefined);
  }
}

/** Reads a backup to its end and says what is in it. @throws BackupError */
export const checkBackup = (source: Readable): Promise<BackupReport> => readBackup(linesOf(source), {});

class Restore {
  private tables: readonly OwnTable[] = [];
  private readonly filled = new Set<string>();
  private references: { table: string; name: string; definition: string }[] = [];
  private insert = '';

  constructor(
    private readonly client: pg.Client,
    private readonly settings: Pick<Settings, 'database' | 'secret'>,
  ) {}

  async header({ migrations }: BackupHeader): Promise<void> {
    const known = new Set(await migrationNames());
    const unknown = migrations.filter((name) => !known.has(name));
    if (unknown.length > 0)
      throw new BackupError(
        `The backup is of a newer Plenary than this one (it has ${unknown[0]}): restore it with that version. Nothing was restored.`,
      );
    await migrate(this.settings, migrations);
    await this.refuseNewerTables(migrations);
    await this.client.query('BEGIN');
    this.tables = await ownTables(this.client);
    for (const { name } of this.tables) {
      // The owner's own tables, to which nobody else comes before the end of this transaction.
      await this.client.query(`ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER`);
      const { rowCount } = await this.client.query(`SELECT FROM ${name} LIMIT 1`);
      if (rowCount !== 0) throw inhabited();
    }
    this.references = (
      await this.client.query<{ table: string; name: string; definition: string }>(REFERENCES, [
        this.tables.map(({ name }) => name),
      ])
    ).rows;
    for (const { table, name } of this.references)
      await this.client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${pg.escapeIdentifier(name)}`);
  }

  /** What newer migrations do to rows would never be done to these, for the migrations count as done. */
  private async refuseNewerTables(migrations: readonly string[]): Promise<void> {
    const ran = (await migrationsThatRan(this.client)) ?? [];
    if (ran.some(({ name }) => !migrations.includes(name)))
      throw new BackupError(
        'DATABASE_URL: the database has newer tables than the backup; make a new, empty database and restore into that. Nothing was restored.',
      );
  }

  async table({ table, columns }: BackupTable): Promise<void> {
    const own = this.tables.find(({ name }) => name === table);
    const types = new Map(own?.columns.map((column, index) => [column, own.types[index] ?? '']));
    if (own === undefined || this.filled.has(table) || columns.some((column) => !types.has(column)))
      throw new BackupError(`The backup has ${table} otherwise than its version does. Nothing was restored.`);
    this.filled.add(table);
    const type = `pg_temp.row_${this.filled.size}`;
    // Of the columns in the backup's order, which may not be the table's where migrations were added out of turn.
    await this.client.query(
      `CREATE TYPE ${type} AS (${columns.map((column) => `${column} ${types.get(column) ?? ''}`).join(', ')})`,
    );
    const each = columns.map((column) => `(r.row).${column}`).join(', ');
    this.insert = `WITH r AS MATERIALIZED (SELECT text::${type} AS row FROM unnest($1::text[]) AS text)
      INSERT INTO ${table} (${columns.join(', ')}) OVERRIDING SYSTEM VALUE SELECT ${each} FROM r`;
  }

  async rows(rows: readonly string[]): Promise<void> {
    await this.client.query(this.insert, [rows]);
  }

  async finish({ counts }: BackupReport, afterwards: readonly AfterRestore[]): Promise<void> {
    for (const { name } of this.tables) {
      const { rows } = await this.client.query<{ count: number }>(
        `SELECT count(*)::float8 AS count FROM ${name}`,
      );
      if (rows[0]?.count !== (counts[name] ?? 0))
        throw new BackupError(
          `${name} has ${rows[0]?.count ?? 0} rows of ${counts[name] ?? 0}. Nothing was restored.`,
        );
    }
    await this.countOn();
    await this.client.query(BEGIN_ERA);
    for (const statement of afterwards) await this.client.query(statement);
    for (const { table, name, definition } of this.references)
      await this.client.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${pg.escapeIdentifier(name)} ${definition}`,
      );
    for (const { name, isForced } of this.tables)
      await this.client.query(
        `ALTER TABLE ${name} ${isForced ? 'FORCE' : 'NO FORCE'} ROW LEVEL SECURITY, ENABLE TRIGGER USER`,
      );
    await this.client.query('COMMIT');
  }

  /** Numbers that the database gives go on behind those that were restored. */
  private async countOn(): Promise<void> {
    const { rows } = await this.client.query<{ table: string; column: string; sequence: string }>(NUMBERED, [
      this.tables.map(({ name }) => name),
    ]);
    for (const { table, column, sequence } of rows)
      await this.client.query(
        `SELECT setval($1::regclass, (SELECT coalesce(max(${column}), 0) + 1 FROM ${table}), false)`,
        [sequence],
      );
  }
}

/**
 * This server numbers its transactions otherwise than the one that made the backup, and the trail is read in their order. Trails of
 * versions that did not keep the numbers are in the order of their ids.
 */
const BEGIN_ERA = `DO $$ BEGIN
    IF to_regprocedure('audit.begin_era()') IS NOT NULL THEN PERFORM audit.begin_era(); END IF;
  END $$`;

const NUMBERED = `SELECT attrelid::regclass::text AS table, quote_ident(attname) AS column,
    pg_get_serial_sequence(attrelid::regclass::text, attname) AS sequence
  FROM pg_attribute WHERE attidentity <> '' AND NOT attisdropped AND attrelid = ANY ($1::text[]::regclass[]) ORDER BY 1, 2`;

const REFERENCES = `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition
  FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY ($1::text[]::regclass[]) ORDER BY 1, 2`;

const inhabited = (): BackupError =>
  new BackupError(
    'DATABASE_URL: the database has data of Plenary already; restore into an empty one. Nothing was changed.',
  );

/** Asked before anything is migrated, and of one table that no installation with data lacks a row of. */
async function refuseInhabited(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ is: boolean }>(
    `SELECT to_regclass('conference.conference') IS NOT NULL AS is`,
  );
  if (rows[0]?.is !== true) return;
  await client.query('BEGIN');
  try {
    await client.query('ALTER TABLE conference.conference NO FORCE ROW LEVEL SECURITY');
    if ((await client.query('SELECT FROM conference.conference LIMIT 1')).rowCount !== 0) throw inhabited();
  } finally {
    await client.query('ROLLBACK');
  }
}
