import { type Attributes, type XmlHandler } from '../archive/xml.js';
import { cellName } from '../cells/column.js';
import { shortened } from '../cells/long-text.js';
import { plainNumber } from '../cells/number-format.js';
import { LARGEST_CELL, MOST_COLUMNS, MOST_ROWS, MOST_TOLD } from '../limits.js';
import { type Cell } from '../reading.js';
import { refused } from '../refusals.js';
import { MOST_FACTS, type SheetSink } from '../sheet/sheet-source.js';

/** Times that a blank row or cell may be repeated, as far as numbers go. */
const FARTHEST = 1e9;

interface Pending {
  readonly attributes: Attributes;
  readonly paragraphs: string[];
  readonly isCovered: boolean;
  link?: string;
}

/** Reads one table of an OpenDocument spreadsheet; equal neighbours are written once with a count, and are cells each. */
export class TableReader implements XmlHandler {
  private table = -1;
  private tableDepth = 0;
  private row = 0;
  private rowRepeats = 1;
  private visibility: string | undefined;
  private column = 0;
  private columnsSeen = 0;
  private cells: { readonly column: number; readonly cell: Cell }[] = [];
  private pending: Pending | undefined;
  /** Within comments, forms and drawings nothing is a cell's text. */
  private skipped = 0;
  private isParagraph = false;

  constructor(
    private readonly wanted: number,
    private readonly sink: SheetSink,
  ) {}

  open(name: string, attributes: Attributes): void {
    if (name === 'table' && this.tableDepth++ === 0) this.table++;
    if (this.table !== this.wanted || this.tableDepth === 0) return;
    if (this.skipped > 0 || name === 'annotation' || name === 'shapes' || name === 'forms') {
      if (name === 'annotation' && this.skipped === 0) this.comment();
      this.skipped++;
    } else if (name === 'table-row') this.beginRow(attributes);
    else if (name === 'table-column') this.describeColumn(attributes);
    else if (name === 'table-cell' || name === 'covered-table-cell') {
      this.pending = { attributes, paragraphs: [], isCovered: name === 'covered-table-cell' };
    } else if (this.pending !== undefined) this.openInCell(name, attributes, this.pending);
  }

  text(text: string): void {
    if (this.isParagraph && this.skipped === 0) this.add(text);
  }

  close(name: string): void {
    if (this.skipped > 0) {
      this.skipped--;
      if (name === 'table') this.tableDepth--;
      return;
    }
    if (name === 'table') this.tableDepth--;
    else if (name === 'p' || name === 'h') this.isParagraph = false;
    else if (name === 'table-cell' || name === 'covered-table-cell') this.endCell();
    else if (name === 'table-row') this.endRow();
  }

  private beginRow(attributes: Attributes): void {
    this.rowRepeats = countOf(attributes['table:number-rows-repeated']);
    this.visibility = attributes['table:visibility'];
    this.column = 0;
    this.cells = [];
  }

  private describeColumn(attributes: Attributes): void {
    const count = countOf(attributes['table:number-columns-repeated']);
    const isHidden = (attributes['table:visibility'] ?? 'visible') !== 'visible';
    if (isHidden && this.sink.facts.hiddenColumns.length < MOST_FACTS) {
      this.sink.facts.hiddenColumns.push({ from: this.columnsSeen, to: this.columnsSeen + count - 1 });
    }
    this.columnsSeen += count;
  }

  private comment(): void {
    const { comments } = this.sink.facts;
    if (this.pending !== undefined && comments.length < MOST_TOLD)
      comments.push(cellName(this.row + 1, this.column));
  }

  private openInCell(name: string, attributes: Attributes, pending: Pending): void {
    if (name === 'p' || name === 'h') {
      pending.paragraphs.push('');
      this.isParagraph = true;
    } else if (!this.isParagraph) return;
    else if (name === 's') this.add(' '.repeat(Math.min(countOf(attributes['text:c']), 1_000)));
    else if (name === 'tab') this.add('\t');
    else if (name === 'line-break') this.add('\n');
    else if (name === 'a') pending.link ??= attributes['xlink:href'];
    else if (name === 'ruby-text') this.skipped++;
  }

