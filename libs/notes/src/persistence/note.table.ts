import { instant, integer, table, text, uuid } from '#libs/platform';

/** What somebody of one side has noted about a subject, for that side alone. */
export const NOTE = table('notes.note', {
  id: uuid(),
  conferenceId: uuid(),
  /** The body whose people read it; null: the host's staff. */
  bodyId: uuid().orNull(),
  subjectType: text(),
  subjectId: uuid(),
  authorId: uuid(),
  text: text().changeable(),
  version: integer().byDefault().changeable(),
  createdAt: instant().byDefault(),
  /** When its author last changed it; null: never. */
  changedAt: instant().orNull().changeable(),
});
