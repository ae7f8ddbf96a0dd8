import { type ContentType } from '../checks/checked-file.js';
import { inFileSight } from '../policies/attachment.policy.js';

const COLUMNS = `a.id, a.conference_id AS "conferenceId", a.body_id AS "bodyId", a.subject_type AS "subjectType", a.subject_id AS "subjectId",
  a.added_by AS "addedById", a.file_name AS "fileName", a.content_type AS "contentType", a.size, a.sha256, a.is_shown AS "isShown",
  a.created_at AS "createdAt", a.lost_at IS NOT NULL AS "isLost"`;

export interface AttachmentRow extends Record<string, unknown> {
  readonly id: string;
  readonly conferenceId: string;
  readonly bodyId: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly addedById: string;
  readonly fileName: string;
  readonly contentType: ContentType;
  readonly size: number;
  readonly sha256: string;
  readonly isShown: boolean;
  readonly createdAt: Date;
  readonly isLost: boolean;
}

export const FILES_BY_IDS = `SELECT ${COLUMNS} FROM attachments.attachment a WHERE a.id = ANY ($1::uuid[]) AND ${inFileSight('a', 2)}`;
/** For an act: what is out of sight is neither found nor locked. */
export const LOAD_FILE = `SELECT ${COLUMNS} FROM attachments.attachment a WHERE a.id = $1 AND ${inFileSight('a', 2)} FOR NO KEY UPDATE`;
export const FILES_OF_SUBJECTS = `SELECT ${COLUMNS} FROM attachments.attachment a WHERE a.subject_id = ANY ($1::uuid[]) AND ${inFileSight('a', 2)}
  ORDER BY a.id`;
export const DELETE_FILE = 'DELETE FROM attachments.attachment WHERE id = $1';
/** $1 subject. */
export const SHOW_FILES =
  'UPDATE attachments.attachment SET is_shown = true WHERE subject_id = $1 AND body_id IS NOT NULL AND NOT is_shown';
/** $1 subject, $2 body or null: how many files its side has there. */
export const COUNT_OF_SIDE = `SELECT count(*)::int AS count FROM attachments.attachment a
  WHERE a.subject_id = $1::uuid AND a.body_id IS NOT DISTINCT FROM $2::uuid`;
/** The bytes of all of these. */
export const BYTES_OF_SIDE = `SELECT coalesce(sum(a.size), 0)::int AS bytes FROM attachments.attachment a
  WHERE a.subject_id = $1::uuid AND a.body_id IS NOT DISTINCT FROM $2::uuid`;

/** For the worker, which acts for all: which of these ids have a row. */
export const KNOWN_IDS = 'SELECT id FROM attachments.attachment WHERE id = ANY ($1::uuid[])';
/** $1 beyond which id, $2 how many: rows that are old enough to be in every listing of the store. */
export const ROWS_TO_COMPARE = `SELECT id, lost_at IS NOT NULL AS "isLost" FROM attachments.attachment
  WHERE id > $1::uuid AND created_at < statement_timestamp() - interval '1 hour' ORDER BY id LIMIT $2`;
export const MARK_LOST =
  'UPDATE attachments.attachment SET lost_at = clock_timestamp() WHERE id = ANY ($1::uuid[]) AND lost_at IS NULL';
export const MARK_FOUND = 'UPDATE attachments.attachment SET lost_at = NULL WHERE id = ANY ($1::uuid[])';
