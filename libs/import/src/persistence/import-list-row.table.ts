import { boolean, integer, json, oneOf, table, text, uuid } from '#libs/platform';
import { type SheetRow } from '../sheet.js';

/** What came of a row. */
export const ROW_RESULTS = ['DRAFTED', 'UPDATED', 'UNDONE'] as const;
export type RowResult = (typeof ROW_RESULTS)[number];

/** A row of a list as it was read, and what came of it. */
export const IMPORT_LIST_ROW = table('import.list_row', {
  listId: uuid(),
  row: integer(),
  conferenceId: uuid(),
  bodyId: uuid(),
  cells: json<SheetRow['cells']>(),
  isHidden: boolean(),
  isFiltered: boolean(),
  /** The version of the list with which the job has last done it. */
  run: integer().orNull(),
  result: oneOf(ROW_RESULTS).orNull(),
  nominationId: uuid().orNull(),
  /** After the write, by which it is seen whether somebody has changed the nomination since. */
  nominationVersion: integer().orNull(),
  /** Of a nomination that was there: the fields that the list has changed, as they were. */
  before: json<Readonly<Record<string, string | number | null>>>().orNull(),
  refusalCode: text().orNull(),
  refusal: text().orNull(),
});
