import { columnList, inHostSight, inSight } from '#libs/platform';
import { PERSON_FIELDS } from '../domain/nomination-fields.js';
import { UNDO_DAYS } from '../domain/merging.js';

const PERSON = columnList('p', Object.keys(PERSON_FIELDS));

/** $1 a nomination in sight: its person, and the versions that an act may name. Nothing is locked. */
export const OTHER_OF_PAIR = `SELECT n.conference_id, n.version + n.follow_ups AS told_version, n.version + n.follow_ups_before AS oldest_version, ${PERSON}
  FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id WHERE n.id = $1 AND ${inSight('n', 2)}`;

/** $1 and $2 the pair, in order. */
export const STATE_OF_PAIR = `SELECT state FROM nominations.judged_pair WHERE first_id = $1 AND second_id = $2`;

const UNTIL = `m.merged_at + interval '${UNDO_DAYS} days'`;
const MERGE = `m.id, m.first_id AS "firstId", m.second_id AS "secondId", m.nomination_id AS "nominationId", m.facts, m.was, m.became,
    m.merged_by AS "mergedBy", m.merged_at AS "mergedAt", m.undone_by AS "undoneBy", m.undone_at AS "undoneAt",
    m.undone_at IS NOT NULL AS "isUndone", ${UNTIL} AS "undoableUntil", (m.was = '{}' OR ${UNTIL} <= clock_timestamp()) AS "isOver"`;

/** $1 a merge, $2 conferences that the caller reads whole. Locked: it is undone once. */
export const LOCK_MERGE = `SELECT ${MERGE} FROM nominations.duplicate_merge m WHERE m.id = $1 AND ${inHostSight('m', 2)} FOR NO KEY UPDATE`;

/** Merges of a pair that its page has. */
export const MOST_MERGES = 20;

/** $1 and $2 pairs, each in order, $3 conferences that the caller reads whole. The newest of each, with the person as they are now. */
export const MERGES_OF_PAIRS = `SELECT found.*, ${PERSON}
  FROM unnest($1::uuid[], $2::uuid[]) AS v (first_id, second_id),
    LATERAL (SELECT ${MERGE} FROM nominations.duplicate_merge m
      WHERE m.first_id = v.first_id AND m.second_id = v.second_id AND ${inHostSight('m', 3)}
      ORDER BY m.merged_at DESC, m.id DESC LIMIT ${MOST_MERGES}) found
    JOIN nominations.nomination n ON n.id = found."nominationId" JOIN nominations.person p ON p.id = n.person_id
  ORDER BY found."mergedAt" DESC, found.id DESC`;

/** $1 merges, $2 conferences that the caller reads whole. The same. */
export const MERGES_BY_IDS = `SELECT ${MERGE}, ${PERSON}
  FROM nominations.duplicate_merge m JOIN nominations.nomination n ON n.id = m.nomination_id JOIN nominations.person p ON p.id = n.person_id
  WHERE m.id = ANY ($1::uuid[]) AND ${inHostSight('m', 2)}`;

/** What was before goes with the undoing: it stands in the nomination again. $1 merge, $2 who. */
export const UNDO_MERGE = `UPDATE nominations.duplicate_merge SET undone_by = $2, undone_at = clock_timestamp(), was = '{}', became = '{}'
  WHERE id = $1`;
