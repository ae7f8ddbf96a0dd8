import { createHash, type Hash } from 'node:crypto';

/** The file cannot be used. The message is one line for whoever wants to restore. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

export const FORMAT = 'plenary-backup-1';

/**
 * A backup is text, compressed: a header, then each table with its rows, then an end that bears the checksum of all that
 * came before it. A row is PostgreSQL's own text of a record, so that every type comes back as it was.
 */
export interface BackupHeader {
  readonly format: typeof FORMAT;
  readonly takenAt: string;
  /** Migrations that had run. */
  readonly migrations: readonly string[];
  /** Head of the audit trail as of that moment; null before the first entry, absent in backups of older versions. */
  readonly auditHead?: string | null;
}
export interface BackupTable {
  readonly table: string;
  readonly columns: readonly string[];
}
interface TableEnd {
  readonly rows: number;
}
interface BackupEnd {
  readonly end: { readonly tables: number; readonly rows: number };
  readonly sha256: string;
}

/** Rows by table. */
export type BackupCounts = Readonly<Record<string, number>>;

export interface BackupReport {
  readonly takenAt: string;
  readonly counts: BackupCounts;
  /** To be kept elsewhere than the backup: `audit verify --expect` takes it, of this installation and of a restored one. */
  readonly auditHead: string | null;
}

/** Makes the lines of a backup; what it has made is hashed. */
export class BackupLines {
  private readonly hash: Hash = createHash('sha256');

  line(content: BackupHeader | BackupTable | TableEnd | string): string {
    const text = `${JSON.stringify(content)}\n`;
    this.hash.update(text);
    return text;
  }

  end(counts: BackupCounts): string {
    const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const end: BackupEnd = {
      end: { tables: Object.keys(counts).length, rows },
      sha256: this.hash.digest('hex'),
    };
    return `${JSON.stringify(end)}\n`;
  }
}

/** What is done with a backup while it is read. */
export interface BackupReader {
  header?(header: BackupHeader): Promise<void>;
  table?(table: BackupTable): Promise<void>;
  rows?(rows: readonly string[]): Promise<void>;
}

const ROWS_AT_ONCE = 1_000;

/**
 * Reads a backup to its end. Whatever `reader` does must be undone when this throws: that a file is damaged, or ends
 * early, may be known at its end only.
 * @throws BackupError
 */
export async function readBackup(lines: AsyncIterable<string>, reader: BackupReader): Promise<BackupReport> {
  const hash = createHash('sha256');
  const counts: Record<string, number> = {};
  let header: BackupHeader | undefined;
  let table: BackupTable | undefined;
  let end: BackupEnd | undefined;
  let count = 0;
  let rows: string[] = [];
  const flush = async () => {
    if (rows.length > 0) await reader.rows?.(rows);
    rows = [];
  };
  for await (const line of lines) {
    if (end !== undefined) throw damaged('something follows its end');
    const content = parsed(line);
    if (isEnd(content)) {
      end = content;
      continue;
    }
    hash.update(`${line}\n`);
    if (header === undefined) {
      header = headerOf(content);
      await reader.header?.(header);
    } else if (typeof content === 'string') {
      if (table === undefined) throw damaged('a row is of no table');
      count += 1;
      rows.push(content);
      if (rows.length >= ROWS_AT_ONCE) await flush();
    } else if ('table' in content && table === undefined) {
      table = content;
      count = 0;
      await reader.table?.(content);
    } else if ('rows' in content && table !== undefined) {
      await flush();
      if (content.rows !== count) throw damaged(`${table.table} has ${count} rows of ${content.rows}`);
      counts[table.table] = count;
      table = undefined;
    } else throw damaged('its parts are in no order');
  }
  if (header === undefined) throw new BackupError('This is no backup of Plenary: it is empty.');
  if (end === undefined) throw damaged('it ends early');
  const total = Object.values(counts).reduce((sum, number) => sum + number, 0);
  if (
    end.sha256 !== hash.digest('hex') ||
    end.end.tables !== Object.keys(counts).length ||
    end.end.rows !== total
  )
    throw damaged('its checksum is another');
  return { takenAt: header.takenAt, counts, auditHead: header.auditHead ?? null };
}

export const damaged = (why: string): BackupError =>
  new BackupError(`The backup is damaged (${why}): use another one. Nothing was restored.`);

type Content = BackupHeader | BackupTable | TableEnd | BackupEnd | string;

function parsed(line: string): Content {
  try {
    const content = JSON.parse(line) as unknown;
    if (typeof content === 'string' || (typeof content === 'object' && content !== null))
      return content as Content;
  } catch {
    // Told below.
  }
  throw damaged('a line cannot be read');
}

const isEnd = (content: Content): content is BackupEnd => typeof content === 'object' && 'sha256' in content;

function headerOf(content: Content): BackupHeader {
  if (typeof content === 'object' && 'format' in content) {
    if ((content.format as string) === FORMAT) return content;
    throw new BackupError(
      `This backup is of another kind (${(content as { format: string }).format}) than this program reads (${FORMAT}).`,
    );
  }
  throw new BackupError('This is no backup of Plenary.');
}
