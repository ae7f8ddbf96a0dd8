import { bytes, instant, integer, oneOf, table, text, texts, uuid } from '#libs/platform';
import { DELIVERY_STATES } from '../domain/delivery.js';
import { ENDED_REASONS, ENDPOINT_STATES } from '../domain/endpoint.js';

/** An address of a body's system (of the host's, where there is no body) that is told what changes. */
export const ENDPOINT = table('webhooks.endpoint', {
  id: uuid(),
  conferenceId: uuid(),
  bodyId: uuid().orNull(),
  url: text().changeable(),
  description: text().orNull().changeable(),
  /** Which changes it is told of; null: all that the body sees. */
  kinds: texts().orNull().changeable(),
  state: oneOf(ENDPOINT_STATES).byDefault().changeable(),
  stateSince: instant().byDefault().changeable(),
  endedReason: oneOf(ENDED_REASONS).orNull().changeable(),
  /** Since when no attempt has gone well; null: the last one did, or there was none. */
  failingSince: instant().orNull().changeable(),
  secretNumber: integer().byDefault().changeable(),
  /** Until when the secret before signs too. */
  formerSecretUntil: instant().orNull().changeable(),
  /** Up to where the feed of changes was read. */
  place: bytes(),
  version: integer().byDefault().changeable(),
  createdAt: instant().byDefault(),
});

/** One change on its way to one endpoint. */
export const DELIVERY = table('webhooks.delivery', {
  /** The `webhook-id`: the same for every attempt. */
  id: uuid(),
  endpointId: uuid(),
  conferenceId: uuid(),
  bodyId: uuid().orNull(),
  /** Of the change in the feed; null for a test. */
  place: bytes().orNull(),
  kind: text(),
  subjectType: text(),
  subjectId: uuid(),
  externalReference: text().orNull(),
  occurredAt: instant(),
  state: oneOf(DELIVERY_STATES).byDefault().changeable(),
  /** Since it was made, or sent again by a person. */
  attempts: integer().byDefault().changeable(),
  lastStatus: integer().orNull(),
  lastFailure: text().orNull(),
  lastAttemptAt: instant().orNull(),
  nextAttemptAt: instant().byDefault().changeable(),
  leaseToken: uuid().orNull(),
  leaseHolder: integer().orNull(),
  leaseUntil: instant().orNull(),
  createdAt: instant().byDefault(),
});
