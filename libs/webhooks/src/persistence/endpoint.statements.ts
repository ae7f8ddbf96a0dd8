import { inWebhookSight } from '../policies/webhook.policy.js';
import { type EndedReason, type EndpointState } from '../domain/endpoint.js';

export const ENDPOINT_COLUMNS = `e.id, e.conference_id AS "conferenceId", e.body_id AS "bodyId", e.url, e.description, e.kinds, e.state,
  e.state_since AS "stateSince", e.ended_reason AS "endedReason", e.failing_since AS "failingSince", e.secret_number AS "secretNumber",
  CASE WHEN e.former_secret_until > clock_timestamp() THEN e.former_secret_until END AS "formerSecretUntil", e.version,
  e.created_at AS "createdAt"`;

export interface EndpointRow extends Record<string, unknown> {
  readonly id: string;
  readonly conferenceId: string;
  readonly bodyId: string | null;
  readonly url: string;
  readonly description: string | null;
  readonly kinds: readonly string[] | null;
  readonly state: EndpointState;
  readonly stateSince: Date;
  readonly endedReason: EndedReason | null;
  readonly failingSince: Date | null;
  readonly secretNumber: number;
  readonly formerSecretUntil: Date | null;
  readonly version: number;
  readonly createdAt: Date;
}

/** For an act: what is out of sight is neither found nor locked. */
export const LOAD_ENDPOINT = `SELECT ${ENDPOINT_COLUMNS} FROM webhooks.endpoint e WHERE e.id = $1 AND ${inWebhookSight('e', 2)}
  FOR NO KEY UPDATE`;
export const COUNT_ENDPOINTS = `SELECT count(*)::int AS count FROM webhooks.endpoint e
  WHERE e.conference_id = $1::uuid AND e.body_id IS NOT DISTINCT FROM $2::uuid`;
export const DELETE_ENDPOINT = 'DELETE FROM webhooks.endpoint WHERE id = $1';
export const ROTATE_SECRET = `UPDATE webhooks.endpoint SET secret_number = secret_number + 1, version = version + 1,
  former_secret_until = clock_timestamp() + $2::int * interval '1 hour' WHERE id = $1 RETURNING secret_number AS "secretNumber"`;
export const LIST_ENDPOINTS = `SELECT ${ENDPOINT_COLUMNS} FROM webhooks.endpoint e
  WHERE e.conference_id = $1 AND ${inWebhookSight('e', 2)} AND ($4::uuid IS NULL OR e.body_id = $4::uuid)
  ORDER BY e.created_at, e.id LIMIT 500`;
export const ENDPOINTS_BY_IDS = `SELECT ${ENDPOINT_COLUMNS} FROM webhooks.endpoint e
  WHERE e.id = ANY ($1::uuid[]) AND ${inWebhookSight('e', 2)}`;
