/** $1 ids, $2 their versions. What still stands before the host as it was submitted. */
export const LOAD_TO_SCREEN = `SELECT n.id, n.version, n.conference_id AS "conferenceId", n.body_id AS "bodyId",
    n.constituency_id AS "constituencyId", n.rank, n.justification, p.name, p.badge_name AS "badgeName", p.organisation,
    p.job_title AS "jobTitle", p.country, p.email_fold AS "emailFold", p.name_key AS "nameKey", p.name_codes AS "nameCodes"
  FROM unnest($1::uuid[], $2::int[]) AS v (id, version)
  JOIN nominations.nomination n ON n.id = v.id AND n.version = v.version AND n.state IN ('SUBMITTED', 'UNDER_REVIEW')
  JOIN nominations.person p ON p.id = n.person_id`;

/** $1 ids, $2 their versions. Locked in the order of their ids, as a release locks them. */
export const BEGIN_REVIEWS = `WITH due AS (
    SELECT n.id FROM unnest($1::uuid[], $2::int[]) AS v (id, version)
    JOIN nominations.nomination n ON n.id = v.id AND n.version = v.version AND n.state = 'SUBMITTED'
    ORDER BY n.id FOR NO KEY UPDATE OF n
  )
  UPDATE nominations.nomination n SET state = 'UNDER_REVIEW', updated_at = clock_timestamp() FROM due
  WHERE n.id = due.id AND n.state = 'SUBMITTED' RETURNING n.id, n.conference_id, n.body_id`;
