/** `A` to `SF`, as a spreadsheet program names columns. */
export type ColumnLetter = string;

/** A cell as the reading of files gives it. */
export interface SheetCell {
  /** What a person sees: dates in ISO form, line ends are \n. */
  readonly text: string;
  /** Of a date cell: `2011-10-31`, or `2011-11-01T18:30`; no zone. */
  readonly date?: string;
  readonly formulaWithoutValue?: true;
  /** The mark of an error value, like `#N/A`. */
  readonly error?: string;
  /** Where the link under the cell leads, like `mailto:ann@example.org`. */
  readonly link?: string;
  /** The cell that covers this one, like `A2`: `text` stands there alone. */
  readonly mergedFrom?: string;
  /** Only of a cell that was too long to carry on: how many UTF-16 units it has; `text` is its beginning. */
  readonly characters?: number;
}

/** A row with something in it; rows without are not there. */
export interface SheetRow {
  /** As a spreadsheet program numbers it. */
  readonly row: number;
  readonly cells: Readonly<Record<ColumnLetter, SheetCell>>;
  /** Hidden by hand. */
  readonly isHidden?: true;
  /** Hidden by a filter. */
  readonly isFiltered?: true;
}

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
