import { bothWays, type Role, ROLES, rolesExcludedBy } from '#libs/kernel';
import { countUpTo, inHostSight, inSight } from '#libs/platform';
import { type GrantState, OFFER_DAYS, type StaffGrant } from '../domain/staff.js';

const NAME = 'coalesce(u.name, g.invited_name)';
const OPPOSITES = `CASE g.role ${ROLES.map((role) => `WHEN '${role}' THEN '{${rolesExcludedBy(role).join(',')}}'`).join(' ')} END::text[]`;
/** `isWhole`: what the same person does for others is told to those who see the whole conference. */
const conflicts = (isWhole: string): string => `ARRAY(SELECT DISTINCT o.role FROM access.role_grant o
    WHERE ${isWhole} AND o.user_id = g.user_id AND o.conference_id = g.conference_id AND o.revoked_at IS NULL
      AND g.revoked_at IS NULL AND o.role = ANY (${OPPOSITES}) ORDER BY o.role)`;
const columns = (
  isWhole: string,
): string => `g.id, g.conference_id AS "conferenceId", g.body_id AS "bodyId", g.organisation_id AS "organisationId",
  g.organisation_name AS "organisationName", g.role,
  CASE WHEN g.revoked_at IS NOT NULL THEN 'REVOKED' WHEN g.declined_at IS NOT NULL THEN 'DECLINED'
    WHEN g.user_id IS NOT NULL THEN 'HELD' WHEN g.offered_until <= clock_timestamp() THEN 'LAPSED' ELSE 'OFFERED' END AS state,
  ${NAME} AS name, coalesce(u.email, g.invited_email) AS email, coalesce(u.language, g.invited_language) AS language,
  g.user_id AS "userId", g.granted_at AS "grantedAt", CASE WHEN g.user_id IS NULL THEN g.offered_until END AS "offeredUntil",
  g.accepted_at AS "acceptedAt", g.revoked_at AS "revokedAt", g.mails,
  ${conflicts(isWhole)} AS "conflictingRoles"`;
const GRANTS = 'FROM access.role_grant g';
/** The user of each grant is looked up by its id, so that the users of other conferences cost nothing. */
const FROM = `${GRANTS} LEFT JOIN LATERAL (SELECT id, name, email, language FROM access.app_user WHERE id = g.user_id OFFSET 0) u ON true`;
/** Who has more than one role in the conference, read once: few do, and nobody else can have roles that exclude each other. */
const HAVE_SEVERAL = `ARRAY(SELECT s.user_id FROM access.role_grant s
    WHERE s.conference_id = $1 AND s.revoked_at IS NULL GROUP BY s.user_id HAVING count(DISTINCT s.role) > 1)`;
const IN_SIGHT = `g.conference_id = $1 AND g.revoked_at IS NULL AND ($2::boolean OR g.body_id = ANY ($3::uuid[]))
  AND ($4::uuid IS NULL OR g.body_id = $4) AND ($5::text IS NULL OR g.role = $5)
  AND (NOT $6::boolean OR (g.user_id = ANY (${HAVE_SEVERAL}) AND cardinality(${conflicts('$2::boolean')}) > 0)) AND ($7::uuid[] IS NULL OR g.id = ANY ($7))`;

/** In whole days and minutes, as the mail says it. */
const OFFER_END = `date_trunc('minute', clock_timestamp() + interval '${OFFER_DAYS} days')`;

/** Followed by the values of `sightOf`. */
export const READ_STAFF_GRANT = `SELECT ${columns('g.conference_id = ANY ($2::uuid[])')} ${FROM} WHERE g.id = $1 AND ${inSight('g', 2)}`;
/** $1 is the caller; followed by the conferences that they read whole. */
export const READ_OWN_GRANTS = `SELECT ${columns('g.conference_id = ANY ($2::uuid[])')} ${FROM}
  WHERE g.user_id = $1 AND g.revoked_at IS NULL ORDER BY g.granted_at, g.id`;
/** $1 the ids, $4 the caller; of others' those in sight, of which the policy leaves those that the caller may list. */
export const READ_GRANTS_BY_IDS = `SELECT ${columns('g.conference_id = ANY ($2::uuid[])')} ${FROM}
  WHERE g.id = ANY ($1::uuid[]) AND (${inSight('g', 2)} OR g.user_id = $4)`;
