import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse';
import { type StatementStatus } from '#libs/opinion-map';
import { Malformed, MalformedFile } from './malformed.js';

/** Statements as comments.csv has them. */
export interface StatementsRead {
  readonly status: Map<number, StatementStatus>;
  readonly text: Map<number, string>;
  /** Ids that stand in more than one line; the last line counts. */
  readonly repeated: number;
}

interface Line {
  readonly info: { readonly lines: number };
  readonly record: Record<string, string>;
}

/** Reads comments.csv: id, moderation and text of each statement; `meta` are the demographic ones. */
export async function readStatements(
  path: string,
  name: string,
  meta: ReadonlySet<number>,
): Promise<StatementsRead> {
  const malformed = new Malformed(name);
  const read = { status: new Map<number, StatementStatus>(), text: new Map<number, string>(), repeated: 0 };
  const lines = createReadStream(path).pipe(
    parse({ bom: true, columns: true, info: true, skip_empty_lines: true }),
  );
  try {
    for await (const { record, info } of lines as AsyncIterable<Line>) takeStatement(record, info.lines);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    malformed.note(Number(error['lines'] ?? 0), undefined, error.message);
  }
  malformed.throwIfAny();
  return read;

  function takeStatement(record: Record<string, string>, line: number): void {
    const id = wholeNumber(record['comment-id']);
    const moderation = wholeNumber(record['moderated'], true);
    if (id === undefined) malformed.note(line, 'comment-id', notWhole(record['comment-id']));
    if (moderation !== -1 && moderation !== 0 && moderation !== 1) {
      malformed.note(line, 'moderated', `is "${record['moderated'] ?? ''}", not -1, 0 or 1`);
    } else if (id !== undefined) {
      if (read.status.has(id)) read.repeated++;
      read.status.set(id, { id, moderation, isMeta: meta.has(id) });
      read.text.set(id, record['comment-body'] ?? '');
    }
  }
}

/** Reads meta-tids.json, a list of the ids of demographic statements. */
export async function readMetaIds(path: string, name: string): Promise<number[]> {
  const text = await readFile(path, 'utf8');
  let list: unknown;
  try {
    list = JSON.parse(text);
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
