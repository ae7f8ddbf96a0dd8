import { bothWays } from '#libs/kernel';
import { inNoteSight } from '../policies/note.policy.js';

const COLUMNS = `n.id, n.conference_id AS "conferenceId", n.body_id AS "bodyId", n.subject_type AS "subjectType", n.subject_id AS "subjectId",
  n.author_id AS "authorId", n.text, n.version, n.created_at AS "createdAt", n.changed_at AS "changedAt"`;

export interface NoteRow extends Record<string, unknown> {
  readonly id: string;
  readonly conferenceId: string;
  readonly bodyId: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly authorId: string;
  readonly text: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly changedAt: Date | null;
}

/** For an act: what is out of sight is neither found nor locked. */
export const LOAD_NOTE = `SELECT ${COLUMNS} FROM notes.note n WHERE n.id = $1 AND ${inNoteSight('n', 2)} FOR NO KEY UPDATE`;
export const DELETE_NOTE = 'DELETE FROM notes.note WHERE id = $1';
/** $1 subject, $2 body or null. */
export const COUNT_OF_SIDE = `SELECT count(*)::int AS count FROM notes.note n
  WHERE n.subject_id = $1::uuid AND n.body_id IS NOT DISTINCT FROM $2::uuid`;

export const NOTES_BY_IDS = `SELECT ${COLUMNS} FROM notes.note n WHERE n.id = ANY ($1::uuid[]) AND ${inNoteSight('n', 2)}`;
/** One page of each subject's, in one statement: $1 subjects, $4 beyond which note, $5 how many. */
export const NOTES_OF_SUBJECTS = bothWays(
  (beyond, way) => `SELECT page.* FROM unnest($1::uuid[]) AS sought (id), LATERAL (
    SELECT ${COLUMNS} FROM notes.note n WHERE n.subject_id = sought.id AND ${inNoteSight('n', 2)} AND ($4::uuid IS NULL OR n.id ${beyond} $4::uuid)
    ORDER BY n.id ${way} LIMIT $5) page ORDER BY page.id ${way}`,
  'DESC',
);
export const COUNT_OF_SUBJECTS = `SELECT n.subject_id AS "subjectId", count(*)::int AS count FROM notes.note n
  WHERE n.subject_id = ANY ($1::uuid[]) AND ${inNoteSight('n', 2)} GROUP BY n.subject_id`;
