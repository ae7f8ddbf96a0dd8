import { bothWays, HIGHEST_ID, LOWEST_ID } from '#libs/kernel';
import { countUpTo } from '#libs/platform';
import { type DeliveryState } from '../domain/delivery.js';
import { inWebhookSight } from '../policies/webhook.policy.js';

export const DELIVERY_COLUMNS = `d.id, d.endpoint_id AS "endpointId", d.conference_id AS "conferenceId", d.body_id AS "bodyId", d.kind,
  d.subject_type AS "subjectType", d.subject_id AS "subjectId", d.occurred_at AS "occurredAt", d.state, d.attempts,
  d.last_status AS "lastStatus", d.last_failure AS "lastFailure", d.last_attempt_at AS "lastAttemptAt",
  CASE WHEN d.state = 'WAITING' THEN d.next_attempt_at END AS "nextAttemptAt", d.created_at AS "createdAt"`;

export interface DeliveryRow extends Record<string, unknown> {
  readonly id: string;
  readonly endpointId: string;
  readonly conferenceId: string;
  readonly bodyId: string | null;
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly occurredAt: Date;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastFailure: string | null;
  readonly lastAttemptAt: Date | null;
  readonly nextAttemptAt: Date | null;
  readonly createdAt: Date;
}

export const DELIVERIES_BY_IDS = `SELECT ${DELIVERY_COLUMNS} FROM webhooks.delivery d
  WHERE d.id = ANY ($1::uuid[]) AND ${inWebhookSight('d', 2)}`;
/**
 * One endpoint's deliveries behind a cursor, in the order of their index. Bounds that leave one endpoint, and a sort that begins with
 * it, keep PostgreSQL from the index of ids, in which others' lie between.
 */
const ofEndpoint = (beyond: string): string =>
  `d.endpoint_id ${beyond === '<' ? '>=' : '<='} $1::uuid
      AND (d.endpoint_id, d.id) ${beyond} ($1::uuid, coalesce($4::uuid, '${beyond === '<' ? HIGHEST_ID : LOWEST_ID}'))`;
/** $1 endpoint, $2 and $3 the sight, $4 a cursor, $5 how many, $6 a state. */
export const LIST_DELIVERIES = bothWays(
  (beyond, way) => `SELECT ${DELIVERY_COLUMNS} FROM webhooks.delivery d
    WHERE ${ofEndpoint(beyond)} AND ${inWebhookSight('d', 2)}
    ORDER BY d.endpoint_id ${way}, d.id ${way} LIMIT $5`,
  'DESC',
);
export const LIST_DELIVERIES_IN_STATE = bothWays(
  (beyond, way) => `SELECT ${DELIVERY_COLUMNS} FROM webhooks.delivery d
    WHERE ${ofEndpoint(beyond)} AND ${inWebhookSight('d', 2)} AND d.state = $6
    ORDER BY d.endpoint_id ${way}, d.state ${way}, d.id ${way} LIMIT $5`,
  'DESC',
);
export const COUNT_DELIVERIES = countUpTo(`FROM webhooks.delivery d
  WHERE d.endpoint_id = $1 AND ${inWebhookSight('d', 2)} AND ($4::text IS NULL OR d.state = $4::text)`);
/** For an act, with the endpoint that it belongs to. */
export const LOAD_DELIVERY = `SELECT ${DELIVERY_COLUMNS} FROM webhooks.delivery d
  WHERE d.id = $1 AND ${inWebhookSight('d', 2)} FOR NO KEY UPDATE`;
export const REPLAY_DELIVERY = `UPDATE webhooks.delivery SET state = 'WAITING', attempts = 0, next_attempt_at = clock_timestamp() WHERE id = $1`;

export interface ReplayedFailed extends Record<string, unknown> {
  readonly count: number;
  /** Others have failed since then too, and there was no room for them. */
  readonly hasMore: boolean;
}

const FAILED_SINCE = `d.endpoint_id = $1 AND d.state = 'FAILED' AND d.place IS NOT NULL AND d.last_attempt_at >= $2::timestamptz`;
/** $1 endpoint, which is locked, $2 since when, $3 how many may wait. The oldest changes first, so that the order of a subject is kept. */
export const REPLAY_FAILED = `WITH room AS (
    SELECT greatest($3::int - count(*)::int, 0) AS free FROM (
      SELECT FROM webhooks.delivery w WHERE w.endpoint_id = $1 AND w.state = 'WAITING' LIMIT $3::int) w
  ), oldest AS (
    SELECT d.id FROM webhooks.delivery d WHERE ${FAILED_SINCE}
    ORDER BY d.place LIMIT (SELECT free FROM room) FOR NO KEY UPDATE
  ), again AS (
    UPDATE webhooks.delivery d SET state = 'WAITING', attempts = 0, next_attempt_at = clock_timestamp()
    FROM oldest WHERE d.id = oldest.id RETURNING d.id)
  SELECT (SELECT count(*)::int FROM again) AS count,
    EXISTS (SELECT FROM webhooks.delivery d WHERE ${FAILED_SINCE} AND d.id NOT IN (SELECT id FROM again)) AS "hasMore"`;
