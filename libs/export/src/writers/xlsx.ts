import { fitting, xmlText } from './cell-text.js';
import { sheetName } from './names.js';
import { type CellValue, type Sheet, type SheetColumn, type SheetSummary } from './sheet.js';
import { columnName, sheetHead, sheetPath, sheetTail, STYLE, workbookParts } from './xlsx-parts.js';
import { ZipWriter } from './zip.js';
import { ZonedTime } from './zoned-time.js';

/** Rows of a sheet with its heading, as spreadsheet programs count them. */
export const MOST_SHEET_ROWS = 1_048_576;

const DAY_MS = 86_400_000;
/** What day 0 is, as spreadsheet programs count days from 1900. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
/** Below is no date cell: their 1900 has a 29 February. */
const FIRST_DAY = 61;

/**
 * XLSX (ECMA-376), given out as its rows come; no page is kept. Text is text whatever it looks like, never a formula; moments are
 * date cells that show the time in the zone, which the heading names. What does not fit into one sheet goes on in another.
 */
export async function* writeXlsx(
  sheet: Sheet,
  mostSheetRows = MOST_SHEET_ROWS,
): AsyncGenerator<Uint8Array, SheetSummary> {
  const zip = new ZipWriter();
  const writer = new RowWriter(sheet);
  const pages = new Pages(sheet.pages);
  const names: string[] = [];
  try {
    do {
      names.push(sheetName(sheet.name, names));
      yield* zip.entry(sheetPath(names.length), oneSheet(sheet, writer, pages, mostSheetRows));
    } while (await pages.hasMore());
    for (const [path, xml] of workbookParts(names)) yield* zip.entry(path, [xml]);
    yield zip.end();
  } finally {
    await pages.close();
  }
  return { rows: writer.rows, guarded: 0, cut: writer.cut, sheets: names.length };
}

async function* oneSheet(
  { columns }: Sheet,
  writer: RowWriter,
  pages: Pages,
  most: number,
): AsyncGenerator<string> {
  yield sheetHead(columns) + writer.heading();
  let rows = 1;
  while (rows < most) {
    const page = await pages.next(most - rows);
    if (page === undefined) break;
    const first = rows + 1;
    rows += page.length;
    yield page.map((row, index) => writer.row(row, first + index)).join('');
  }
  yield sheetTail(columns.length, rows);
}

/** Pages that are taken in pieces, where the end of a sheet lies within one. */
class Pages {
  private readonly source: AsyncIterator<readonly (readonly CellValue[])[]>;
  private rest: readonly (readonly CellValue[])[] = [];

  constructor(pages: Sheet['pages']) {
    this.source = pages[Symbol.asyncIterator]();
  }

  async next(most: number): Promise<readonly (readonly CellValue[])[] | undefined> {
    if (!(await this.hasMore())) return undefined;
    const page = this.rest.slice(0, most);
    this.rest = this.rest.slice(most);
    return page;
  }

  async hasMore(): Promise<boolean> {
    while (this.rest.length === 0) {
      const next = await this.source.next();
      if (next.done === true) return false;
      this.rest = next.value;
    }
    return true;
  }

  async close(): Promise<void> {
    await this.source.return?.();
  }
}

class RowWriter {
  rows = 0;
  cut = 0;
  private readonly zone: ZonedTime;
  private readonly letters: readonly string[];

  constructor(private readonly sheet: Sheet) {
    this.zone = new ZonedTime(sheet.timeZone);
    this.letters = sheet.columns.map((_, index) => columnName(index));
  }

  heading(): string {
    const { columns, timeZone } = this.sheet;
    const cells = columns.map(({ heading, type }, index) =>
      this.text(
        type === 'instant' ? `${heading} (${timeZone})` : heading,
        `${this.letters[index]}1`,
        STYLE.heading,
      ),
    );
    return `<row r="1">${cells.join('')}</row>`;
  }

  row(values: readonly CellValue[], number: number): string {
    this.rows += 1;
    let cells = '';
    for (const [index, column] of this.sheet.columns.entries()) {
      const value = values[index] ?? null;
      if (value !== null && value !== '')
        cells += this.cell(value, column, `${this.letters[index]}${number}`);
    }
    return `<row r="${number}">${cells}</row>`;
  }

  private cell(value: string | number | Date, { type }: SheetColumn, at: string): string {
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
    if (value instanceof Date) {
      const seconds = Math.floor(this.zone.wallClock(value) / 1000);
      const days = (seconds * 1000 - DAY_ZERO) / DAY_MS;
      return days < FIRST_DAY
        ? this.text(this.zone.iso(value), at, STYLE.text)
        : `<c r="${at}" s="${STYLE.instant}"><v>${days}</v></c>`;
    }
    if (type !== 'day') return this.text(value, at, STYLE.text);
    const days = (Date.parse(`${value}T00:00:00Z`) - DAY_ZERO) / DAY_MS;
    return days >= FIRST_DAY
      ? `<c r="${at}" s="${STYLE.day}"><v>${days}</v></c>`
      : this.text(value, at, STYLE.text);
  }

  private text(whole: string, at: string, style: number): string {
    const { text, isCut } = fitting(whole, this.sheet.language);
    if (isCut) this.cut += 1;
    return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
  }
}
