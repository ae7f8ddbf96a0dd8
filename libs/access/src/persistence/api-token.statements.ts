import { bothWays } from '#libs/kernel';
import { countUpTo, inSight } from '#libs/platform';
import { type ApiToken, scopeOfParts } from '../domain/api-token.js';

const SELECT = `SELECT t.id, t.name, t.first_letters AS "firstLetters", t.scopes, t.user_id AS "userId",
    u.conference_id AS "conferenceId", u.body_id AS "bodyId", u.role, CASE WHEN u.body_id IS NULL THEN u.id ELSE u.made_by END AS "madeById",
    t.created_at AS "createdAt", t.last_used_at AS "lastUsedAt", t.expires_at AS "expiresAt", t.revoked_at AS "revokedAt"
  FROM access.api_token t JOIN access.app_user u ON u.id = t.user_id`;
const LIVES = 't.revoked_at IS NULL AND coalesce(t.expires_at > clock_timestamp(), true)';
const COUNT_LIVE =
  'SELECT count(*)::int AS count FROM access.api_token t JOIN access.app_user u ON u.id = t.user_id';

export const COUNT_API_TOKENS = `${COUNT_LIVE} WHERE u.id = $1 AND ${LIVES}`;
export const COUNT_TOKENS_OF_BODY = `${COUNT_LIVE} WHERE u.conference_id = $1 AND u.body_id = $2 AND ${LIVES}`;
export const REVOKE_API_TOKEN = `UPDATE access.api_token SET revoked_at = clock_timestamp() WHERE id = $1 AND revoked_at IS NULL`;
/** $1 the ids, $2 the caller, followed by the values of `sightOf`: the caller's own, and those of systems in sight. */
export const READ_API_TOKENS = `${SELECT} WHERE t.id = ANY ($1::uuid[]) AND (t.user_id = $2 OR ${inSight('u', 3)})`;
/** For whoever holds the database. */
export const READ_ANY_API_TOKEN = `${SELECT} WHERE t.id = $1`;
export const LIST_TOKENS_OF_BODY = `${SELECT} WHERE u.conference_id = $1 AND u.body_id = $2 ORDER BY t.id DESC LIMIT 500`;
/** The newest first. */
export const LIST_API_TOKENS = `${SELECT} WHERE t.user_id = $1 ORDER BY t.created_at DESC, t.id DESC LIMIT 500`;

/** $1 the conference, $2 the bodies. Of one body, and of all, an index has the order. */
const WITHIN = {
  conference: 'u.conference_id = $1 AND u.body_id IS NOT NULL AND ($2::uuid[] IS NULL) IS NOT NULL',
  body: 'u.conference_id = $1 AND u.body_id = ($2::uuid[])[1]',
  bodies: 'u.conference_id = $1 AND u.body_id = ANY ($2::uuid[])',
} as const;

/** The newest first; a system has one token, so its id, of which $3 is the place in the list, says how new that is. */
const tokensWithin = (within: string) => ({
  list: bothWays(
    (beyond, way) => `${SELECT} WHERE ${within} AND u.id ${beyond} $3::uuid ORDER BY u.id ${way} LIMIT $4`,
    'DESC',
  ),
  count: countUpTo(`FROM access.app_user u WHERE ${within}`),
});
export const TOKENS_OF_BODIES = {
  conference: tokensWithin(WITHIN.conference),
  body: tokensWithin(WITHIN.body),
  bodies: tokensWithin(WITHIN.bodies),
} as const;

export interface ApiTokenRow extends Omit<ApiToken, 'scope'> {
  [column: string]: unknown;
  readonly userId: string;
  readonly scopes: string[];
}

export const toApiToken = ({ scopes, ...row }: ApiTokenRow): ApiToken & { readonly userId: string } => ({
  ...row,
  scope: scopeOfParts(scopes),
});
