import { type CellName, type ColumnLetter } from '../reading.js';

const known: ColumnLetter[] = [];

/** `A` of column 0, `Z` of 25, `AA` of 26. */
export function columnLetter(column: number): ColumnLetter {
  return (known[column] ??= lettersOf(column));
}

function lettersOf(column: number): ColumnLetter {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : lettersOf(Math.floor(column / 26) - 1) + last;
}

/** 0 of `A`. */
export function columnOf(letters: ColumnLetter): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

export const cellName = (row: number, column: number): CellName => `${columnLetter(column)}${row}`;

/** `B7`, also with dollars; undefined for what is no cell. Column from 0, row from 1. */
export function parseCellName(name: string): { readonly row: number; readonly column: number } | undefined {
  const found = /^\$?([A-Za-z]{1,4})\$?(\d{1,10})$/.exec(name);
  if (found === null) return undefined;
  return { row: Number(found[2]), column: columnOf(found[1]!.toUpperCase()) };
}

/** Cells from one corner to the other, both of them included. Columns from 0, rows from 1. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** `A1:B7`, or a single cell; undefined for what is neither. */
export function parseRange(text: string): CellRange | undefined {
  const [first, last] = text.split(':', 2);
  const from = parseCellName(first ?? '');
  const to = last === undefined ? from : parseCellName(last);
  if (from === undefined || to === undefined) return undefined;
  return {
    top: Math.min(from.row, to.row),
    left: Math.min(from.column, to.column),
    bottom: Math.max(from.row, to.row),
    right: Math.max(from.column, to.column),
  };
}
