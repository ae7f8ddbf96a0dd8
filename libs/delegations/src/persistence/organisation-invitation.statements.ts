import { inHostSight, inOrganisationSight } from '#libs/platform';
import { type InvitationLevel, type LetterLanguage } from '../domain/organisation-invitation.js';
import { type OrganisationInvitationState } from '../domain/organisation-invitation.lifecycle.js';
import { type Seats } from '../domain/seats.js';

/** An invitation as it is kept. */
export interface InvitationFields {
  readonly id: string;
  readonly conferenceId: string;
  readonly organisationId: string;
  readonly state: OrganisationInvitationState;
  readonly level: InvitationLevel;
  readonly seats: Seats;
  /** `2027-09-15`. */
  readonly replyBy: string;
  readonly language: LetterLanguage;
  readonly signatory: string | null;
  readonly salutation: string | null;
  readonly editors: readonly string[];
  readonly approvedById: string | null;
  readonly approvedAt: Date | null;
  readonly sentAt: Date | null;
  readonly acknowledgedAt: Date | null;
  readonly answeredAt: Date | null;
  readonly askedAt: Date | null;
  readonly remindedAt: Date | null;
  readonly remindedById: string | null;
  readonly endedAt: Date | null;
  readonly version: number;
  readonly createdById: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
export interface InvitationRow extends InvitationFields, Record<string, unknown> {}

const COLUMNS = `i.id, i.conference_id AS "conferenceId", i.organisation_id AS "organisationId", i.state, i.level, i.seats,
  i.reply_by::text AS "replyBy", i.language, i.signatory, i.salutation, i.editors, i.approved_by AS "approvedById",
  i.approved_at AS "approvedAt", i.sent_at AS "sentAt", i.acknowledged_at AS "acknowledgedAt", i.answered_at AS "answeredAt",
  i.asked_at AS "askedAt", i.reminded_at AS "remindedAt", i.reminded_by AS "remindedById", i.ended_at AS "endedAt", i.version, i.created_by AS "createdById", i.created_at AS "createdAt", i.updated_at AS "updatedAt"`;

/** Whoever answers for an organisation reads its letter once it is out. Parameters: conferences that are read whole, own organisations. */
const inInvitationSight = (host: number): string =>
  `(${inHostSight('i', host)} OR (${inOrganisationSight('i', host + 1)} AND i.state NOT IN ('DRAFT', 'APPROVED')))`;

/** $2 conferences that the caller reads whole, $3 organisations for which they answer. */
export const INVITATIONS_BY_IDS = `SELECT ${COLUMNS} FROM delegations.organisation_invitation i
  WHERE i.id = ANY ($1::uuid[]) AND ${inInvitationSight(2)}`;
/** For an act: what is out of sight is neither found nor locked. */
export const LOAD_INVITATION = `SELECT ${COLUMNS} FROM delegations.organisation_invitation i WHERE i.id = $1 AND ${inInvitationSight(2)}
  FOR NO KEY UPDATE`;

export const MOST_OWN = 15;
/** $1 organisations for which the caller answers: the newest letter of each that is out. */
export const OWN_INVITATIONS = `SELECT DISTINCT ON (i.organisation_id) i.id FROM delegations.organisation_invitation i
  WHERE ${inOrganisationSight('i', 1)} AND i.state NOT IN ('DRAFT', 'APPROVED')
  ORDER BY i.organisation_id, i.created_at DESC, i.id LIMIT ${MOST_OWN}`;

/** What the order and the figures of the board are made of. */
export interface BoardRow extends Record<string, unknown> {
  readonly id: string;
  readonly organisationId: string;
  readonly state: OrganisationInvitationState;
  readonly seats: Seats;
}
/** $5 zone of the conference: its day is what a date for replies is compared with. Whoever has asked waits for the host. */
const IS_OVERDUE = `(i.state IN ('SENT', 'LAPSED') AND i.asked_at IS NULL AND i.reply_by < (clock_timestamp() AT TIME ZONE $5::text)::date)`;
/** $1 conference, $2 conferences that the caller reads whole, $3 states, $4 levels and $6 whether they are overdue, null: all. */
export const BOARD = `SELECT i.id, i.organisation_id AS "organisationId", i.state, i.seats FROM delegations.organisation_invitation i
  WHERE i.conference_id = $1::uuid AND ${inHostSight('i', 2)}
    AND ($3::text[] IS NULL OR i.state = ANY ($3)) AND ($4::text[] IS NULL OR i.level = ANY ($4))
    AND ($6::boolean IS NULL OR ${IS_OVERDUE} = $6)`;

/** $1 a moment: whether it lies ahead of the database’s clock. */
export const IS_TO_COME = 'SELECT $1::timestamptz > clock_timestamp() AS "isToCome"';

/** $1 a moment: whether less than a day has passed since, by the database’s clock. */
export const IS_WITHIN_A_DAY = `SELECT $1::timestamptz > clock_timestamp() - interval '1 day' AS "isRecent"`;

/** $1 name of what is locked: whoever reads which organisations are invited before they write waits for the one before. */
export const LOCK_INVITED = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';
/** $1 conference, $2 organisations: those of them that have an invitation which is not revoked. */
export const LIVING_OF = `SELECT i.organisation_id AS "organisationId" FROM delegations.organisation_invitation i
  WHERE i.conference_id = $1::uuid AND i.organisation_id = ANY ($2::uuid[]) AND i.state <> 'REVOKED'`;

/** For the worker, which acts for all conferences. */
export const SENT_INVITATION = `SELECT ${COLUMNS} FROM delegations.organisation_invitation i
  WHERE i.id = $1 AND i.state = 'SENT' FOR NO KEY UPDATE`;
