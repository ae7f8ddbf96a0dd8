import { Refusal } from '#libs/kernel/refusal';

/**
 * Why a whole file is refused, and how to mend it. The kind is the key under which a page has the sentence in other languages;
 * `{name}` stands for a figure of the refusal.
 */
export const SPREADSHEET_REFUSALS = {
  EMPTY: 'No sheet of the file has a cell with anything in it. Choose the file with the list.',
  NO_ROWS: 'The headings were found; below them is no row. Choose the file with the list.',
  TOO_LARGE:
    'The file has {megabytes} MB; at most {limit} MB can be read. Leave out pictures and sheets that are not the list.',
  TOO_MANY_COLUMNS:
    'The sheet has {columns} columns; at most {limit} can be matched. Delete those that are not needed.',
  TOO_MANY_ROWS: 'The sheet has more than {limit} rows. Split the list into several files.',
  TOO_MANY_SHEETS:
    'The file has {sheets} sheets; at most {limit} can be read. Save the sheet with the list as a file of its own.',
  CELL_TOO_LARGE: 'One cell of the file holds more than a book. Delete it, or copy the list into a new file.',
  UNPACKS_TOO_LARGE:
    'The file unpacks to far more than a list of names can need. Copy the list into a new file, and save that.',
  TOO_MANY_PARTS:
    'The file consists of {entries} parts; a workbook has at most {limit}. Copy the list into a new file, and save that.',
  PASSWORD: 'The file is locked by a password. Save a copy without it.',
  HAS_DOCUMENT_TYPE:
    'The file holds a document type, which spreadsheet programs do not write. Open it in one, and save it as XLSX.',
  WEB_PAGE:
    'This is a web page, not a spreadsheet. Open it in a spreadsheet program and save it as XLSX, or copy its cells and paste them.',
  PDF: 'This is a PDF, not a spreadsheet. Ask for the list it was made from, or copy its cells and paste them.',
  PICTURE: 'This is a picture, not a spreadsheet. Ask for the list itself.',
  DOCUMENT:
    'This is a text document, not a spreadsheet. Copy its table into a spreadsheet, and save that as XLSX.',
  ARCHIVE: 'This is an archive, not a spreadsheet. Unpack it, and choose the file with the list.',
  MAIL: 'This is a mail, not a spreadsheet. Save what is attached to it, and choose that.',
  OTHER_SPREADSHEET: 'This kind of spreadsheet cannot be read. Open it in its program, and save it as XLSX.',
  NOT_A_SPREADSHEET:
    'This is no spreadsheet and no text. Choose the file with the list, as XLSX, ODS, XLS or CSV.',
  DAMAGED: 'The file is damaged or not whole. Open it in a spreadsheet program, and save it as XLSX.',
  TOO_MUCH_WORK:
    'The file asks for more work than a list of names can need. Copy the list into a new file, and save that.',
  NO_SUCH_SHEET: 'The file has no sheet of that name. Choose one that it has.',
  ENCODING_DOES_NOT_FIT: 'The file cannot be read in that encoding. Choose one that was offered.',
} as const satisfies Readonly<Record<string, string>>;

export type SpreadsheetRefusalKind = keyof typeof SPREADSHEET_REFUSALS;

/** Figures of a refusal: `limit`, and what was found. No content of the file: messages may end in a log. */
export type RefusalFigures = Readonly<Record<string, number>>;

/** Its words have the figures in them, in English. */
export function refused(
  kind: SpreadsheetRefusalKind,
  figures: RefusalFigures = {},
): Refusal<SpreadsheetRefusalKind> {
  const words = SPREADSHEET_REFUSALS[kind].replace(/\{(\w+)\}/g, (_all, name: string) =>
    (figures[name] ?? 0).toLocaleString('en-GB'),
  );
  return new Refusal(kind, words, [], figures);
}
