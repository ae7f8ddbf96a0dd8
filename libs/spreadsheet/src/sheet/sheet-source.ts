import { type CellRange } from '../cells/column.js';
import { type DateSystem } from '../cells/serial-date.js';
import { type Cell, type CellName, type SpreadsheetFormat } from '../reading.js';

/** Where a reader puts what it finds, in the order of the sheet. */
export interface SheetSink {
  /** From 1, rising. Cells follow. */
  beginRow(row: number, isHidden?: boolean, isFiltered?: boolean): void;
  /** Column from 0, of the row that has begun. Blank cells may be given: they are left out. */
  cell(column: number, cell: Cell): void;
  /** Where rows may be hidden only after they were read. */
  readonly facts: SheetFacts;
}

/** What a sheet says about cells elsewhere than in them, mostly after its rows. */
export interface SheetFacts {
  readonly hiddenColumns: { readonly from: number; readonly to: number }[];
  readonly merges: CellRange[];
  readonly links: Map<CellName, string>;
  readonly comments: CellName[];
  /** A filter over columns: which texts it lets through. */
  readonly filters: { readonly column: number; readonly shown: ReadonlySet<string> }[];
  filterRange?: CellRange | undefined;
  /** The system that date cells were read by; undefined where there is none. */
  dateSystem?: DateSystem | undefined;
}

export interface SheetName {
  readonly name: string;
  readonly isHidden: boolean;
}

/** A file whose parts are known and whose rows are not yet read. */
export interface Workbook {
  readonly format: SpreadsheetFormat;
  readonly sheets: readonly SheetName[];
  /** Reads one sheet from its beginning. @throws Refusal */
  read(sheet: number, sink: SheetSink): Promise<void> | void;
}

export const noFacts = (): SheetFacts => ({
  hiddenColumns: [],
  merges: [],
  links: new Map(),
  comments: [],
  filters: [],
});

/** Merged cells, hidden columns and the like of one sheet beyond these are left out. */
export const MOST_FACTS = 50_000;
