/**
 * Statements on the outbox as the worker sees it. All times are the database's: a worker whose clock is wrong can
 * neither take a job too early nor hold it too long (reliability F5).
 */

const OPEN = 'done_at IS NULL AND failed_at IS NULL';
const NO_OPEN_CHILD = `NOT EXISTS (SELECT FROM platform.outbox child
  WHERE child.parent_id = o.id AND child.done_at IS NULL AND child.failed_at IS NULL)`;

/** How soon a row that another process has at work is worth another look: the other one may have died. */
export const TAKEN_MS = 500;

/**
 * $1 row ids, $2 lease in milliseconds, $3 a fresh token, $4 whose claim it is (`SignOfLife`). Takes what is due, open, free
 * and whose children have ended; for the rest tells how it stands. A row is free when its last lease is over, by its time or by
 * the death of its holder.
 */
export const CLAIM = `WITH asked AS (
    SELECT id FROM platform.outbox WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE
  ), claimed AS (
    UPDATE platform.outbox o
    SET attempts = attempts + 1, lease_token = $3::uuid, lease_until = clock_timestamp() + $2::int * interval '1 ms',
      lease_holder = $4::int
    FROM asked
    WHERE o.id = asked.id AND ${OPEN} AND run_at <= clock_timestamp()
      AND ${NO_OPEN_CHILD} AND platform.is_lease_over(lease_until, lease_token, lease_holder, $2::int)
    RETURNING o.id, payload, attempts, failures, correlation_id, conference_id
  )
  SELECT o.id, claimed.id IS NOT NULL AS is_claimed, claimed.payload, claimed.attempts, claimed.failures,
    claimed.correlation_id, claimed.conference_id,
    o.done_at IS NOT NULL OR o.failed_at IS NOT NULL AS is_ended,
    ceil(greatest(0, extract(epoch FROM greatest(o.run_at, CASE WHEN o.lease_until IS NOT NULL THEN least(o.lease_until, clock_timestamp() + interval '${TAKEN_MS} ms') END)
      - clock_timestamp())) * 1000)::int AS wait_ms
  FROM platform.outbox o LEFT JOIN claimed USING (id) WHERE o.id = ANY ($1::uuid[])`;

/** $1 ids, $2 their tokens, $3 lease in milliseconds. Answers the ids that are still ours. */
export const RENEW = `UPDATE platform.outbox o
  SET lease_until = clock_timestamp() + $3::int * interval '1 ms'
  FROM unnest($1::uuid[], $2::uuid[]) AS mine (id, token)
  WHERE o.id = mine.id AND o.lease_token = mine.token AND ${OPEN} RETURNING o.id`;

/**
 * $1 ids, $2 their tokens, $3 what became of each (done, retry, failed, released), $4 errors, $5 waits in milliseconds.
 * Touches only what is still ours, however late it comes.
 */
export const MARK = `UPDATE platform.outbox o SET
    done_at = CASE WHEN mine.outcome = 'done' THEN clock_timestamp() END,
    failed_at = CASE WHEN mine.outcome = 'failed' THEN clock_timestamp() END,
    failures = failures + CASE WHEN mine.outcome IN ('retry', 'failed') THEN 1 ELSE 0 END,
    error = CASE WHEN mine.outcome = 'done' THEN NULL ELSE coalesce(mine.error, o.error) END,
    run_at = CASE WHEN mine.outcome = 'retry' THEN clock_timestamp() + mine.wait_ms * interval '1 ms' ELSE run_at END,
    lease_until = NULL, lease_token = NULL
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::int[]) AS mine (id, token, outcome, error, wait_ms)
  WHERE o.id = mine.id AND o.lease_token = mine.token AND ${OPEN} RETURNING o.id`;

/** $1 id, $2 token. One row while the claim holds; a new claim waits for the transaction that asked. */
export const FENCE = `SELECT id FROM platform.outbox WHERE id = $1 AND lease_token = $2 AND ${OPEN} FOR SHARE`;

