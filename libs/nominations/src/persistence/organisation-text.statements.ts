import { bothWays, MOST_COUNTED } from '#libs/kernel';
import { inHostSight, inSight } from '#libs/platform';

/** $1 nomination, $2 conference, $3 body, $4 what was typed, $5 organisation or null, $6 who says so. */
export const SAY_ORGANISATION = `INSERT INTO nominations.organisation_text
    (nomination_id, conference_id, body_id, typed, organisation_id, matched_by, matched_at)
  VALUES ($1, $2, $3, $4, $5::uuid, CASE WHEN $5::uuid IS NOT NULL THEN $6::uuid END, CASE WHEN $5::uuid IS NOT NULL THEN clock_timestamp() END)
  ON CONFLICT (nomination_id) DO UPDATE SET typed = excluded.typed, organisation_id = excluded.organisation_id,
    matched_by = excluded.matched_by, matched_at = excluded.matched_at`;
export const SAY_NO_ORGANISATION = 'DELETE FROM nominations.organisation_text WHERE nomination_id = $1';

/** Which organisations nominations refer to. */
export const ORGANISATIONS_OF = `SELECT t.nomination_id AS "nominationId", t.conference_id AS "conferenceId", t.organisation_id AS "organisationId"
  FROM nominations.organisation_text t WHERE t.nomination_id = ANY ($1::uuid[]) AND t.organisation_id IS NOT NULL AND ${inSight('t', 2)}`;

/** How many nominations refer to each of these organisations. */
export const COUNTS_OF_ORGANISATIONS = `SELECT t.organisation_id AS id, count(*)::int AS count FROM nominations.organisation_text t
  WHERE t.organisation_id = ANY ($1::uuid[]) AND ${inHostSight('t', 2)} GROUP BY t.organisation_id`;

const UNMATCHED = `FROM nominations.organisation_text t WHERE t.conference_id = $1 AND t.organisation_id IS NULL AND ${inHostSight('t', 2)}`;
/** From one text to the next in the index: equal ones are skipped, however many they are. */
const next = (beyond: '<' | '>', way: 'ASC' | 'DESC', key: string): string =>
  `(SELECT t.typed_key ${UNMATCHED} AND t.typed_key ${beyond} ${key} ORDER BY t.typed_key ${way} LIMIT 1)`;
const first = (way: 'ASC' | 'DESC'): string =>
  `(SELECT t.typed_key ${UNMATCHED} ORDER BY t.typed_key ${way} LIMIT 1)`;

/** $1 conference, $2 conferences that the caller reads whole, $3 the text to begin behind or null, $4 how many. */
export const UNMATCHED_TEXTS = bothWays(
  (beyond, way) => `WITH RECURSIVE text (key) AS (
    SELECT CASE WHEN $3::text IS NULL THEN ${first(way)} ELSE ${next(beyond, way, '$3::text')} END
    UNION ALL SELECT ${next(beyond, way, 'text.key')} FROM text WHERE text.key IS NOT NULL)
  SELECT key, (SELECT t.typed ${UNMATCHED} AND t.typed_key = key ORDER BY t.nomination_id LIMIT 1) AS typed
  FROM text WHERE key IS NOT NULL LIMIT $4`,
);
export const COUNT_UNMATCHED_TEXTS = `WITH RECURSIVE text (key) AS (
    SELECT ${first('ASC')} UNION ALL SELECT ${next('>', 'ASC', 'text.key')} FROM text WHERE text.key IS NOT NULL)
  SELECT count(*)::int AS count FROM (SELECT FROM text WHERE key IS NOT NULL LIMIT ${MOST_COUNTED + 1}) counted`;

/** $1 conferences and $2 texts in small letters, side by side, $3 conferences that the caller reads whole, $4 how many of each. */
export const NOMINATIONS_OF_TEXTS = `SELECT sought.conference_id AS "conferenceId", sought.key, page.id
  FROM unnest($1::uuid[], $2::text[]) AS sought (conference_id, key),
  LATERAL (SELECT t.nomination_id AS id FROM nominations.organisation_text t WHERE t.conference_id = sought.conference_id
    AND t.organisation_id IS NULL AND t.typed_key = sought.key AND ${inHostSight('t', 3)} ORDER BY t.nomination_id LIMIT $4) page`;

/** $1 nominations, $2 conference, $3 conferences that the caller reads whole. */
export const COUNT_IN_SIGHT = `SELECT count(*)::int AS count FROM nominations.nomination n
  WHERE n.id = ANY ($1::uuid[]) AND n.conference_id = $2 AND ${inHostSight('n', 3)}`;

const MATCH = `UPDATE nominations.organisation_text t SET organisation_id = $3::uuid,
    matched_by = CASE WHEN $3::uuid IS NOT NULL THEN $4::uuid END, matched_at = CASE WHEN $3::uuid IS NOT NULL THEN clock_timestamp() END
  WHERE t.conference_id = $1 AND ${inHostSight('t', 2)} AND t.typed_key = lower($5)`;
/**
 * Says which organisation all texts are that equal one and name none yet: $1 conference, $2 conferences that the caller reads whole,
 * $3 organisation or null, $4 who says so, $5 the text.
 */
export const MATCH_ALL = `${MATCH} AND t.organisation_id IS NULL RETURNING t.nomination_id AS id`;
/** The same of these nominations alone ($6), whatever was said before. */
export const MATCH_THESE = `${MATCH} AND t.nomination_id = ANY ($6::uuid[]) RETURNING t.nomination_id AS id`;