  private add(text: string): void {
    const paragraphs = this.pending?.paragraphs;
    if (paragraphs === undefined) return;
    const last = paragraphs.length - 1;
    paragraphs[last] += text;
    if (paragraphs[last]!.length > LARGEST_CELL) throw refused('CELL_TOO_LARGE');
  }

  private endCell(): void {
    const { pending, column } = this;
    if (pending === undefined) return;
    this.pending = undefined;
    const repeats = countOf(pending.attributes['table:number-columns-repeated']);
    this.column += repeats;
    if (this.column > FARTHEST) throw refused('DAMAGED');
    if (pending.isCovered) return;
    this.merge(pending.attributes, column);
    const cell = cellOf(pending);
    if (cell === undefined) return;
    const most = Math.min(repeats, MOST_COLUMNS + 1);
    for (let copy = 0; copy < most; copy++) this.cells.push({ column: column + copy, cell });
    if (repeats > most) this.cells.push({ column: column + repeats - 1, cell });
  }

  private merge(attributes: Attributes, column: number): void {
    const rows = countOf(attributes['table:number-rows-spanned']);
    const columns = countOf(attributes['table:number-columns-spanned']);
    const { merges } = this.sink.facts;
    if (rows * columns === 1 || merges.length >= MOST_FACTS) return;
    const top = this.row + 1;
    merges.push({ top, left: column, bottom: top + rows - 1, right: column + columns - 1 });
  }

  private endRow(): void {
    const repeats = this.rowRepeats;
    if (this.cells.some(({ cell }) => cell.text.trim() !== '' || cell.formulaWithoutValue)) {
      if (repeats > MOST_ROWS) throw refused('TOO_MANY_ROWS', { limit: MOST_ROWS });
      for (let copy = 1; copy <= repeats; copy++) this.give(this.row + copy);
    }
    this.row += repeats;
    if (this.row > FARTHEST) throw refused('DAMAGED');
  }

  private give(row: number): void {
    this.sink.beginRow(row, this.visibility === 'collapse', this.visibility === 'filter');
    for (const { column, cell } of this.cells) this.sink.cell(column, cell);
  }
}

/** A count as the file says it; 1 where it says none. */
function countOf(text: string | undefined): number {
  const count = text === undefined ? 1 : Number(text);
  if (!Number.isSafeInteger(count) || count < 0 || count > FARTHEST) throw refused('DAMAGED');
  return Math.max(count, 1);
}

function cellOf({ attributes, paragraphs, link }: Pending): Cell | undefined {
  const value = contentOf(attributes, paragraphs.join('\n'));
  if (value === undefined || link === undefined || value.text === '') return value;
  return { ...value, link };
}

function contentOf(attributes: Attributes, shown: string): Cell | undefined {
  const type = attributes['office:value-type'];
  if (/^(#[A-Z/0!?]+|Err:\d+)/.test(shown) && attributes['table:formula'] !== undefined) {
    return { text: shown, error: shown };
  }
  if (type === 'date') return dateOf(attributes['office:date-value'] ?? '') ?? shortened(shown);
  if (type === 'boolean') return { text: attributes['office:boolean-value'] === 'true' ? 'TRUE' : 'FALSE' };
  const number = Number(attributes['office:value'] ?? Number.NaN);
  const isRounded = type === 'float' && (shown === '' || /^-?[\d.,]+E[+-]?\d+$|^#+$/i.test(shown));
  if (isRounded && !Number.isNaN(number)) return { text: plainNumber(number) };
  if (shown !== '') return shortened(shown);
  if (attributes['table:formula'] !== undefined && type === undefined)
    return { text: '', formulaWithoutValue: true };
  return undefined;
}

function dateOf(value: string): Cell | undefined {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?/.exec(value);
  if (found === null) return undefined;
  const [, day, time] = found;
  const date = time === undefined || time === '00:00' ? day! : `${day}T${time}`;
  return { text: date, date };
}
