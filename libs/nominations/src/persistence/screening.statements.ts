/** $1 ids, $2 their versions. What still stands before the host as it was submitted, with the checks that are open. */
export const LOAD_TO_SCREEN = `SELECT n.id, n.version, n.conference_id, n.body_id, n.constituency_id, n.rank, n.justification,
    p.name, p.badge_name, p.email, p.organisation, p.job_title, p.country, p.email_fold, p.name_key, p.name_codes,
    ARRAY(SELECT s.kind FROM nominations.screening s
      WHERE s.nomination_id = n.id AND s.nomination_version = n.version AND s.state IN ('PENDING', 'FAILED')) AS open
  FROM unnest($1::uuid[], $2::int[]) AS v (id, version)
  JOIN nominations.nomination n ON n.id = v.id AND n.version = v.version AND n.state IN ('SUBMITTED', 'UNDER_REVIEW')
  JOIN nominations.person p ON p.id = n.person_id`;

/** $1 nominations, $2 versions, $3 kinds, $4 states, $5 codes, $6 values, $7 attempts: one finding each. */
export const STORE_FINDINGS = `UPDATE nominations.screening s
  SET state = v.state, findings = jsonb_build_object('code', v.code, 'values', v.found), attempts = v.attempts,
    finished_at = clock_timestamp()
  FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::int[])
    AS v (nomination_id, version, kind, state, code, found, attempts)
  WHERE s.nomination_id = v.nomination_id AND s.nomination_version = v.version AND s.kind = v.kind`;

export const FORGET_LOOK_ALIKES = `DELETE FROM nominations.duplicate WHERE nomination_id = ANY ($1::uuid[])`;

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

/** $1 ids, $2 their versions. Locked in the order of their ids, as a release locks them. */
export const BEGIN_REVIEWS = `WITH due AS (
    SELECT n.id FROM unnest($1::uuid[], $2::int[]) AS v (id, version)
    JOIN nominations.nomination n ON n.id = v.id AND n.version = v.version AND n.state = 'SUBMITTED'
    ORDER BY n.id FOR NO KEY UPDATE OF n
  )
  UPDATE nominations.nomination n SET state = 'UNDER_REVIEW' FROM due
  WHERE n.id = due.id AND n.state = 'SUBMITTED' RETURNING n.id, n.conference_id, n.body_id`;
