import { instant, integer, json, oneOf, table, text, uuid } from '#libs/platform';
import { FORMATS, IMPORT_LIST_STATES } from '../domain/import-list.js';
import { type Said } from '../known.js';
import { type KeptReading } from '../domain/kept-reading.js';

/** A list that somebody of a body has loaded: what it was read as, what people said of it, and what came of it. */
export const IMPORT_LIST = table('import.list', {
  id: uuid(),
  conferenceId: uuid(),
  bodyId: uuid(),
  createdBy: uuid(),
  /** Null: cells that were pasted. */
  fileName: text().orNull().changeable(),
  format: oneOf(FORMATS).changeable(),
  rowCount: integer().changeable(),
  /** Null once the rows are gone. */
  reading: json<KeptReading>().orNull().changeable(),
  said: json<Said>().orNull().changeable(),
  state: oneOf(IMPORT_LIST_STATES).byDefault().changeable(),
  version: integer().byDefault().changeable(),
  /** Rows of the act under way, or of the last one, and how many of them are done. */
  toDo: integer().byDefault().changeable(),
  done: integer().byDefault().changeable(),
  /** What came of all rows so far. */
  drafted: integer().byDefault().changeable(),
  updated: integer().byDefault().changeable(),
  refused: integer().byDefault().changeable(),
  undone: integer().byDefault().changeable(),
  /** Who acts: applied it last, or takes it back. */
  appliedBy: uuid().orNull().changeable(),
  appliedAt: instant().orNull().changeable(),
  createdAt: instant().byDefault(),
  updatedAt: instant().byDefault().changeable(),
});
