import { type Cell, type ColumnLetter, type SpreadsheetRow } from '#libs/spreadsheet';

export type { ColumnLetter };
/** A cell and a row as the reading of files gives them. */
export type SheetCell = Cell;
export type SheetRow = SpreadsheetRow;

/** One sheet of a file as it was read. */
export interface Sheet {
  /** In order; those above the headings and the headings too. */
  readonly rows: readonly SheetRow[];
  /** One row, or two that are read together; empty where no row looks like headings. */
  readonly headingRows: readonly number[];
  readonly hiddenColumns?: readonly ColumnLetter[];
}

/** Where a letter stands among columns, from 1: `A` is 1, `AA` is 27. */
export const columnNumber = (letter: ColumnLetter): number =>
  [...letter].reduce((sum, sign) => sum * 26 + sign.charCodeAt(0) - 64, 0);

export const byColumn = (left: ColumnLetter, right: ColumnLetter): number =>
  columnNumber(left) - columnNumber(right);

/** The column of a cell's name: `B7` is in `B`. */
export const columnOf = (cell: string): ColumnLetter => cell.replace(/\d+$/, '');