const CARRIED = `o.id, o.queue, o.job, o.payload, o.conference_id, o.correlation_id, o.parent_id,
  ceil(greatest(0, extract(epoch FROM o.run_at - clock_timestamp())) * 1000)::float8 AS delay_ms`;

/** $1 most rows, $2 known jobs as queue/name. Marks new rows as relayed and answers them, oldest first. */
export const TAKE_NEW = `WITH taken AS (
    SELECT id FROM platform.outbox
    WHERE relayed_at IS NULL AND ${OPEN} AND queue || '/' || job = ANY ($2::text[])
    ORDER BY created_at LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED
  )
  UPDATE platform.outbox o SET relayed_at = clock_timestamp() FROM taken WHERE o.id = taken.id RETURNING ${CARRIED}`;

const isLost = (
  jobs: string,
  graceMs: string,
) => `relayed_at < statement_timestamp() - ${graceMs}::int * interval '1 ms'
  AND ${OPEN} AND run_at < statement_timestamp() - ${graceMs}::int * interval '1 ms'
  AND (lease_until IS NULL OR lease_until < statement_timestamp() - interval '1 s')
  AND queue || '/' || job = ANY (${jobs}::text[]) AND ${NO_OPEN_CHILD}`;

/** $1 known jobs, $2 grace in milliseconds: whether there are rows that the queue seems to have lost. */
export const ANY_LOST = `SELECT EXISTS (SELECT FROM platform.outbox o WHERE ${isLost('$1', '$2')}) AS "isAny"`;

/** $1 most rows, $2 known jobs, $3 grace in milliseconds. The same as TAKE_NEW for rows that the queue seems to have lost. */
export const TAKE_LOST = `WITH taken AS (
    SELECT id FROM platform.outbox o WHERE ${isLost('$2', '$3')} ORDER BY run_at LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED
  )
  UPDATE platform.outbox o SET relayed_at = clock_timestamp() FROM taken WHERE o.id = taken.id RETURNING ${CARRIED}`;

/** $1 ids. The queue did not take them: they are new again. */
export const GIVE_BACK = `UPDATE platform.outbox SET relayed_at = NULL
  WHERE id = ANY ($1::uuid[]) AND lease_token IS NULL AND ${OPEN}`;

/** Rows of children, relayed with their parents. Ids are derived, so a second try adds nothing. */
export const ADD_CHILDREN = `INSERT INTO platform.outbox
    (id, parent_id, conference_id, queue, job, payload, correlation_id, run_at, relayed_at)
  SELECT c.id, p.id, p.conference_id, c.queue, c.job, c.payload, p.correlation_id, p.run_at, clock_timestamp()
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::jsonb[]) AS c (id, parent_id, queue, job, payload)
  JOIN platform.outbox p ON p.id = c.parent_id
  ON CONFLICT DO NOTHING`;

/** $1 ids of children: those that have not ended. */
export const OPEN_AMONG = `SELECT id FROM platform.outbox WHERE id = ANY ($1::uuid[]) AND ${OPEN}`;

/** $1 queue: rows that the queue ought to hold. */
export const COUNT_RELAYED = `SELECT count(*)::int AS count FROM platform.outbox
  WHERE relayed_at IS NOT NULL AND ${OPEN} AND queue = $1`;

/** $1 worker, $2 backend, $3 whether the queue answers. */
export const BEAT = `INSERT INTO platform.worker (id, backend, is_queue_reachable, outbox_lag_ms)
  SELECT $1::uuid, $2, $3, coalesce(max(extract(epoch FROM clock_timestamp() - greatest(created_at, run_at)) * 1000), 0)::bigint
  FROM platform.outbox WHERE relayed_at IS NULL AND ${OPEN} AND run_at <= statement_timestamp()
  ON CONFLICT (id) DO UPDATE SET beat_at = clock_timestamp(),
    is_queue_reachable = excluded.is_queue_reachable, outbox_lag_ms = excluded.outbox_lag_ms`;

/** $1 worker. Removes it, and whoever has been silent for an hour. */
export const LEAVE = `DELETE FROM platform.worker WHERE id = $1::uuid OR beat_at < clock_timestamp() - interval '1 hour'`;
