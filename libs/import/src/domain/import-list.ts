import { type SpreadsheetFormat } from '#libs/spreadsheet';

export const IMPORT_LIST_STATES = [
  'LOADED',
  'APPLYING',
  'APPLIED',
  'UNDOING',
  'UNDONE',
  'ABANDONED',
] as const;
export type ImportListState = (typeof IMPORT_LIST_STATES)[number];

export const FORMATS: readonly SpreadsheetFormat[] = ['XLSX', 'ODS', 'XLS', 'CSV', 'TSV'];

/** What people do with a list. */
export const IMPORT_LIST_ACTIONS = ['SAY', 'APPLY', 'UNDO', 'ABANDON'] as const;
export type ImportListAction = (typeof IMPORT_LIST_ACTIONS)[number];

/** In which states each may be done. A list that is applied may be mended and applied again: it does what is left. */
const IN_STATES: Readonly<Record<ImportListAction, readonly ImportListState[]>> = {
  SAY: ['LOADED', 'APPLIED'],
  APPLY: ['LOADED', 'APPLIED'],
  UNDO: ['APPLIED'],
  ABANDON: ['LOADED'],
};

export const actionsIn = (state: ImportListState): readonly ImportListAction[] =>
  IMPORT_LIST_ACTIONS.filter((action) => IN_STATES[action].includes(state));

/** Rows of one list that are kept, those above the headings too. */
export const MOST_ROWS_OF_LIST = 10_000;
/** Characters of all cells of a list together. */
export const MOST_CHARACTERS_OF_LIST = 20_000_000;
