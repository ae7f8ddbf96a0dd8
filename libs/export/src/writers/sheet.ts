import { type ColumnType } from '../list.js';

/** A heading with what stands below it; countries come as their names. */
export interface SheetColumn {
  readonly heading: string;
  readonly type: Exclude<ColumnType, 'country'>;
}

export type CellValue = string | number | Date | null;

/** What is written, whatever the kind of file: rows come a page at a time, in the order of the columns. */
export interface Sheet {
  /** As people call the list; a file makes of it what it can take. */
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly pages: AsyncIterable<readonly (readonly CellValue[])[]>;
  /** IANA name of the zone in which moments are written. */
  readonly timeZone: string;
  readonly language: 'en' | 'fr';
}

/** What a file says of itself once it is whole. Nothing is changed in silence. */
export interface SheetSummary {
  /** Without headings. */
  readonly rows: number;
  /** Cells before which an apostrophe stands, so that no spreadsheet program takes them for a formula. */
  readonly guarded: number;
  /** Cells that were longer than a cell can be, and end in a mark that says so. */
  readonly cut: number;
  /** More than one where the rows do not fit into one. */
  readonly sheets: number;
}

/** Gives the bytes of a file as its pages come, and what it says of itself. A failure of the pages is its own. */
export type SheetWriter = (sheet: Sheet) => AsyncGenerator<Uint8Array, SheetSummary>;
