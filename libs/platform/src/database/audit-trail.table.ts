import { type Actor } from '#libs/kernel';
import { instant, integer, json, text, transactionNumber, uuid } from './tables/column.js';
import { table } from './tables/table.js';

/** One fact of the audit trail. Rows are only added. */
export const AUDIT_EVENT = table('audit.event', {
  id: uuid(),
  conferenceId: uuid().orNull(),
  /** The body that may read it beside the host; null: the host alone. */
  bodyId: uuid().orNull(),
  occurredAt: instant().byDefault(),
  actorId: uuid().orNull(),
  actorKind: text<Actor['kind']>(),
  onBehalfOfId: uuid().orNull(),
  /** The API token with which the act came; null: with none. */
  apiTokenId: uuid().orNull(),
  action: text(),
  subjectType: text(),
  subjectId: uuid(),
  details: json().byDefault(),
  /** By these the trail is read in the order of commits, see `libs/audit`; no part of the fact, and in no hash. */
  era: integer().byDefault(),
  xid: transactionNumber().byDefault(),
});

/** What a person wrote beside an act, apart from its event, so that it can be erased; the event keeps the hash. */
export const AUDIT_REMARK = table('audit.remark', {
  eventId: uuid(),
  conferenceId: uuid().orNull(),
  bodyId: uuid().orNull(),
  text: text().orNull(),
  salt: text().orNull(),
});
