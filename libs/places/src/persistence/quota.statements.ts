/** Statements of quotas and their ledger. Those of many act at once; $-arrays run in parallel, one element a quota or an entry. */

/**
 * The places on offer after a move of a quota `q`. A hold that needs one of them borrows it: given up, the place is on offer
 * again; approved, it is gone; refused, it is offered once. So as many may be on offer as are not used for good, and whoever
 * gives one looks at what is free.
 */
export const onOffer = (held: string, consumed: string, overridden: string, more: string): string =>
  `greatest(least(q.on_offer + ${more} - least(greatest(q.on_offer - (q.allotted + q.overridden - q.held - q.consumed), 0),
      CASE WHEN ${held} < 0 THEN greatest(${consumed} - ${overridden} + ${more}, 0) ELSE 0 END),
    q.allotted + q.overridden + ${overridden} - q.consumed - ${consumed}), 0)`;

export const CHANGE_QUOTA = `UPDATE nominations.quota AS q SET held = held + $3, consumed = consumed + $4, overridden = overridden + $5,
    on_offer = ${onOffer('$3', '$4', '$5', '$6')}
  WHERE body_id = $1 AND constituency_id = $2`;

export const INSERT_QUOTA_ENTRY = `INSERT INTO nominations.quota_entry
  (id, conference_id, body_id, quota_id, nomination_id, kind, held_delta, consumed_delta, allotted_delta, by_user, reason)
  SELECT $1, q.conference_id, q.body_id, q.id, $4, $5, $6, $7, $8, $9, $10
  FROM nominations.quota q WHERE q.body_id = $2 AND q.constituency_id = $3`;

export const LOCK_QUOTAS = `SELECT q.id FROM nominations.quota q
  JOIN unnest($1::uuid[], $2::uuid[]) AS v (body_id, constituency_id) USING (body_id, constituency_id)
  ORDER BY q.id FOR UPDATE OF q`;

export const APPLY_QUOTA = `UPDATE nominations.quota q
  SET held = q.held + v.held, consumed = q.consumed + v.consumed, overridden = q.overridden + v.overridden,
    on_offer = ${onOffer('v.held', 'v.consumed', 'v.overridden', 'v.on_offer')}
  FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::int[], $6::int[])
    AS v (body_id, constituency_id, held, consumed, overridden, on_offer)
  WHERE q.body_id = v.body_id AND q.constituency_id = v.constituency_id`;

export const INSERT_QUOTA_ENTRIES = `INSERT INTO nominations.quota_entry
  (id, conference_id, body_id, quota_id, nomination_id, kind, held_delta, consumed_delta, allotted_delta, by_user, reason)
  SELECT v.id, q.conference_id, q.body_id, q.id, v.nomination_id, v.kind, v.held, v.consumed, v.overridden, v.by_user, v.reason
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::int[], $7::int[], $8::int[], $9::uuid[],
    $10::text[]) AS v (id, body_id, constituency_id, nomination_id, kind, held, consumed, overridden, by_user, reason)
  JOIN nominations.quota q ON q.body_id = v.body_id AND q.constituency_id = v.constituency_id`;

/** A statement of its own, so that it sees what whoever held the lock before has written. */
export const USED = `SELECT coalesce(sum(consumed_delta), 0)::int AS consumed, coalesce(sum(allotted_delta), 0)::int AS overridden
  FROM nominations.quota_entry WHERE nomination_id = $1`;
