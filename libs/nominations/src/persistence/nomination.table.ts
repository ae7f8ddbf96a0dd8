import { columnsFrom, instant, integer, oneOf, table, text, uuid } from '#libs/platform';
import { inputsOf, NOMINATION_FIELDS } from '../domain/nomination-fields.js';
import { STORED_STATES } from '../domain/nomination.lifecycle.js';

/** A body's proposal that a person attend. */
export const NOMINATION = table('nominations.nomination', {
  id: uuid(),
  conferenceId: uuid(),
  bodyId: uuid(),
  constituencyId: uuid().changeable(),
  personId: uuid(),
  reference: text(),
  /** As published; DECIDED is what the host sees while a decision is not released, and is never stored. */
  state: oneOf(STORED_STATES).changeable(),
  /** Acts so far. What the API calls the version counts `followUps` as well. */
  version: integer().byDefault().changeable(),
  /** What followed by itself, so far and at the last act; a trigger counts whatever moves `updatedAt` alone. */
  followUps: integer().byDefault(),
  followUpsBefore: integer().byDefault(),
  ...columnsFrom(inputsOf(NOMINATION_FIELDS)),
  returnQuestion: text().orNull().changeable(),
  /** Why the body nominates the address a second time; null where it does not. */
  secondReason: text().orNull().changeable(),
  /** Since when its body calls it ready to be submitted, and when its coordinators were told; null where not. */
  readyAt: instant().orNull().changeable(),
  readyToldAt: instant().orNull().changeable(),
  /** Whose place it took; written with the row alone, by a function of the owner's. */
  supersedes: uuid().orNull(),
  createdBy: uuid(),
  lastEditedBy: uuid().changeable(),
  createdAt: instant().byDefault(),
  /** When anything last changed that everybody may see who sees the nomination. */
  updatedAt: instant().byDefault().changeable(),
  submittedAt: instant().orNull().changeable(),
  /** What the lists search: names, reference, address, folded. */
  searchText: text().changeable(),
  sortName: text().changeable(),
  /** Until when a returned nomination can be answered. */
  answerDueAt: instant().orNull().changeable(),
});