/** $1 organisations, $2 conferences that the caller reads whole: at most 20 of each. */
export const FOCAL_POINTS_OF = `SELECT page.* FROM unnest($1::uuid[]) AS sought (id), LATERAL (
    SELECT ${columns('g.conference_id = ANY ($2::uuid[])')} ${FROM}
    WHERE g.organisation_id = sought.id AND g.revoked_at IS NULL AND ${inHostSight('g', 2)}
    ORDER BY g.granted_at, g.id LIMIT 20) page`;
/** Offers to the caller's address that can still be answered. */
export const READ_OFFERS = `SELECT o.id, o.conference_id AS "conferenceId", o.body_id AS "bodyId", NULL::uuid AS "organisationId",
    o.organisation_name AS "organisationName", o.role, 'OFFERED' AS state, o.name, o.email,
    o.language, NULL::uuid AS "userId", o.offered_at AS "grantedAt", o.offered_until AS "offeredUntil", NULL::timestamptz AS "acceptedAt",
    NULL::timestamptz AS "revokedAt", o.mails, '{}'::text[] AS "conflictingRoles"
  FROM access.offered_roles() o ORDER BY o.offered_at, o.id LIMIT 100`;
export const LIST_STAFF = bothWays(
  (beyond, way) => `SELECT ${columns('$2::boolean')}, lower(${NAME}) AS sort_name ${FROM} WHERE ${IN_SIGHT}
  AND ($8::text IS NULL OR (lower(${NAME}) COLLATE "C", g.id) ${beyond} ($8, $9::uuid))
  ORDER BY lower(${NAME}) COLLATE "C" ${way}, g.id ${way} LIMIT $10`,
);
/** What a search compares: a conference has some hundred people, whose names belong to their users. */
export const NAMES_OF_STAFF = `SELECT g.id, ${NAME} AS name, coalesce(u.email, g.invited_email) AS email ${FROM} WHERE ${IN_SIGHT}`;
export const COUNT_STAFF = countUpTo(`${GRANTS} WHERE ${IN_SIGHT}`);

/** Roles that the person behind an address holds in a conference: for those who may see all of its staff. */
export const ROLES_HELD = `SELECT DISTINCT g.role FROM access.role_grant g JOIN access.app_user u ON u.id = g.user_id
  WHERE u.email_fold = ANY ($1::text[]) AND g.conference_id = $2 AND g.revoked_at IS NULL`;
/** The same role within the same scope, which whoever gives it sees. */
export const IS_HELD = `SELECT EXISTS (SELECT FROM access.role_grant g JOIN access.app_user u ON u.id = g.user_id
  WHERE u.email_fold = ANY ($1::text[]) AND g.conference_id = $2 AND g.role = $3 AND g.body_id IS NOT DISTINCT FROM $4
    AND g.organisation_id IS NOT DISTINCT FROM $5 AND g.revoked_at IS NULL) AS "isHeld"`;
/** No row for an offer that waits already. */
export const UNLESS_OFFERED = 'ON CONFLICT DO NOTHING RETURNING offered_until AS "offeredUntil"';
/** No row for an offer that has been answered, or taken back. Its days begin again. */
export const COUNT_REMINDER = `UPDATE access.role_grant SET mails = mails + 1, offered_until = ${OFFER_END}
  WHERE id = $1 AND user_id IS NULL AND declined_at IS NULL AND revoked_at IS NULL RETURNING mails, offered_until AS "offeredUntil"`;
export const REVOKE_GRANT = `UPDATE access.role_grant SET revoked_at = clock_timestamp() WHERE id = $1 AND revoked_at IS NULL`;
/** In the order of their ids, so that two administrators who revoke each other do not wait for each other. */
export const LOCK_ADMINISTRATORS = `SELECT g.id FROM access.role_grant g
  WHERE g.conference_id = $1 AND g.role = 'HOST_ADMINISTRATOR' AND g.user_id IS NOT NULL AND g.revoked_at IS NULL
  ORDER BY g.id FOR NO KEY UPDATE`;

export interface StaffRow extends StaffGrant {
  [column: string]: unknown;
  state: GrantState;
  role: Role;
  /** How often the person was written to. */
  mails: number;
}
