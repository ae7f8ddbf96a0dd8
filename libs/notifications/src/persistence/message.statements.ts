import { definedMessages } from '../define-message.js';

/**
 * Statements on messages. Due times and leases are the database's (reliability F5, F7): a process with a wrong clock can
 * neither send too early nor hold a message too long.
 */

export const LANGUAGES_OFFERED = 'SELECT id, locales FROM conference.conference WHERE id = ANY ($1::uuid[])';

/** Behind an INSERT: what exists already is left as it is; answers the new ids. */
export const UNLESS_WRITTEN = `ON CONFLICT (kind, subject_id, subject_version, recipient_email) DO NOTHING RETURNING id`;

/**
 * $1 subjects, $2 kinds, $3 null, or the version of the subject before which. What waits is cancelled; what is being sent, ended badly or is in doubt is not tried again.
 * Answers every message of the subjects with whether its recipient may have it.
 */
export const CANCEL_MESSAGES = `UPDATE notifications.message SET
    state = CASE WHEN state IN ('QUEUED', 'DEFERRED', 'HELD') THEN 'CANCELLED' ELSE state END,
    cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp()),
    next_attempt_at = NULL
  WHERE subject_id = ANY ($1::uuid[]) AND kind = ANY ($2::text[]) AND ($3::int IS NULL OR subject_version < $3)
  RETURNING id, kind, subject_id, subject_version, recipient_email, state IN ('SENT', 'SENDING') OR is_in_doubt AS may_have_arrived`;

const IS_DUE = `(m.state IN ('QUEUED', 'DEFERRED') AND coalesce(m.next_attempt_at, '-infinity') <= clock_timestamp())`;
/** Of CLAIM_MESSAGES: its lease is over, by its time or by the death of its sender. */
const IS_ABANDONED = `(m.state = 'SENDING' AND platform.is_lease_over(m.lease_until, m.lease_token, m.lease_holder, $3::int))`;

/** How soon a message that another process is sending is worth another look: the other one may have died. */
const TAKEN_SECONDS = 0.5;

/** How soon a correction asks again whether what it corrects has left. */
const BEHIND_SECONDS = 0.2;

/**
 * $1 ids, $2 a fresh token, $3 lease in milliseconds, $4 whose claim it is (`SignOfLife`), $5 kinds that correct others and $6 what each corrects. Takes what is due, or abandoned by a sender that died: such a
 * message is in doubt from then on. A correction waits for what it corrects, and is dropped when that has not left. For the
 * rest it tells how long to wait.
 */
