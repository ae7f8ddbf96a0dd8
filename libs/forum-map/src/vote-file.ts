import { type FileHandle } from 'node:fs/promises';
import { LARGEST_ID, type VoteColumns } from '#libs/opinion-map';
import { GrowingColumn } from './growing-column.js';
import { refuseOtherEncodings, refuseOtherSeparators } from './file-form.js';
import { Malformed, noteColumns } from './malformed.js';

/** The votes of a file, and what was left out of them. */
export interface VotesRead {
  readonly votes: VoteColumns;
  readonly lines: number;
  /** Votes with a whole number other than -1, 0 and +1. */
  readonly unknownValues: number;
}

const COLUMNS = ['timestamp', 'comment-id', 'voter-id', 'vote'] as const;
type ColumnName = (typeof COLUMNS)[number];

const NEWLINE = 10;
const RETURN = 13;
const COMMA = 44;
const QUOTE = 34;
const MINUS = 45;
const ZERO = 48;
const LONGEST_LINE = 65_536;

/**
 * Reads votes.csv in pieces: no line is kept, a vote costs 17 bytes. Columns are found by the header, whatever their
 * order. Every malformed line is noted by number and column, and the whole file is read before it is refused.
 *
 * @throws MalformedFile
 */
export async function readVoteFile(file: FileHandle, name: string): Promise<VotesRead> {
  const reader = new VoteReader(new Malformed(name));
  let rest: Buffer = Buffer.alloc(0);
  let isFirst = true;
  for await (const piece of file.createReadStream({ highWaterMark: 1 << 20, autoClose: false })) {
    if (isFirst) refuseOtherEncodings(piece as Buffer, name);
    isFirst = false;
    const bytes = rest.length > 0 ? Buffer.concat([rest, piece as Buffer]) : (piece as Buffer);
    const end = bytes.lastIndexOf(NEWLINE);
    reader.read(bytes, end + 1);
    rest = bytes.subarray(end + 1);
    if (rest.length > LONGEST_LINE) reader.refuseLongLine();
  }
  if (rest.length > 0) reader.read(Buffer.concat([rest, Buffer.of(NEWLINE)]), rest.length + 1);
  return reader.finish();
}

class VoteReader {
  private readonly statement = new GrowingColumn((size) => new Int32Array(size));
  private readonly participant = new GrowingColumn((size) => new Int32Array(size));
  private readonly value = new GrowingColumn((size) => new Int8Array(size));
  private readonly time = new GrowingColumn((size) => new Float64Array(size));
  private line = 0;
  private unknownValues = 0;
  /** Which of COLUMNS stands in each place of a line; -1 for one that is not needed. */
  private places: number[] | undefined;
  private readonly titles: string[] = [];
  private readonly fields = new Float64Array(COLUMNS.length);

  constructor(private readonly malformed: Malformed) {}

  /** Reads whole lines, up to `end`, which follows a newline. */
  read(bytes: Buffer, end: number): void {
    for (let start = 0; start < end;) {
      let stop = bytes.indexOf(NEWLINE, start);
      const next = stop + 1;
      if (bytes[stop - 1] === RETURN && stop > start) stop--;
      this.line++;
      if (this.places === undefined) this.readHeader(bytes.toString('utf8', start, stop));
      else if (stop > start) this.readVote(bytes, start, stop);
      start = next;
    }
  }

  refuseLongLine(): never {
    this.malformed.note(this.line + 1, undefined, `is longer than ${LONGEST_LINE} bytes`);
    throw this.malformed.refusal();
  }

  finish(): VotesRead {
    if (this.places === undefined) this.malformed.note(1, undefined, 'has no header: the file is empty');
    this.malformed.throwIfAny();
    return {
      votes: {
        statement: this.statement.filled(),
        participant: this.participant.filled(),
        value: this.value.filled(),
        time: this.time.filled(),
      },
      lines: Math.max(0, this.line - 1),
      unknownValues: this.unknownValues,
    };
  }

  private readHeader(line: string): void {
    const bytes = Buffer.from(line.replace(/^\ufeff/, ''));
    for (let at = 0; at <= bytes.length;) {
      const end = fieldEnd(bytes, at, bytes.length) ?? bytes.length;
      this.titles.push(bytes.toString('utf8', at, end).replace(/^\s*"?|"?\s*$/g, ''));
      at = end + 1;
    }
    refuseOtherSeparators(this.titles, this.malformed);
    this.places = this.titles.map((name) => COLUMNS.indexOf(name as ColumnName));
    for (const name of COLUMNS) {
      if (!this.titles.includes(name)) this.malformed.note(1, name, 'is missing from the header');
    }
    this.malformed.throwIfAny();
  }

  private readVote(bytes: Buffer, start: number, stop: number): void {
    const places = this.places!;
    let place = 0;
    for (let at = start; at <= stop; place++) {
      const end = fieldEnd(bytes, at, stop);
      if (end === undefined) {
        this.malformed.note(this.line, this.titles[place], 'opens a quote that the line does not close');
        return;
      }
      const column = places[place] ?? -1;
      if (column >= 0 && !this.readField(bytes, at, end, column)) return;
      at = end + 1;
    }
    if (place === places.length) this.keep();
    else noteColumns(this.malformed, this.line, place, this.titles);
  }

  private keep(): void {
    const [time, statement, participant, value] = this.fields as unknown as [number, number, number, number];
    if (value !== 0 && value !== 1 && value !== -1) {
      this.unknownValues++;
      return;
    }
    this.time.push(time);
    this.statement.push(statement);
    this.participant.push(participant);
    this.value.push(value);
  }

  /** Reads a whole number, perhaps in quotes; notes what is none. */
  private readField(bytes: Buffer, from: number, to: number, column: number): boolean {
    let at = from;
    let stop = to;
    if (bytes[at] === QUOTE && bytes[stop - 1] === QUOTE && stop - at >= 2) {
      at++;
      stop--;
    }
    const isNegative = bytes[at] === MINUS;
    if (isNegative) at++;
    let number = 0;
    let isNumber = stop > at && stop - at <= 15;
    for (; at < stop && isNumber; at++) {
      const digit = bytes[at]! - ZERO;
      isNumber = digit >= 0 && digit <= 9;
      number = 10 * number + digit;
    }
    const isId = column === 1 || column === 2;
    if (isNumber && !(isId && (isNegative || number > LARGEST_ID))) {
      this.fields[column] = isNegative ? -number : number;
      return true;
    }
    const what = isId ? `a whole number from 0 to ${LARGEST_ID}` : 'a whole number';
    this.malformed.note(this.line, COLUMNS[column], `is "${excerpt(bytes, from, to)}", not ${what}`);
    return false;
  }
}

/** The comma or end behind the field that begins at `at`; commas inside quotes are text. None for an open quote. */
function fieldEnd(bytes: Buffer, at: number, stop: number): number | undefined {
  let end = at;
  if (bytes[at] === QUOTE && at < stop) {
    // A quote inside quotes is written twice, so that it closes and opens at once.
    let isOpen = true;
    for (end++; end < stop && (isOpen || bytes[end] !== COMMA); end++)
      if (bytes[end] === QUOTE) isOpen = !isOpen;
    return isOpen ? undefined : end;
  }
  while (end < stop && bytes[end] !== COMMA) end++;
  return end;
}

function excerpt(bytes: Buffer, from: number, to: number): string {
  const text = bytes.toString('utf8', from, Math.min(to, from + 40));
  return `${text.replace(/\p{C}/gu, '?')}${to > from + 40 ? '…' : ''}`;
}
