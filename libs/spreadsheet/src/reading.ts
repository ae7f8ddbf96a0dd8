import { type Refusal } from '#libs/kernel/refusal';
import { type SpreadsheetRefusalKind } from './refusals.js';

/** What a file is by its content; its name says nothing. Pasted cells are TSV. */
export type SpreadsheetFormat = 'XLSX' | 'ODS' | 'XLS' | 'CSV' | 'TSV';

/** `A` to `SF`, as a spreadsheet program names columns; at most MOST_COLUMNS of them. */
export type ColumnLetter = string;

/** `B7`: column and row, as a spreadsheet program names a cell. */
export type CellName = string;

/** A cell with something in it, or one that another covers. */
export interface Cell {
  /**
   * What a person sees: dates in ISO form, whole numbers without ".0", leading zeros that a format shows, truth as TRUE or FALSE,
   * an error by its mark. Line ends are \n. Nothing is trimmed or taken out. '' for a formula without a value and for a covered cell.
   */
  readonly text: string;
  /** Of a date cell: `2011-10-31`, or `2011-11-01T18:30` with a time; no zone. The same as `text`. */
  readonly date?: string;
  /** The file holds the formula and not its value, which nobody may guess. */
  readonly formulaWithoutValue?: true;
  /** The mark of an error value, like `#N/A`. The same as `text`. */
  readonly error?: string;
  /** Where the link under the cell leads, like `mailto:ann@example.org`. */
  readonly link?: string;
  /** The cell that covers this one: `text` stands there alone. */
  readonly mergedFrom?: CellName;
  /** Only of a cell longer than LONGEST_CELL: how many UTF-16 units it has; `text` is its beginning. */
  readonly characters?: number;
}

/** A row with something in it. */
export interface SpreadsheetRow {
  /** As a spreadsheet program numbers it: from 1, blank rows counted, the `sep=` line not. */
  readonly row: number;
  /** Without empty cells. */
  readonly cells: Readonly<Record<ColumnLetter, Cell>>;
  /** Hidden by hand. */
  readonly isHidden?: true;
  /** Hidden by a filter. */
  readonly isFiltered?: true;
}

/** Which rows may be the headings, best first. */
export interface HeadingCandidate {
  /** One row, or two that are read together. */
  readonly rows: readonly number[];
  /** 0 to 1: cells of it that are heading words, as far as such were given; else what the shape says. */
  readonly score: number;
  /** How many of its cells are among the heading words that were given. */
  readonly knownWords: number;
}

/** One sheet, as far as a page needs it to let a person choose. A text file is one sheet without a name. */
export interface SheetOutline {
  readonly name: string;
  readonly isHidden: boolean;
  /** Rows with something in them. */
  readonly rowsWithContent: number;
  /** Of those, the ones below the headings. */
  readonly rowsBelowHeadings: number;
  readonly headingRows: readonly number[];
  /** By column; of two heading rows, the lower text, or where it has none the upper one. */
  readonly headings: Readonly<Record<ColumnLetter, string>>;
  /** It has headings over rows of cells, as a list of people has; a page offers these. */
  readonly isList: boolean;
}

/** One way to read the bytes of a text file. */
export interface EncodingChoice {
  /** As in the Encoding Standard, in lower case: `windows-1252`. */
  readonly encoding: string;
  /** Up to three cells with letters beyond ASCII, read so. */
  readonly samples: readonly string[];
}

/** What a page says without asking. Lists end after MOST_TOLD entries. */
export type Told =
  | { readonly kind: 'HIDDEN_ROWS' | 'FILTERED_ROWS' | 'MERGED_HEADINGS'; readonly rows: readonly number[] }
  | {
      readonly kind: 'HIDDEN_COLUMNS' | 'MERGED_DOWN' | 'CELLS_WITHOUT_HEADING';
      readonly columns: readonly ColumnLetter[];
    }
  | { readonly kind: 'HIDDEN_SHEETS'; readonly sheets: readonly string[] }
  | {
      readonly kind: 'COMMENTS_NOT_USED' | 'FORMULAS_WITHOUT_VALUE' | 'ERROR_VALUES' | 'CELLS_TOO_LONG';
      readonly cells: readonly CellName[];
    };

/** What a person has said about the file. All of it may be left out. */
export interface ReadingChoices {
  /** The name of a sheet; without it the first visible one that is a list. */
  readonly sheet?: string;
  /** One of the encodings offered, or any other of the Encoding Standard; only of text without a mark. */
  readonly encoding?: string;
  /** One character; only of text. */
  readonly separator?: string;
  /** One row, or two that are read together. */
  readonly headingRows?: readonly number[];
  /** Words of headings in any case: they help to find the heading row. */
  readonly headingWords?: readonly string[];
}

/** One sheet of a file. */
export interface Reading {
  readonly format: SpreadsheetFormat;
  /** Of text alone, as in `EncodingChoice`. */
  readonly encoding?: string;
  /** Of text alone: it began with a byte order mark. */
  readonly hasMark?: boolean;
  /** Of text alone: the ways in which its letters can be read, the one taken first. Empty where there is only one. */
  readonly encodings?: readonly EncodingChoice[];
  /** Of text alone: false where another reading is as likely, so that a person is asked. */
  readonly isEncodingSure?: boolean;
  /** Of text alone: `,`, `;`, a tab or `|`; null for a single column. */
  readonly separator?: string | null;
  readonly sheets: readonly SheetOutline[];
  /** The name of the sheet that was read. */
  readonly sheet: string;
  /** One row or two; empty where no row looks like headings. */
  readonly headingRows: readonly number[];
  readonly headingCandidates: readonly HeadingCandidate[];
  /** By column the texts of its headings, upper ones first; a merged cell heads every column under it. */
  readonly headings: Readonly<Record<ColumnLetter, readonly string[]>>;
  /** Rows above the headings and the headings themselves, as they come in `rows` too. */
  readonly top: readonly SpreadsheetRow[];
  /** The columns that have a heading or a cell below it, from left to right. */
  readonly columns: readonly ColumnLetter[];
  /** Of files with date cells alone: the year from which they are counted. */
  readonly dateSystem?: 1900 | 1904;
  readonly told: readonly Told[];
  /** How many rows `rows` gives: all with something in them, those above the headings too. */
  readonly rowCount: number;
  /** All rows, in order, once. They come from another process in batches: read them to the end, break off, or `close`. */
  readonly rows: AsyncIterable<SpreadsheetRow>;
  /** Ends the process that reads. Not needed after the last row. */
  close(): Promise<void>;
}

/** Why a whole file is refused: `code` is the kind, `message` English for people, `extras` the figures. */
export type SpreadsheetRefusal = Refusal<SpreadsheetRefusalKind>;
