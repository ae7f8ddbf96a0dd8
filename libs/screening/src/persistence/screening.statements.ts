import { areAllDifferent } from './judgement.statements.js';

/** The most others that each look-up of a screening brings: by address, by trigrams, by sounds and nicknames. */
export const MOST_LOOK_ALIKES = 100;

export const INSERT_SCREENINGS = `INSERT INTO nominations.screening (nomination_id, nomination_version, kind, conference_id, body_id)
  SELECT $1, $2, unnest($3::text[]), $4, $5`;

/** $1 ids, $2 their versions. Which checks of each have not ended well yet. */
export const OPEN_CHECKS = `SELECT v.id, v.version,
    ARRAY(SELECT s.kind FROM nominations.screening s
      WHERE s.nomination_id = v.id AND s.nomination_version = v.version AND s.state IN ('PENDING', 'FAILED')) AS open
  FROM unnest($1::uuid[], $2::int[]) AS v (id, version)`;

/** $1 subjects, $2 versions, $3 kinds, $4 states, $5 codes, $6 values, $7 attempts: one finding each. */
export const STORE_FINDINGS = `UPDATE nominations.screening s
  SET state = v.state, findings = jsonb_build_object('code', v.code, 'values', v.found), attempts = v.attempts,
    finished_at = clock_timestamp()
  FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::int[])
    AS v (nomination_id, version, kind, state, code, found, attempts)
  WHERE s.nomination_id = v.nomination_id AND s.nomination_version = v.version AND s.kind = v.kind`;

/**
 * Both sides of all pairs of these subjects, for what the other side has found is of a subject as it was before. Locked in one order,
 * for two batches may have the two sides of one pair.
 */
export const FORGET_LOOK_ALIKES = `DELETE FROM nominations.duplicate d USING (
    SELECT nomination_id, other_id FROM nominations.duplicate
    WHERE nomination_id = ANY ($1::uuid[]) OR other_id = ANY ($1::uuid[]) ORDER BY nomination_id, other_id FOR UPDATE) sides
  WHERE d.nomination_id = sides.nomination_id AND d.other_id = sides.other_id`;

export const STORE_LOOK_ALIKES = `INSERT INTO nominations.duplicate (conference_id, nomination_id, other_id, score, reasons)
  SELECT v.conference_id, v.nomination_id, v.other_id, v.score, string_to_array(v.reasons, '|')
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::real[], $5::text[]) AS v (conference_id, nomination_id, other_id, score, reasons)
  ON CONFLICT (nomination_id, other_id) DO UPDATE SET score = EXCLUDED.score, reasons = EXCLUDED.reasons`;

const OF_SUBJECTS = `FROM unnest($1::uuid[], $2::int[]) AS v (id, version)
  WHERE s.nomination_id = v.id AND s.nomination_version = v.version AND s.state = 'PENDING'`;

/** $1 ids, $2 their versions. What is pending of a version that nobody screens any more is told as unfinished. */
export const END_UNFINISHED = `UPDATE nominations.screening s SET state = 'FAILED', finished_at = clock_timestamp(),
  findings = '{"code": "CHECK_UNFINISHED"}' ${OF_SUBJECTS}`;

/** $3 a kind, $4 attempts. */
export const END_FAILED = `UPDATE nominations.screening s SET state = 'FAILED', finished_at = clock_timestamp(),
  findings = '{"code": "CHECK_FAILED", "values": {}}', attempts = $4 ${OF_SUBJECTS} AND s.kind = $3`;

/**
 * Entries of the watch list with names like those of many: $1 subjects, $2 their conferences, $3 the keys of their names, $4 the codes
 * of each, joined by tabulators. Most conferences have no list, and then no name is looked for.
 */
export const WATCHED_ALIKE = `SELECT sought.id AS "ofId", w.name, w.note
  FROM (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) AS one (id, conference_id, name_key, codes)
    WHERE EXISTS (SELECT FROM nominations.watch_list_entry e WHERE e.conference_id = one.conference_id) OFFSET 0
  ) sought
    CROSS JOIN LATERAL nominations.watched_alike(
      sought.conference_id, sought.name_key, string_to_array(sought.codes, E'\\t'), ${MOST_LOOK_ALIKES}) AS found (id)
    JOIN nominations.watch_list_entry w ON w.id = found.id ORDER BY w.name_fold, w.id`;

/**
 * SQL: the checks of a version of a subject that found something or failed, for a statement that reads subjects. Duplicates that were all
 * judged to be other people are none.
 */
export const flagsOf = (
  id: string,
  version: string,
): string => `ARRAY(SELECT s.kind FROM nominations.screening s
    WHERE s.nomination_id = ${id} AND s.nomination_version = ${version} AND s.state IN ('FLAGGED', 'FAILED')
      AND (s.kind <> 'DUPLICATES' OR s.state = 'FAILED' OR ${areAllDifferent(id)} IS NOT TRUE) ORDER BY s.kind)`;
