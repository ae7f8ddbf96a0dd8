import { boolean, instant, integer, oneOf, table, text, uuid } from '#libs/platform';
import { CONTENT_TYPES } from '../checks/checked-file.js';

/** A file that somebody of one side has attached to a subject; its bytes are in the store, under the same id. */
export const ATTACHMENT = table('attachments.attachment', {
  id: uuid(),
  conferenceId: uuid(),
  /** The body whose it is; null: the host's staff alone read it. */
  bodyId: uuid().orNull(),
  subjectType: text(),
  subjectId: uuid(),
  addedBy: uuid(),
  /** As people call it, with the ending of what it is kept as. */
  fileName: text(),
  contentType: oneOf(CONTENT_TYPES),
  /** Bytes, as it is kept. */
  size: integer(),
  /** Of the bytes as they are kept, in hexadecimal. */
  sha256: text(),
  /** Whether the host reads it: always of the host's own, of a body's since the subject was handed over. */
  isShown: boolean().changeable(),
  createdAt: instant().byDefault(),
  /** When it was noticed that the store has no such file any more; null: it has. */
  lostAt: instant().orNull(),
});
