import { columnList, inSight } from '#libs/platform';
import { NOMINATION_FIELDS, PERSON_FIELDS } from '../domain/nomination-fields.js';

/** Statements of one nomination's life. Every one runs under row-level security; the unit of work sets the scope. */

export const LOAD_BODY = `SELECT b.code, co.approval_plan,
    EXISTS (SELECT FROM conference.constituency c WHERE c.id = $3 AND c.conference_id = b.conference_id) AS has_constituency,
    EXISTS (SELECT FROM conference.time_window w WHERE w.conference_id = b.conference_id AND w.kind = 'NOMINATION'
      AND clock_timestamp() BETWEEN w.opens_at AND w.closes_at) AS is_window_open
  FROM conference.body b JOIN conference.conference co ON co.id = b.conference_id
  WHERE b.id = $1 AND b.conference_id = $2`;

const loadForChange = (
  condition: string,
): string => `SELECT n.id, n.conference_id, n.body_id, n.constituency_id, n.person_id, n.reference, n.state, n.version,
    n.follow_ups, n.follow_ups_before,
    n.created_by, n.last_edited_by, n.return_question, n.second_reason, n.ready_at IS NOT NULL AS is_ready,
    ${columnList('n', Object.keys(NOMINATION_FIELDS))}, ${columnList('p', Object.keys(PERSON_FIELDS))},
    c.approval_plan, c.releases_at_once,
    EXISTS (SELECT FROM conference.time_window w WHERE w.conference_id = n.conference_id AND w.kind = 'NOMINATION'
      AND clock_timestamp() BETWEEN w.opens_at AND w.closes_at) AS is_window_open,
    conference.substitutions_open(n.conference_id) AS is_substitution_open
  FROM nominations.nomination n
  JOIN nominations.person p ON p.id = n.person_id
  JOIN conference.conference c ON c.id = n.conference_id
  WHERE ${condition} FOR NO KEY UPDATE OF n`;

/** Locks the nomination; what hangs on it is only read. */
export const LOAD_FOR_CHANGE = loadForChange('n.id = $1');
/** The same, if it is in the sight of whoever asks. */
export const LOAD_IN_SIGHT = loadForChange(`n.id = $1 AND ${inSight('n', 2)}`);

/**
 * $1 nomination, $2 address, $3 its folding, $4 what the nomination is searched by, $5 why it is a second one or null. An edit of the nomination, though of the person alone. A function of the
 * owner's (see the migration), for past drafting nothing else may be edited.
 */
export const CORRECT_EMAIL = 'SELECT nominations.correct_email($1, $2, $3, $4, $5)';

/**
 * $1 nomination, $2 the person who takes its place and what they are found by, $3 what is said of the new nomination, each by the names
 * of columns. A function of the owner's (see the migration): body, constituency, capacity and rank are the former's.
 */
export const SUBSTITUTE = 'SELECT nominations.substitute($1, $2, $3)';

/**
 * $1 superseded nomination and $2 the entry of its place, $3 its successor and $4 its entry. Of the owner's too: at no moment is the
 * place free. Where it was used, the successor holds it until it is decided.
 */
export const PASS_PLACE = 'SELECT nominations.pass_place($1, $2, $3, $4)';

/** Every move but the return, which alone asks something of the body. */
export const MOVE_NOMINATION = `UPDATE nominations.nomination SET state = $2, version = version + 1, updated_at = clock_timestamp(),
  submitted_at = CASE WHEN $2 = 'SUBMITTED' THEN clock_timestamp() ELSE submitted_at END,
  return_question = NULL, answer_due_at = NULL, ready_at = NULL, ready_told_at = NULL
  WHERE id = $1`;

/** $2 question, $3 hours to answer (null: no end). */
export const RETURN_NOMINATION = `UPDATE nominations.nomination SET state = 'RETURNED', version = version + 1,
  updated_at = clock_timestamp(), return_question = $2,
  answer_due_at = date_trunc('minute', clock_timestamp()) + $3::float8 * interval '1 hour'
  WHERE id = $1 RETURNING answer_due_at`;

/** $2 who says so, as who edits. It is no act on what the nomination says, so `version` stays. */
export const MARK_READY = `UPDATE nominations.nomination SET ready_at = clock_timestamp(), ready_told_at = NULL,
  updated_at = clock_timestamp(), last_edited_by = $2 WHERE id = $1 RETURNING ready_at AS "readyAt"`;

/** What the screening or an officer's first look does: it is no act on the nomination, but everybody sees it. */
export const MARK_UNDER_REVIEW = `UPDATE nominations.nomination SET state = 'UNDER_REVIEW', updated_at = clock_timestamp()
  WHERE id = $1 AND state = 'SUBMITTED'`;
