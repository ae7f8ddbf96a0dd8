import { instant, json, text } from '../tables/column.js';
import { table } from '../tables/table.js';

/** What was answered to one request of one caller, for when it comes again under its key. */
export const IDEMPOTENCY = table('platform.idempotency', {
  /** Whose space of keys it is: the person, the invitation, or whoever is signing in. */
  owner: text(),
  key: text(),
  operation: text(),
  /** Of the request, which itself is not kept. */
  requestHash: text(),
  /** Of the request as it named its thing, where not by the id. */
  namedHash: text().orNull(),
  /** Ids, versions and numbers. */
  answer: json(),
  createdAt: instant().byDefault(),
});