export const CLAIM_MESSAGES = `WITH asked AS (
    SELECT id, state, kind, subject_id FROM notifications.message WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE
  ), corrected AS (
    SELECT asked.id, bool_or(o.state = 'SENDING' AND o.lease_until > clock_timestamp()) AS is_under_way,
      bool_or(o.state IN ('SENT', 'SENDING') OR o.is_in_doubt) AS may_have_arrived
    FROM asked JOIN unnest($5::text[], $6::text[]) AS c (kind, corrected) ON c.kind = asked.kind
      JOIN notifications.message o ON o.subject_id = asked.subject_id AND o.kind = c.corrected
    GROUP BY asked.id
  ), dropped AS (
    UPDATE notifications.message m SET state = 'CANCELLED', lease_token = NULL, lease_until = NULL, next_attempt_at = NULL,
      is_in_doubt = m.is_in_doubt OR m.state = 'SENDING', cancel_requested_at = coalesce(m.cancel_requested_at, clock_timestamp())
    FROM asked LEFT JOIN corrected USING (id)
    WHERE m.id = asked.id AND (m.cancel_requested_at IS NOT NULL AND ${IS_ABANDONED} OR NOT corrected.may_have_arrived AND ${IS_DUE})
    RETURNING m.id
  ), claimed AS (
    UPDATE notifications.message m SET state = 'SENDING', attempts = m.attempts + 1,
      is_in_doubt = m.is_in_doubt OR m.state = 'SENDING',
      lease_token = $2::uuid, lease_until = clock_timestamp() + $3::int * interval '1 ms', lease_holder = $4::int,
      next_attempt_at = NULL
    FROM asked LEFT JOIN corrected USING (id)
    WHERE m.id = asked.id AND m.cancel_requested_at IS NULL AND (${IS_DUE} OR ${IS_ABANDONED})
      AND corrected.is_under_way IS NOT TRUE AND corrected.may_have_arrived IS NOT FALSE
    RETURNING m.id, m.kind, m.subject_type, m.subject_id, m.subject_version, m.about_id, m.recipient_email,
      m.language, m.params, m.template_version, m.deferrals, m.doubts, m.is_in_doubt, m.created_at
  )
  SELECT m.id, claimed.id IS NOT NULL AS is_claimed,
    claimed.kind, claimed.subject_type, claimed.subject_id, claimed.subject_version, claimed.about_id,
    claimed.recipient_email, claimed.language, claimed.params, claimed.template_version, claimed.deferrals,
    claimed.doubts, claimed.is_in_doubt, claimed.created_at, clock_timestamp() AS claimed_at,
    m.state AS state_before, dropped.id IS NOT NULL AS is_dropped,
    ceil(greatest(CASE WHEN corrected.is_under_way THEN ${BEHIND_SECONDS} ELSE 0 END, extract(epoch FROM coalesce(CASE WHEN m.state = 'SENDING' THEN least(m.lease_until, clock_timestamp() + ${TAKEN_SECONDS} * interval '1 s') ELSE m.next_attempt_at END,
      clock_timestamp()) - clock_timestamp())) * 1000)::float8 AS wait_ms
  FROM notifications.message m LEFT JOIN claimed USING (id) LEFT JOIN dropped USING (id) LEFT JOIN corrected USING (id)
  WHERE m.id = ANY ($1::uuid[])`;

/** $1 ids, $2 their tokens, $3 lease in milliseconds. Answers the ids that are still ours. */
export const RENEW_LEASES = `UPDATE notifications.message m SET lease_until = clock_timestamp() + $3::int * interval '1 ms'
  FROM unnest($1::uuid[], $2::uuid[]) AS mine (id, token)
  WHERE m.id = mine.id AND m.state = 'SENDING' AND m.lease_token = mine.token RETURNING m.id`;

/**
 * $1 ids, $2 tokens, $3 what became of each, $4 errors, $5 wait and $6 patience in milliseconds, $7 whether the attempt
 * may have arrived, $8 whether it reached the mail server, $9 whether it ended without an answer, $10 whether it was put off
 * because all mail has to wait: that is no failure, and its trouble is no older than what the mail server took last. Touches only what is still ours. A message whose patience is
 * used up has failed, or is held if it may have arrived; one that is no longer wanted is cancelled instead of deferred.
 */
