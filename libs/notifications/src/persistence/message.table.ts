import { boolean, instant, integer, json, oneOf, smallInteger, table, text, uuid } from '#libs/platform';
import { MESSAGE_STATES } from '../domain/message.js';
import { MAIL_TROUBLES } from '../domain/mail-trouble.js';

/** One mail to one recipient, from the act that it tells of until it has left or is given up. */
export const MESSAGE = table('notifications.message', {
  id: uuid(),
  conferenceId: uuid().orNull(),
  bodyId: uuid().orNull(),
  /** As the lib defines it whose message it is; the database looks at its form alone. */
  kind: text(),
  subjectType: text(),
  subjectId: uuid(),
  /** A later version of the same subject is another message. */
  subjectVersion: integer(),
  /** What it is about, where that has a page of its own; both or none. */
  aboutType: text().orNull(),
  aboutId: uuid().orNull(),
  /** Filled in for processes of before, which know messages about nominations alone. */
  nominationId: uuid().orNull(),
  batchId: uuid().orNull(),
  recipientName: text(),
  recipientEmail: text(),
  language: text().byDefault(),
  params: json().byDefault(),
  templateVersion: integer().byDefault(),
  state: oneOf(MESSAGE_STATES).byDefault().changeable(),
  attempts: integer().byDefault(),
  deferrals: integer().byDefault().changeable(),
  troubleSince: instant().orNull().changeable(),
  /** It may have arrived, and nobody knows. */
  isInDoubt: boolean().byDefault().changeable(),
  cancelRequestedAt: instant().orNull().changeable(),
  leaseToken: uuid().orNull(),
  leaseUntil: instant().orNull(),
  nextAttemptAt: instant().orNull().changeable(),
  createdAt: instant().byDefault(),
  sentAt: instant().orNull().changeable(),
  lastError: text().orNull().changeable(),
  /** What the list of messages searches: name and address of the recipient, folded. */
  searchText: text().byDefault(),
  /** How many attempts ended without an answer. */
  doubts: integer().byDefault().changeable(),
  leaseHolder: integer().orNull(),
});

/** How the mail server stands, in a single row: what is wrong with it, if anything, and when it last took a message. */
export const MAIL_SERVER = table('notifications.mail_server', {
  id: smallInteger(),
  reason: oneOf(MAIL_TROUBLES).orNull(),
  /** The server's words, without addresses. */
  error: text().orNull(),
  since: instant().orNull(),
  seenAt: instant().orNull(),
  takenAt: instant().orNull(),
});
