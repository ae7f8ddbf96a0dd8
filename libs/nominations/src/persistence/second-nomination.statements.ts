/** $1 body, $2 folded address. Whoever writes this address for this body waits here, until the end of the transaction. */
export const LOCK_ADDRESS = `SELECT pg_advisory_xact_lock(hashtextextended('nominations.address:' || $1::text || ' ' || $2::text, 0))`;

/**
 * A body's other nominations of an address, the oldest first: $1 conference, $2 body, $3 folded address, $4 the nomination itself or
 * null, $5 states, $6 whether those count that were meant as a second.
 */
export const OTHERS_OF_ADDRESS = `SELECT n.id, n.reference, n.state
  FROM nominations.person p JOIN nominations.nomination n ON n.person_id = p.id
  WHERE p.conference_id = $1 AND p.body_id = $2 AND p.email_fold = $3 AND n.id IS DISTINCT FROM $4::uuid
    AND n.state = ANY ($5) AND ($6::boolean OR n.second_reason IS NULL) ORDER BY n.id LIMIT 100`;

/** $1 nomination, $2 why it is a second one, or null. */
export const KEEP_SECOND_REASON = 'UPDATE nominations.nomination SET second_reason = $2 WHERE id = $1';
