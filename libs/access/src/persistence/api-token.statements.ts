import { type ApiToken, scopeOfParts } from '../domain/api-token.js';

const COLUMNS = 'id, name, scopes, created_at, last_used_at, expires_at, revoked_at';

export const COUNT_API_TOKENS = `SELECT count(*)::int AS live FROM access.api_token
  WHERE user_id = $1 AND revoked_at IS NULL AND coalesce(expires_at > clock_timestamp(), true)`;
export const REVOKE_API_TOKEN = `UPDATE access.api_token SET revoked_at = coalesce(revoked_at, clock_timestamp())
  WHERE id = $1 AND user_id = $2`;
export const READ_API_TOKEN = `SELECT ${COLUMNS} FROM access.api_token WHERE id = $1 AND user_id = $2`;
/** The newest first. */
export const LIST_API_TOKENS = `SELECT ${COLUMNS} FROM access.api_token WHERE user_id = $1 ORDER BY created_at DESC, id DESC LIMIT 500`;

export interface ApiTokenRow {
  [column: string]: unknown;
  id: string;
  name: string;
  scopes: string[];
  created_at: Date;
  last_used_at: Date | null;
  expires_at: Date | null;
  revoked_at: Date | null;
}

export const toApiToken = (row: ApiTokenRow): ApiToken => ({
  id: row.id,
  name: row.name,
  scope: scopeOfParts(row.scopes),
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
});
