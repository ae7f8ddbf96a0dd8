import { once } from 'node:events';
import { type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { formatHead } from '#libs/kernel';
import { type Settings } from '../../settings/settings.js';
import { sqlState } from '../database.js';
import { makeWorkerLogin } from '../migrate.js';
import { migrationsThatRan, refuseNewerSchema, refuseOtherSchema } from '../schema-state.js';
import { LastingClient } from '../lasting-client.js';
import { NO_LIMITS } from '../session-options.js';
import { BackupError, BackupLines, type BackupReport, FORMAT } from './backup-format.js';
import { hiddenTables, type OwnTable, ownTables } from './own-tables.js';

const ROWS_AT_ONCE = 1_000;
/** The server does not know the user, or not by this password. */
const REFUSED_LOGIN = ['28P01', '28000'];

/**
 * Writes everything that Plenary keeps in the database to `target`, compressed, as of one moment, while it runs.
 *
 * It reads as the worker's role, whose policies show every row: the owner of the tables is bound by their row-level
 * security and would see none, nor could an owner that is no superuser turn that off. Before anything is read, the
 * catalogue has to say that nothing is hidden.
 * @throws BackupError, WrongSchema, WrongRole
 */
export async function writeBackup(
  settings: Pick<Settings, 'database'>,
  target: Writable,
): Promise<BackupReport> {
  const client = await connectedAsWorker(settings);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const migrations = await migrationsOf(client, settings);
    const tables = await ownTables(client);
    const hidden = await hiddenTables(client, tables);
    if (hidden.length > 0)
      throw new BackupError(
        `The worker's role does not see all rows of ${hidden.join(', ')}: a backup would not be whole. Nothing was written.`,
      );
    return await writeTables(client, migrations, tables, target);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Older versions had no login of the installation, and `migrate`, which makes it, comes after the backup: with the owner's address it is made here. */
async function connectedAsWorker(settings: Pick<Settings, 'database'>): Promise<pg.Client> {
  const { ownerUrl, workerUrl } = settings.database;
  try {
    return await connected(workerUrl);
  } catch (error) {
    const isRefused = REFUSED_LOGIN.includes(sqlState(error) ?? '');
    if (!isRefused || ownerUrl === '' || !(await makeWorkerLogin(settings))) throw error;
    return connected(workerUrl);
  }
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new LastingClient({
    connectionString,
    application_name: 'plenary-backup',
    limits: NO_LIMITS,
  });
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/**
 * Of an older version's tables too, so that whoever brings a newer program into service can make a backup before it migrates
 * them. Versions that did not let the worker read the list have the owner asked.
 */
async function migrationsOf(
  client: pg.Client,
  { database: { ownerUrl } }: Pick<Settings, 'database'>,
): Promise<readonly string[]> {
  await refuseNewerSchema(client);
  const ran = (await migrationsThatRan(client)) ?? (await asOwner(ownerUrl));
  if (ran === undefined || ran.length === 0) await refuseOtherSchema(client);
  return (ran ?? []).map(({ name }) => name);
}

async function asOwner(ownerUrl: string): ReturnType<typeof migrationsThatRan> {
  if (ownerUrl === '') return undefined;
  const owner = new LastingClient({ connectionString: ownerUrl, application_name: 'plenary-backup' });
  await owner.connect();
  try {
    await refuseNewerSchema(owner);
    return await migrationsThatRan(owner);
  } finally {
    await owner.end().catch(() => undefined);
  }
}

async function writeTables(
  client: pg.Client,
  migrations: readonly string[],
  tables: readonly OwnTable[],
  target: Writable,
): Promise<BackupReport> {
  const packed = createGzip();
  // Whatever becomes of the target is known here, and not by an event that nobody hears. Standard output is not ours to end.
  const written = pipeline(packed, target, { end: target !== process.stdout });
  written.catch(() => undefined);
  const write = async (text: string): Promise<void> => {
    if (!packed.write(text)) await Promise.race([once(packed, 'drain'), written]);
  };
  const lines = new BackupLines();
  const { rows: now } = await client.query<{ at: Date }>('SELECT now() AS at');
  const takenAt = (now[0]?.at ?? new Date()).toISOString();
  const auditHead = await auditHeadOf(client);
  await write(lines.line({ format: FORMAT, takenAt, migrations, auditHead }));
  const counts: Record<string, number> = {};
  for (const { name, columns } of tables) {
    await write(lines.line({ table: name, columns }));
    let count = 0;
    await client.query(
      `DECLARE backup NO SCROLL CURSOR FOR SELECT ROW(${columns.join(', ')})::text AS row FROM ${name}`,
    );
    for (;;) {
      const { rows } = await client.query<{ row: string }>(`FETCH ${ROWS_AT_ONCE} FROM backup`);
      if (rows.length === 0) break;
      count += rows.length;
      await write(rows.map(({ row }) => lines.line(row)).join(''));
    }
    await client.query('CLOSE backup');
    await write(lines.line({ rows: count }));
    counts[name] = count;
  }
  packed.end(lines.end(counts));
  await written;
  return { takenAt, counts, auditHead };
}

async function auditHeadOf(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ sequence: string; hash: string }>(
    `SELECT sequence, encode(chain_hash, 'hex') AS hash FROM audit.seal ORDER BY sequence DESC LIMIT 1`,
  );
  const [head] = rows;
  return head === undefined ? null : formatHead({ sequence: Number(head.sequence), hash: head.hash });
}
