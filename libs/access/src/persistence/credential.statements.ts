/** Hours without any request after which a session has to be opened anew. */
const IDLE_HOURS = 24;

const scoped = (alias: 'g' | 'u', more = ''): string =>
  `jsonb_build_object('role', ${alias}.role, 'conferenceId', ${alias}.conference_id, 'bodyId', ${alias}.body_id${more})`;
/** Most grants are for no organisation, and say nothing of one. */
const grant = (alias: 'g' | 'u'): string =>
  alias === 'u'
    ? scoped(alias)
    : `CASE WHEN g.organisation_id IS NULL THEN ${scoped(alias)} ELSE ${scoped(alias, `, 'organisationId', g.organisation_id`)} END`;
const GRANTS = `(SELECT coalesce(jsonb_agg(${grant('g')} ORDER BY g.id), '[]')
    FROM access.role_grant g WHERE g.user_id = u.id AND g.revoked_at IS NULL)`;

const sessionBy = (
  column: 'token_hash' | 'id',
): string => `SELECT u.id AS user_id, s.id AS credential_id, true AS can_write,
    s.last_seen_at < clock_timestamp() - interval '5 minutes' AS is_mark_due, ${GRANTS} AS grants, NULL::uuid AS system_of
  FROM access.session s JOIN access.app_user u ON u.id = s.user_id
  WHERE s.${column} = $1 AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp()
    AND s.last_seen_at > clock_timestamp() - interval '${IDLE_HOURS} hours' AND u.disabled_at IS NULL`;

/** The user behind a session, by the hash of its secret, with the grants of this moment. All times are the database's. */
export const FIND_SESSION = sessionBy('token_hash');

/** The same by the session's id, for whoever has opened it: its secret may be another one by now. */
export const FIND_OPENED_SESSION = sessionBy('id');

/** The user behind an API token; the role of a body's system is its own. */
export const FIND_TOKEN = `SELECT u.id AS user_id, t.id AS credential_id, 'WRITE' = ANY (t.scopes) AS can_write,
    coalesce(t.last_used_at < clock_timestamp() - interval '1 minute', true) AS is_mark_due,
    CASE WHEN u.body_id IS NULL THEN ${GRANTS} ELSE jsonb_build_array(${grant('u')}) END AS grants, u.body_id AS system_of
  FROM access.api_token t JOIN access.app_user u ON u.id = t.user_id
  WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND coalesce(t.expires_at > clock_timestamp(), true)
    AND u.disabled_at IS NULL`;

/** A user by id, with the grants of this moment; the role of a body's system is its own. */
export const FIND_USER = `SELECT CASE WHEN u.body_id IS NULL THEN ${GRANTS} ELSE jsonb_build_array(${grant('u')}) END AS grants,
    u.body_id AS system_of FROM access.app_user u WHERE u.id = $1 AND u.disabled_at IS NULL`;

/** Coarse on purpose: one write a few minutes, not one a request. */
export const MARK_SESSION = `UPDATE access.session SET last_seen_at = clock_timestamp()
  WHERE id = $1 AND last_seen_at < clock_timestamp() - interval '5 minutes'`;
export const MARK_TOKEN = `UPDATE access.api_token SET last_used_at = clock_timestamp()
  WHERE id = $1 AND coalesce(last_used_at < clock_timestamp() - interval '1 minute', true)`;
