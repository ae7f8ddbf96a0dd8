/** Statements of the worker. Due times and leases are the database's: a process with a wrong clock sends neither too early nor too late. */

export const ACTIVE_ENDPOINTS = `SELECT e.id, e.conference_id AS "conferenceId", e.body_id AS "bodyId", e.place
  FROM webhooks.endpoint e WHERE e.state = 'ACTIVE' ORDER BY e.id`;
/** $1 id, $2 how many may wait. One worker at a time reads the feed for an endpoint, and only what there is room for. */
export const TAKE_ENDPOINT = `SELECT e.id, e.conference_id AS "conferenceId", e.body_id AS "bodyId", e.place, e.kinds,
  (SELECT count(*)::int FROM (SELECT FROM webhooks.delivery d WHERE d.endpoint_id = e.id AND d.state = 'WAITING' LIMIT $2::int) w) AS waiting
  FROM webhooks.endpoint e WHERE e.id = $1 AND e.state = 'ACTIVE' FOR NO KEY UPDATE SKIP LOCKED`;
export const MOVE_ENDPOINT = 'UPDATE webhooks.endpoint SET place = $2 WHERE id = $1';

const CLAIMED = `d.id, d.endpoint_id AS "endpointId", d.conference_id AS "conferenceId", d.kind, d.subject_type AS "subjectType",
  d.subject_id AS "subjectId", d.external_reference AS "externalReference", d.occurred_at AS "occurredAt", d.attempts`;
const OF_ENDPOINT = `e.url, e.secret_number AS "secretNumber", coalesce(e.former_secret_until > clock_timestamp(), false) AS "isFormerSigning"`;
/** $1 token, $2 lease in milliseconds, $3 whose claim it is (`SignOfLife`). */
const LEASED = `lease_token = $1::uuid, lease_until = clock_timestamp() + $2::int * interval '1 ms', lease_holder = $3::int`;
const IS_FREE = `(d.lease_until IS NULL OR platform.is_lease_over(d.lease_until, d.lease_token, d.lease_holder, $2::int))`;
const IS_FIRST_OF_SUBJECT = `NOT EXISTS (SELECT FROM webhooks.delivery o
  WHERE o.endpoint_id = d.endpoint_id AND o.subject_id = d.subject_id AND o.state = 'WAITING' AND o.place < d.place)`;

/**
 * $4 endpoints (null: all), $5 and $6 which of them have how many under way here, $7 how many one may have, $8 how many in all.
 * One that fails has one at a time. Endpoints take turns: each gets its first before any gets its second.
 */
export const CLAIM_DELIVERIES = `WITH room AS (
    SELECT e.id, CASE WHEN e.failing_since IS NULL THEN $7::int ELSE 1 END - coalesce(b.count, 0) AS free
    FROM webhooks.endpoint e LEFT JOIN unnest($5::uuid[], $6::int[]) AS b (id, count) ON b.id = e.id
    WHERE e.state = 'ACTIVE' AND ($4::uuid[] IS NULL OR e.id = ANY ($4))
  ), due AS (
    SELECT f.id, row_number() OVER (PARTITION BY room.id ORDER BY f.place) AS turn FROM room CROSS JOIN LATERAL (
      SELECT d.id, d.place FROM webhooks.delivery d
      WHERE d.endpoint_id = room.id AND d.state = 'WAITING' AND d.place IS NOT NULL AND d.next_attempt_at <= clock_timestamp()
        AND ${IS_FREE} AND ${IS_FIRST_OF_SUBJECT}
      ORDER BY d.place LIMIT greatest(room.free, 0) FOR NO KEY UPDATE SKIP LOCKED) f
  ), chosen AS (SELECT id FROM due ORDER BY turn LIMIT $8::int)
  UPDATE webhooks.delivery d SET ${LEASED} FROM chosen, webhooks.endpoint e
  WHERE d.id = chosen.id AND e.id = d.endpoint_id RETURNING ${CLAIMED}, ${OF_ENDPOINT}`;
/** Tests go at once, whatever the state of their endpoint and whatever waits. */
export const CLAIM_TESTS = `WITH chosen AS (
    SELECT d.id FROM webhooks.delivery d WHERE d.state = 'WAITING' AND d.place IS NULL AND ${IS_FREE}
    ORDER BY d.id LIMIT 20 FOR NO KEY UPDATE SKIP LOCKED)
  UPDATE webhooks.delivery d SET ${LEASED} FROM chosen, webhooks.endpoint e
  WHERE d.id = chosen.id AND e.id = d.endpoint_id RETURNING ${CLAIMED}, ${OF_ENDPOINT}`;

/** $1 ids, $2 the tokens of their claims, $3 statuses. What somebody else has claimed meanwhile is left to them. */
export const MARK_DELIVERED = `WITH done AS (
    UPDATE webhooks.delivery d SET state = 'DELIVERED', attempts = d.attempts + 1, last_status = m.status, last_failure = NULL,
      last_attempt_at = clock_timestamp(), lease_token = NULL, lease_until = NULL, lease_holder = NULL
    FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS m (id, token, status)
    WHERE d.id = m.id AND d.lease_token = m.token AND d.state = 'WAITING' RETURNING d.endpoint_id)
  UPDATE webhooks.endpoint SET failing_since = NULL
  WHERE id IN (SELECT endpoint_id FROM done) AND failing_since IS NOT NULL`;
/** $1 id, $2 token, $3 status, $4 failure, $5 milliseconds until the next attempt; null: it is given up. */
export const MARK_FAILED = `UPDATE webhooks.delivery d SET attempts = d.attempts + 1, last_status = $3::int, last_failure = $4::text,
    last_attempt_at = clock_timestamp(), lease_token = NULL, lease_until = NULL, lease_holder = NULL,
    state = CASE WHEN $5::int IS NULL THEN 'FAILED' ELSE d.state END,
    next_attempt_at = clock_timestamp() + coalesce($5::int, 0) * interval '1 ms'
  WHERE d.id = $1 AND d.lease_token = $2::uuid AND d.state = 'WAITING' RETURNING d.id`;
/** $1 endpoint, $2 hours. It has failed since its transaction began: the delivery that failed first was marked within it. */
export const MARK_FAILING = `UPDATE webhooks.endpoint SET failing_since = coalesce(failing_since, now())
  WHERE id = $1 AND state <> 'ENDED'
  RETURNING failing_since <= clock_timestamp() - $2::int * interval '1 hour' AS "isLong"`;
/** $1 endpoint, $2 why. */
export const END_ENDPOINT = `UPDATE webhooks.endpoint SET state = 'ENDED', ended_reason = $2::text, state_since = clock_timestamp(), version = version + 1
  WHERE id = $1 AND state <> 'ENDED' RETURNING id, conference_id AS "conferenceId", body_id AS "bodyId", url, description, version`;
