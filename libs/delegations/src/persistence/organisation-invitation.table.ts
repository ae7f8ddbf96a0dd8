import { day, instant, integer, json, oneOf, table, text, uuid, uuids } from '#libs/platform';
import { INVITATION_LEVELS, LETTER_LANGUAGES } from '../domain/organisation-invitation.js';
import { ORGANISATION_INVITATION_STATES } from '../domain/organisation-invitation.lifecycle.js';
import { type Seats } from '../domain/seats.js';

/** The letter to an organisation and what came of it. One that is not revoked at most, for each organisation. */
export const ORGANISATION_INVITATION = table('delegations.organisation_invitation', {
  id: uuid(),
  conferenceId: uuid(),
  organisationId: uuid(),
  state: oneOf(ORGANISATION_INVITATION_STATES).changeable(),
  level: oneOf(INVITATION_LEVELS).changeable(),
  seats: json<Seats>().changeable(),
  /** The last day for an answer, at the place of the conference. */
  replyBy: day().changeable(),
  language: oneOf(LETTER_LANGUAGES).changeable(),
  signatory: text().orNull().changeable(),
  salutation: text().orNull().changeable(),
  /** Everybody who has drafted or changed it at any time: none of them approves it. */
  editors: uuids().changeable(),
  approvedBy: uuid().orNull().changeable(),
  approvedAt: instant().orNull().changeable(),
  sentAt: instant().orNull().changeable(),
  /** When the organisation said that the letter has arrived. */
  acknowledgedAt: instant().orNull().changeable(),
  /** Of the last acceptance or regrets. */
  answeredAt: instant().orNull().changeable(),
  /** When the organisation asked to accept after all; null: it has not, or has its answer. */
  askedAt: instant().orNull().changeable(),
  /** When the organisation was last reminded of its answer, and by whom. */
  remindedAt: instant().orNull().changeable(),
  remindedBy: uuid().orNull().changeable(),
  /** When it lapsed or was revoked. */
  endedAt: instant().orNull().changeable(),
  version: integer().byDefault().changeable(),
  createdBy: uuid(),
  createdAt: instant().byDefault(),
  updatedAt: instant().byDefault().changeable(),
});
