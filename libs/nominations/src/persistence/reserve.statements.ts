/** Statements of nominations that hold places or wait for one. */

import { isExpectedByAnother } from './same-people.statements.js';

/** Where the place of a nomination is counted. */
export const LOCK_PLACE = `SELECT conference_id AS "conferenceId", body_id AS "bodyId", constituency_id AS "constituencyId"
  FROM nominations.nomination WHERE id = $1 FOR NO KEY UPDATE`;

const ORDER = 'coalesce(rank, 2147483647), submitted_at, id';
/** SQL: in line for a place; nobody is who is expected by another nomination. $5: nominations that the same act passes over. */
const IS_IN_LINE = `r.body_id = v.body_id AND r.constituency_id = v.constituency_id AND r.id <> ALL ($5::uuid[])
          AND NOT ${isExpectedByAnother('r.id')}`;
/** $4: nominations that the same act puts on the list. Each place brings as many as it offers, the best first. */
export const RESERVE_LINE = `SELECT n.id, n.conference_id AS "conferenceId", n.body_id AS "bodyId", n.constituency_id AS "constituencyId",
    n.reference, n.version, n.capacity, p.name, p.honorific, p.email, p.language
  FROM unnest($1::uuid[], $2::uuid[], $3::int[]) WITH ORDINALITY AS v (body_id, constituency_id, offered, position)
  CROSS JOIN LATERAL (
    SELECT line.*, row_number() OVER (ORDER BY ${ORDER}) AS turn FROM (
      (SELECT r.id, r.rank, r.submitted_at FROM nominations.nomination r
        WHERE r.state = 'RESERVED' AND ${IS_IN_LINE}
        ORDER BY ${ORDER} LIMIT v.offered)
      UNION ALL
      (SELECT r.id, r.rank, r.submitted_at FROM nominations.nomination r
        WHERE r.id = ANY ($4::uuid[]) AND ${IS_IN_LINE})
    ) line ORDER BY ${ORDER} LIMIT v.offered
  ) best
  JOIN nominations.nomination n ON n.id = best.id
  JOIN nominations.person p ON p.id = n.person_id
  ORDER BY v.position, best.turn`;

/**
 * Waits for whoever has the best one locked: if that reserve is withdrawn meanwhile, the next is taken, and if nothing
 * happens to it, it was not passed over.
 */
export const BEST_RESERVE = `SELECT n.id, n.reference, n.version, n.capacity, p.name, p.honorific, p.email, p.language
  FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id
  WHERE n.body_id = $1 AND n.constituency_id = $2 AND n.state = 'RESERVED' AND NOT ${isExpectedByAnother('n.id')}
  ORDER BY coalesce(n.rank, 2147483647), n.submitted_at, n.id LIMIT 1 FOR NO KEY UPDATE OF n`;
