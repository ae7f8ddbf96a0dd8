/** Statements that act on a whole batch at once; $-arrays run in parallel, one element a nomination. */

// From the decisions that wait, which are few; open reviews are many.
const WAITING = `FROM (SELECT d.subject_id FROM approvals.waiting_decision d JOIN approvals.waiting_review r ON r.id = d.review_id
    WHERE d.conference_id = $1 AND ($2::uuid[] IS NULL OR d.subject_id = ANY ($2)) OFFSET 0) d
  JOIN nominations.nomination n ON n.id = d.subject_id
  WHERE n.conference_id = $1 AND n.state IN ('SUBMITTED', 'UNDER_REVIEW')
  ORDER BY n.id LIMIT $3`;

/** What waits for its release as far as can be seen without a lock. */
export const FIND_DECIDED = `SELECT n.id ${WAITING}`;

/**
 * Nominations first, in the order of their ids, as every writer locks them. After waiting for somebody's lock PostgreSQL
 * looks again at the nomination alone, so whether there is still a decision has to be asked with the locks in hand.
 */
export const LOCK_DECIDED = `${FIND_DECIDED} FOR NO KEY UPDATE OF n`;

/** $1 who would move up, $2 those of them who come onto the list by this release. In the order of their ids as well. */
export const LOCK_RESERVES = `SELECT n.id FROM nominations.nomination n
  WHERE n.id = ANY ($1::uuid[]) AND (n.state = 'RESERVED' OR n.id = ANY ($2::uuid[])) ORDER BY n.id FOR NO KEY UPDATE`;

/** Which of these would be approved, in the order of their ids. */
export const APPROVED_AMONG = `SELECT d.subject_id AS id FROM approvals.waiting_decision d
  WHERE d.subject_id = ANY ($1::uuid[]) AND d.outcome = 'APPROVE' ORDER BY d.subject_id`;

const DECIDED_COLUMNS = `n.id, n.version, n.body_id AS "bodyId", n.constituency_id AS "constituencyId", n.reference, n.capacity, p.name,
    p.honorific, p.email, p.language`;

export const LOAD_LOCKED = `SELECT ${DECIDED_COLUMNS}
  FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id WHERE n.id = ANY ($1::uuid[])`;

/** What a release would let go, for its preview. */
export const WAITING_FOR_RELEASE = `SELECT ${DECIDED_COLUMNS}, b.name AS "bodyName", d.id AS "decisionId", d.outcome,
    d.reason_code AS "reasonCode", d.reason_text AS "reasonText", d.is_reason_shared AS "isReasonShared",
    d.is_quota_overridden AS "isQuotaOverridden"
  FROM (SELECT d.* FROM approvals.waiting_decision d JOIN approvals.waiting_review r ON r.id = d.review_id
    WHERE d.conference_id = $1 AND ($2::uuid[] IS NULL OR d.subject_id = ANY ($2))
    ORDER BY d.subject_id LIMIT $3) d
  JOIN nominations.nomination n ON n.id = d.subject_id
  JOIN nominations.person p ON p.id = n.person_id
  JOIN conference.body b ON b.id = n.body_id
  ORDER BY n.id`;

export const MOVE_RELEASED = `UPDATE nominations.nomination n
  SET state = v.state, version = n.version + 1, updated_at = clock_timestamp()
  FROM unnest($1::uuid[], $2::text[]) AS v (id, state) WHERE n.id = v.id`;