export const MARK_MESSAGES = `WITH mine AS (
    SELECT v.*, m.cancel_requested_at IS NOT NULL AS is_unwanted,
      CASE WHEN v.is_put_off AND v.error IS NULL THEN m.trouble_since
        ELSE greatest(coalesce(m.trouble_since, clock_timestamp()),
          CASE WHEN v.is_put_off THEN (SELECT taken_at FROM notifications.mail_server) END) END AS trouble
    FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::boolean[], $8::boolean[], $9::boolean[], $10::boolean[])
      AS v (id, token, outcome, error, wait_ms, patience_ms, in_doubt, has_reached, is_unanswered, is_put_off)
    JOIN notifications.message m ON m.id = v.id AND m.state = 'SENDING' AND m.lease_token = v.token
    ORDER BY m.id FOR NO KEY UPDATE OF m
  ), timed AS (
    SELECT *, clock_timestamp() + wait_ms * interval '1 ms' > trouble + patience_ms * interval '1 ms' AS is_over FROM mine
  ), marked AS (
    SELECT *, CASE
      WHEN outcome <> 'DEFERRED' THEN outcome
      WHEN is_unwanted THEN 'CANCELLED'
      WHEN is_over THEN CASE WHEN in_doubt THEN 'HELD' ELSE 'FAILED' END
      ELSE 'DEFERRED' END AS state
    FROM timed
  )
  UPDATE notifications.message m SET
    state = marked.state, lease_token = NULL, lease_until = NULL,
    sent_at = CASE WHEN marked.state = 'SENT' THEN clock_timestamp() END,
    last_error = CASE WHEN marked.state = 'SENT' THEN NULL ELSE marked.error END,
    is_in_doubt = marked.in_doubt,
    doubts = m.doubts + CASE WHEN marked.is_unanswered THEN 1 ELSE 0 END,
    attempts = m.attempts - CASE WHEN marked.has_reached THEN 0 ELSE 1 END,
    deferrals = CASE WHEN marked.state = 'DEFERRED' AND NOT marked.is_put_off THEN m.deferrals + 1 ELSE m.deferrals END,
    trouble_since = CASE WHEN marked.state = 'SENT' THEN m.trouble_since ELSE marked.trouble END,
    next_attempt_at = CASE WHEN marked.state = 'DEFERRED' THEN clock_timestamp() + marked.wait_ms * interval '1 ms' END
  FROM marked WHERE m.id = marked.id
  RETURNING m.id, m.state, m.conference_id, m.next_attempt_at`;

/** $1 ids, $2 error. What a job that failed for good leaves behind: nothing waits for ever without anybody seeing it. */
export const FAIL_MESSAGES = `UPDATE notifications.message SET
    state = CASE WHEN state = 'SENDING' THEN 'HELD' ELSE 'FAILED' END,
    is_in_doubt = is_in_doubt OR state = 'SENDING',
    lease_token = NULL, lease_until = NULL, next_attempt_at = NULL, last_error = $2
  WHERE id = ANY ($1::uuid[]) AND (state IN ('QUEUED', 'DEFERRED') OR (state = 'SENDING' AND lease_until <= clock_timestamp()))`;

export const LOCK_MESSAGE = `SELECT id, conference_id, body_id, state, cancel_requested_at IS NOT NULL AS is_unwanted
  FROM notifications.message WHERE id = $1 FOR NO KEY UPDATE`;

/** A person has decided that it shall be sent, whether or not it may have arrived before. */
export const REPLAY_MESSAGE = `UPDATE notifications.message SET state = 'QUEUED', is_in_doubt = false, doubts = 0, deferrals = 0,
    trouble_since = NULL, next_attempt_at = NULL, last_error = NULL
  WHERE id = $1 AND state IN ('REFUSED', 'FAILED', 'HELD')`;

/** A person knows that it has arrived. */
export const SETTLE_MESSAGE = `UPDATE notifications.message SET state = 'SENT', sent_at = clock_timestamp(),
    is_in_doubt = false, next_attempt_at = NULL
  WHERE id = $1 AND state = 'HELD'`;

/**
 * For a database that was restored: what waited when the backup was made may have been sent after that, and is for a person
 * to decide. What somebody waited for at a screen, a link that was good for minutes, is over.
 */
export function holdRestoredMessages(): string {
  // Names of capitals, as `defineMessage` asks for them.
  const awaited = definedMessages().flatMap(({ kind, isAwaited }) => (isAwaited === true ? `'${kind}'` : []));
  return `UPDATE notifications.message SET
    state = CASE WHEN kind = ANY (ARRAY[${awaited.join(', ')}]::text[]) THEN 'CANCELLED' ELSE 'HELD' END, is_in_doubt = true,
    lease_token = NULL, lease_until = NULL, next_attempt_at = NULL,
    last_error = 'Restored from a backup: it may have been sent since that was made'
  WHERE state IN ('QUEUED', 'DEFERRED', 'SENDING')`;
}
