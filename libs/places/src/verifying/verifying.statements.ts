/** Statements of the check of all quotas. $1: a conference. */

export const QUOTAS = `SELECT q.id, q.body_id, q.constituency_id, b.name AS body, c.name AS constituency,
    q.allotted, q.overridden, q.held, q.consumed, q.on_offer,
    coalesce(e.allotted, 0)::int AS entered_allotted, coalesce(e.overridden, 0)::int AS entered_overridden,
    coalesce(e.held, 0)::int AS entered_held, coalesce(e.consumed, 0)::int AS entered_consumed
  FROM nominations.quota q
  JOIN conference.body b ON b.id = q.body_id
  JOIN conference.constituency c ON c.id = q.constituency_id
  LEFT JOIN LATERAL (SELECT sum(t.held_delta) AS held, sum(t.consumed_delta) AS consumed,
      sum(t.allotted_delta) FILTER (WHERE t.nomination_id IS NULL) AS allotted,
      sum(t.allotted_delta) FILTER (WHERE t.nomination_id IS NOT NULL) AS overridden
    FROM nominations.quota_entry t WHERE t.quota_id = q.id) e ON true
  WHERE q.conference_id = $1 ORDER BY b.name, b.id, c.position, c.id`;

/** By subject or offer, and quota; places of nobody's as those of the subject null. */
export const ENTRIES = `SELECT coalesce(e.nomination_id, e.place_offer_id) AS "subjectId", e.quota_id AS "quotaId", sum(e.held_delta)::int AS held,
    sum(e.consumed_delta)::int AS consumed
  FROM nominations.quota_entry e JOIN nominations.quota q ON q.id = e.quota_id
  WHERE q.conference_id = $1 GROUP BY 1, e.quota_id
  HAVING sum(e.held_delta) <> 0 OR sum(e.consumed_delta) <> 0`;

/** Offers as subjects: their places are held until they are answered, and then gone from what is held. */
export const OFFERS_AS_SUBJECTS = `SELECT o.id, o.body_id AS "bodyId", o.constituency_id AS "constituencyId", o.count, o.state,
    'the offer to ' || b.name AS name
  FROM nominations.place_offer o JOIN conference.body b ON b.id = o.to_body_id WHERE o.conference_id = $1 ORDER BY o.id`;

export const CONFERENCES = `SELECT id, slug FROM conference.conference WHERE $1::text IS NULL OR slug = $1 ORDER BY slug`;
