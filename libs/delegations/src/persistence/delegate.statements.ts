import { inHostSight, inOrganisationSight } from '#libs/platform';
import { type SeatRole } from '../domain/seats.js';

export interface DelegateFields {
  readonly id: string;
  readonly conferenceId: string;
  readonly organisationId: string;
  readonly invitationId: string;
  readonly role: SeatRole;
  readonly name: string;
  readonly email: string | null;
  readonly position: string | null;
  readonly namedAt: Date;
}
export interface DelegateRow extends DelegateFields, Record<string, unknown> {}

const COLUMNS = `d.id, d.conference_id AS "conferenceId", d.organisation_id AS "organisationId", d.invitation_id AS "invitationId", d.role,
  d.name, d.email, d.position, d.named_at AS "namedAt"`;
const inDelegateSight = (host: number): string =>
  `(${inHostSight('d', host)} OR ${inOrganisationSight('d', host + 1)})`;

/** $2 conferences that the caller reads whole, $3 organisations for which they answer; of those who are in the delegation. */
export const DELEGATES_BY_IDS = `SELECT ${COLUMNS} FROM delegations.delegate d
  WHERE d.id = ANY ($1::uuid[]) AND d.removed_at IS NULL AND ${inDelegateSight(2)}`;
/** By the letter; the head first is for whoever lists them. */
export const DELEGATES_OF = `SELECT ${COLUMNS} FROM delegations.delegate d
  WHERE d.invitation_id = ANY ($1::uuid[]) AND d.removed_at IS NULL AND ${inDelegateSight(2)} ORDER BY d.named_at, d.id`;
/** For an act: what is out of sight is neither found nor locked. */
export const LOAD_DELEGATE = `SELECT ${COLUMNS} FROM delegations.delegate d
  WHERE d.id = $1 AND d.removed_at IS NULL AND ${inDelegateSight(2)} FOR NO KEY UPDATE`;
/** $1 organisations, of which the caller sees their own, $2 the name as it is compared, $3 conference. */
export const NAMED_ALREADY = `SELECT ${COLUMNS} FROM delegations.delegate d
  WHERE ${inOrganisationSight('d', 1)} AND d.name_key = $2 AND d.conference_id = $3 AND d.removed_at IS NULL ORDER BY d.named_at LIMIT 1`;
/** $1 conference: whether organisations change their delegations now. */
export const IS_OPEN = 'SELECT conference.delegations_open($1) AS "isOpen"';
