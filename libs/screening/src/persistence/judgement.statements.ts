import { type Transaction } from '#libs/platform';
import { printsOf } from '../domain/judgement.js';

/** SQL: both sides of a pair, of which the screening of either writes its own; $1 the first, $2 the second. */
const OF_PAIR = `(nomination_id, other_id) IN (($1::uuid, $2::uuid), ($2::uuid, $1::uuid))`;

/** Whoever judges a pair waits for whoever judges it at the same time. $1 and $2 the pair, in order. */
export const LOCK_PAIR = `SELECT pg_advisory_xact_lock(hashtextextended('nominations.duplicate_judgement ' || $1::text || ' ' || $2::text, 0))`;
/** What was found of a pair and what was said of it, the latter null where nobody has; nothing where it is no pair. */
export const LOAD_PAIR = `SELECT coalesce(found.score, j.score)::float8 AS score, coalesce(found.reasons, j.reasons) AS reasons, j.verdict,
    j.judged_by AS "judgedBy", coalesce(j.version, 0) AS version
  FROM (SELECT score, reasons FROM nominations.duplicate WHERE ${OF_PAIR} ORDER BY score DESC, nomination_id LIMIT 1) found
    FULL JOIN (SELECT * FROM nominations.duplicate_judgement WHERE first_id = $1 AND second_id = $2) j ON true`;

/** Words of a pair by whoever is the first to say any, or says others. */
export const STORE_JUDGEMENT = `INSERT INTO nominations.duplicate_judgement (first_id, second_id, conference_id, verdict, note, judged_by,
    score, reasons, first_name_print, first_email_print, second_name_print, second_email_print, version)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  ON CONFLICT (first_id, second_id) DO UPDATE SET verdict = EXCLUDED.verdict, note = EXCLUDED.note, judged_by = EXCLUDED.judged_by,
    judged_at = clock_timestamp(), score = EXCLUDED.score, reasons = EXCLUDED.reasons, first_name_print = EXCLUDED.first_name_print,
    first_email_print = EXCLUDED.first_email_print, second_name_print = EXCLUDED.second_name_print,
    second_email_print = EXCLUDED.second_email_print, version = EXCLUDED.version, changes = '{}'`;

/** $1 and $2 the pair, in order, $3 one of both, $4 its print. A function of the owner's (see the migration): the words stay their author's. */
const KEEP_JUDGEMENT = 'SELECT nominations.keep_judgement($1, $2, $3, $4)';

/** The host itself has given one of a pair the name of the other, or put it back: what was judged SAME stands, and is not asked again. */
export const keepJudgement = (
  tx: Transaction,
  [first, second]: readonly [first: string, second: string],
  named: Parameters<typeof printsOf>[0],
): void => {
  tx.write(KEEP_JUDGEMENT, [first, second, named.id, printsOf(named).name]);
};

/** A pair that was judged different, and that the screening does not find any more, has nothing to be asked again. */
const IS_STILL_ASKED = `(j.verdict <> 'DIFFERENT' OR EXISTS (SELECT FROM nominations.duplicate d
    WHERE (d.nomination_id, d.other_id) IN ((j.first_id, j.second_id), (j.second_id, j.first_id))))`;

const noteChanges = (which: 'first' | 'second'): string => {
  const code = which.toUpperCase();
  return `UPDATE nominations.duplicate_judgement j SET changes = ARRAY(
      SELECT known FROM unnest(j.changes) AS known WHERE known NOT IN ('${code}_NAME', '${code}_EMAIL')
      UNION ALL SELECT '${code}_NAME' WHERE j.${which}_name_print <> s.name_print
      UNION ALL SELECT '${code}_EMAIL' WHERE j.${which}_email_print <> s.email_print)
    FROM unnest($1::uuid[], $2::text[], $3::text[]) AS s (id, name_print, email_print)
    WHERE j.${which}_id = s.id AND ${IS_STILL_ASKED}`;
};
/** $1 subjects, $2 and $3 their prints, as a screening finds them: what of them is another since a pair of theirs was judged. */
export const NOTE_CHANGES = [noteChanges('first'), noteChanges('second')] as const;

const differentFrom = (which: 'first' | 'second', other: 'first' | 'second'): string => {
  const code = other.toUpperCase();
  return `SELECT s.id AS "ofId", j.${other}_id AS "otherId"
    FROM unnest($1::uuid[], $2::text[], $3::text[]) AS s (id, name_print, email_print)
      JOIN nominations.duplicate_judgement j ON j.${which}_id = s.id
    WHERE j.verdict = 'DIFFERENT' AND j.${which}_name_print = s.name_print AND j.${which}_email_print = s.email_print
      AND NOT j.changes && '{${code}_NAME,${code}_EMAIL}'`;
};
/**
 * $1 subjects, $2 and $3 their prints, as a screening finds them: from whom each was judged different, with neither of both another since.
 * What is stored of the subject's own changes is of the screening before.
 */
export const DIFFERENT_FROM = `${differentFrom('first', 'second')} UNION ALL ${differentFrom('second', 'first')}`;

/** SQL: a pair of the subject was judged different and neither has changed since; `other` the other one. */
const isDifferent = (
  subject: string,
  other: string,
): string => `EXISTS (SELECT FROM nominations.duplicate_judgement j
  WHERE j.first_id = LEAST(${subject}, ${other}) AND j.second_id = GREATEST(${subject}, ${other})
    AND j.verdict = 'DIFFERENT' AND j.changes = '{}')`;

/** SQL: who may be the same person as a subject's, each once, and whether that was denied. */
const othersOf = (
  subject: string,
): string => `SELECT DISTINCT o.id, ${isDifferent(subject, 'o.id')} AS is_different
  FROM nominations.duplicate d,
    LATERAL (SELECT CASE WHEN d.nomination_id = ${subject} THEN d.other_id ELSE d.nomination_id END AS id) o
  WHERE d.nomination_id = ${subject} OR d.other_id = ${subject}`;

/** SQL: how many of them still may be, and how many not. */
export const countOthersOf = (subject: string): string =>
  `SELECT count(*) FILTER (WHERE NOT is_different)::int AS standing, count(*) FILTER (WHERE is_different)::int AS different
   FROM (${othersOf(subject)}) others`;

/** SQL: there is nobody any more who may be the same person, for all were judged different. */
export const areAllDifferent = (subject: string): string =>
  `(SELECT bool_and(is_different) FROM (${othersOf(subject)}) others)`;
