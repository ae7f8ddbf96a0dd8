import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { type StatementStatus } from '#libs/opinion-map';
import { refuseOtherEncodings, refuseOtherSeparators } from './file-form.js';
import { Malformed, MalformedFile, noteColumns } from './malformed.js';

/** A statement as comments.csv has it, beside its text and its moderation. */
export interface StatementRead {
  /** As the file names them; empty or absent where it does not. */
  readonly author: string | undefined;
  readonly isSeed: boolean;
  /** As the file has it: milliseconds since 1970, in text. */
  readonly writtenAt: string | undefined;
}

/** Statements as comments.csv has them. */
export interface StatementsRead {
  readonly status: Map<number, StatementStatus>;
  readonly text: Map<number, string>;
  readonly more: Map<number, StatementRead>;
  /** Ids that stand in more than one line; the last line counts. */
  readonly repeated: number;
  readonly authors: ReadonlySet<string>;
  /** Statements of the organisers. */
  readonly seeds: number;
}

/** A record of the file, or what is wrong with its quotes, at the line where it begins. */
interface Line {
  readonly line: number;
  readonly record?: readonly string[];
  readonly fault?: string;
}

const NEEDED = ['comment-id', 'moderated'] as const;
const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
  ['1', true],
  ['0', false],
  ['', false],
]);

/**
 * Reads comments.csv: id, moderation and text of each statement. Demographic are those of `meta` and those that the file
 * itself flags (`is-meta`, in newer exports, as `is-seed`). A line is named by where it begins, as a text may go over several.
 */
export async function readStatements(
  path: string,
  name: string,
  meta: ReadonlySet<number>,
): Promise<StatementsRead> {
  const malformed = new Malformed(name);
  const bytes = await readFile(path);
  refuseOtherEncodings(bytes, name);
  const [header, ...lines] = readLines(bytes.toString('utf8'));
  const titles = readHeader(header, malformed);
  const seeds = new Set<number>();
  const authors = new Set<string>();
  const read = {
    status: new Map<number, StatementStatus>(),
    text: new Map<number, string>(),
    more: new Map<number, StatementRead>(),
    repeated: 0,
  };
  for (const { line, record, fault } of lines) {
    if (record === undefined) malformed.note(line, undefined, fault ?? 'cannot be read');
    else if (record.length !== titles.length) noteColumns(malformed, line, record.length, titles);
    else takeStatement(line, record);
  }
  malformed.throwIfAny();
  return { ...read, authors, seeds: seeds.size };

  function takeStatement(line: number, record: readonly string[]): void {
    const of = (title: string) => record[titles.indexOf(title)];
    const flag = (title: string): boolean => {
      const value = of(title)?.trim().toLowerCase() ?? '';
      if (!FLAGS.has(value)) malformed.note(line, title, `is "${value.slice(0, 40)}", not true or false`);
      return FLAGS.get(value) === true;
    };
    const id = wholeNumber(of('comment-id'));
    const moderation = wholeNumber(of('moderated'), true);
    if (id === undefined) malformed.note(line, 'comment-id', notWhole(of('comment-id')));
    if (moderation !== -1 && moderation !== 0 && moderation !== 1) {
      malformed.note(line, 'moderated', `is "${(of('moderated') ?? '').slice(0, 40)}", not -1, 0 or 1`);
    } else if (id !== undefined) {
      if (read.status.has(id)) read.repeated++;
      read.status.set(id, { id, moderation, isMeta: flag('is-meta') || meta.has(id) });
      const isSeed = flag('is-seed');
      if (isSeed) seeds.add(id);
      const author = of('author-id');
      read.more.set(id, { author, isSeed, writtenAt: of('timestamp') });
      if (author) authors.add(author);
      const text = of('comment-body');
      if (text !== undefined) read.text.set(id, text);
    }
  }
}

function readHeader(header: Line | undefined, malformed: Malformed): string[] {
  const titles = header?.record?.map((title) => title.trim()) ?? [];
  if (header === undefined) malformed.note(1, undefined, 'has no header: the file is empty');
  else if (header.fault !== undefined) malformed.note(header.line, undefined, header.fault);
  else {
    refuseOtherSeparators(header.record ?? [], malformed);
    const missing = NEEDED.filter((title) => !titles.includes(title));
    for (const title of missing) malformed.note(header.line, title, 'is missing from the header');
  }
  malformed.throwIfAny();
  return titles;
}

/** The file's records; where quotes go wrong, what is wrong, and reading goes on behind them. */
function readLines(text: string): Line[] {
  const faults = new Map<number, Line>();
  // One kind of line end, as the parser counts the two letters of another kind as two lines inside quotes.
  const records = parse(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'), {
    info: true,
    raw: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error, raw = '') => {
      const line = firstLine(Number(error?.['lines'] ?? 1), raw);
      const fault = QUOTING[error?.code ?? ''] ?? error?.message;
      if (!faults.has(line)) faults.set(line, { line, fault });
      return undefined;
    },
  }) as unknown as { info: { lines: number }; raw: string; record: string[] }[];
  const lines = records.map(({ info, raw, record }): Line => ({ line: firstLine(info.lines, raw), record }));
  return [...lines, ...faults.values()].sort((a, b) => a.line - b.line);
}

const QUOTING: Readonly<Partial<Record<string, string>>> = {
  CSV_QUOTE_NOT_CLOSED: 'opens a quote that is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'has letters behind a closing quote; a quote inside quotes is written twice',
  INVALID_OPENING_QUOTE: 'has a quote inside a text that is not in quotes',
};

/** Where a record begins that ends in that line: it may go over several, and blank ones may lie before it. */
function firstLine(lastLine: number, raw: string): number {
  return lastLine - (raw.replace(/^\n+|\n+$/g, '').match(/\n/g) ?? []).length;
}

/** Reads meta-tids.json, a list of the ids of demographic statements. */
export async function readMetaIds(path: string, name: string): Promise<number[]> {
  const text = await readFile(path, 'utf8');
  let list: unknown;
  try {
    list = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    list = undefined;
  }
  if (!Array.isArray(list) || !list.every((id) => Number.isInteger(id))) {
    throw new MalformedFile(`${name}: must be a list of statement ids such as [0, 1, 2]`);
  }
  return list as number[];
}

function wholeNumber(text: string | undefined, mayBeNegative = false): number | undefined {
  if (text === undefined || !(mayBeNegative ? /^-?\d{1,10}$/ : /^\d{1,10}$/).test(text)) return undefined;
  return Number(text);
}

function notWhole(text: string | undefined): string {
  return text === undefined ? 'is missing' : `is "${text.slice(0, 40)}", not a whole number`;
}
