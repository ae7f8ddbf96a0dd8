import { type Role } from '#libs/kernel';
import { inSight } from '#libs/platform';
import { type StaffGrant } from '../domain/staff.js';

const COLUMNS = `g.id, g.conference_id, g.body_id, g.role, g.granted_at, g.revoked_at, u.id AS user_id, u.name, u.email, u.language`;
const FROM = 'FROM access.role_grant g JOIN access.app_user u ON u.id = g.user_id';
const IN_SIGHT = `g.conference_id = $1 AND g.revoked_at IS NULL AND ($2::boolean OR g.body_id = ANY ($3::uuid[]))
  AND ($4::uuid IS NULL OR g.body_id = $4) AND ($5::text IS NULL OR g.role = $5)`;

/** Followed by the values of `sightOf`. */
export const READ_STAFF_GRANT = `SELECT ${COLUMNS} ${FROM} WHERE g.id = $1 AND ${inSight('g', 2)}`;
export const LIST_STAFF = `SELECT ${COLUMNS}, lower(u.name) AS sort_name ${FROM} WHERE ${IN_SIGHT}
  AND ($6::text IS NULL OR (lower(u.name) COLLATE "C", g.id) > ($6, $7::uuid))
  ORDER BY lower(u.name) COLLATE "C", g.id LIMIT $8`;
export const COUNT_STAFF = `SELECT count(*)::int AS count ${FROM} WHERE ${IN_SIGHT}`;

export const TAKE_IN = `SELECT access.take_in($1, $2, $3, $4, $5, $6, $7) AS "userId"`;
export const HOLDS_ROLE = `SELECT EXISTS (SELECT FROM access.role_grant g
  WHERE g.user_id = $1 AND g.conference_id = $2 AND g.role = $3 AND g.revoked_at IS NULL) AS "isHeld"`;
/** No row for a role that the person holds already. */
export const INSERT_GRANT = `INSERT INTO access.role_grant (id, user_id, conference_id, body_id, role)
  VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`;
export const REVOKE_GRANT = `UPDATE access.role_grant SET revoked_at = clock_timestamp() WHERE id = $1 AND revoked_at IS NULL`;
/** In the order of their ids, so that two administrators who revoke each other do not wait for each other. */
export const LOCK_ADMINISTRATORS = `SELECT g.id FROM access.role_grant g
  WHERE g.conference_id = $1 AND g.role = 'HOST_ADMINISTRATOR' AND g.revoked_at IS NULL ORDER BY g.id FOR NO KEY UPDATE`;

export interface StaffRow {
  [column: string]: unknown;
  id: string;
  conference_id: string;
  body_id: string | null;
  role: Role;
  granted_at: Date;
  revoked_at: Date | null;
  user_id: string;
  name: string;
  email: string;
  language: string;
}

export const toStaffGrant = (row: StaffRow): StaffGrant => ({
  id: row.id,
  conferenceId: row.conference_id,
  bodyId: row.body_id,
  role: row.role,
  user: { id: row.user_id, name: row.name, email: row.email, language: row.language },
  grantedAt: row.granted_at,
  revokedAt: row.revoked_at,
});
