import { Buffer } from 'node:buffer';
import { columnLetter } from '../cells/column.js';
import { MOST_COLUMNS, MOST_ROWS, MOST_TOLD, ROWS_AT_ONCE } from '../limits.js';
import { type Cell, type CellName } from '../reading.js';
import { refused } from '../refusals.js';
import { isBlank, type KeptRow } from './kept-row.js';
import { noFacts, type SheetSink } from './sheet-source.js';

/** Rows at the top of a sheet among which the headings are sought. */
const TOP_ROWS = 40;

/** Rows as they came, as JSON: a tenth of what they take as objects. */
interface Batch {
  readonly from: number;
  readonly to: number;
  readonly json: Buffer;
}

/** Takes the rows of one sheet, leaves out what is blank, and counts; keeps them where it is told to. */
export class SheetCollector implements SheetSink {
  readonly facts = noFacts();
  readonly top: KeptRow[] = [];
  readonly batches: Batch[] = [];
  /** Hidden by hand or by a filter: which of the two is known only at the end of the sheet. */
  readonly hiddenRows: KeptRow[] = [];
  readonly formulasWithoutValue: CellName[] = [];
  readonly errors: CellName[] = [];
  readonly longCells: CellName[] = [];
  /** By column from 0: the last row with something in it. */
  readonly lastRowOf = new Map<number, number>();
  rowCount = 0;
  private width = 0;
  private current: KeptRow | undefined;
  private pending: KeptRow[] = [];

  constructor(private readonly isKept: boolean) {}

  beginRow(row: number, isHidden = false, isFiltered = false): void {
    this.endRow();
    this.current = { row, cells: [], isHidden, isFiltered };
  }

  cell(column: number, cell: Cell): void {
    if (this.current === undefined || isBlank(cell)) return;
    if (column >= this.width) this.width = column + 1;
    if (column < MOST_COLUMNS) this.current.cells.push([column, cell]);
  }

  /** After the last row. @throws Refusal TOO_MANY_COLUMNS, with the number found */
  end(): void {
    this.endRow();
    if (this.pending.length > 0) this.pack();
    if (this.width > MOST_COLUMNS) {
      throw refused('TOO_MANY_COLUMNS', { columns: this.width, limit: MOST_COLUMNS });
    }
  }

  private endRow(): void {
    const row = this.current;
    this.current = undefined;
    if (row === undefined || row.cells.length === 0) return;
    if (++this.rowCount > MOST_ROWS) throw refused('TOO_MANY_ROWS', { limit: MOST_ROWS });
    if (this.top.length < TOP_ROWS) this.top.push(row);
    this.describe(row);
    if (!this.isKept) return;
    this.pending.push(row);
    if (this.pending.length >= ROWS_AT_ONCE) this.pack();
  }

  private describe(kept: KeptRow): void {
    const { row, cells } = kept;
    if (kept.isHidden || kept.isFiltered) note(this.hiddenRows, kept);
    for (const [column, cell] of cells) {
      this.lastRowOf.set(column, row);
      if (cell.formulaWithoutValue) note(this.formulasWithoutValue, `${columnLetter(column)}${row}`);
      if (cell.error !== undefined) note(this.errors, `${columnLetter(column)}${row}`);
      if (cell.characters !== undefined) note(this.longCells, `${columnLetter(column)}${row}`);
    }
  }

  private pack(): void {
    const [first, last] = [this.pending[0]!, this.pending.at(-1)!];
    this.batches.push({ from: first.row, to: last.row, json: Buffer.from(JSON.stringify(this.pending)) });
    this.pending = [];
  }
}

function note<Entry>(list: Entry[], entry: Entry): void {
  if (list.length < MOST_TOLD) list.push(entry);
}
