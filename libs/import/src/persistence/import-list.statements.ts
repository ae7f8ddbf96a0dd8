import { bothWays } from '#libs/kernel';
import { countUpTo } from '#libs/platform';
import { type ImportListState } from '../domain/import-list.js';
import { type KeptReading } from '../domain/kept-reading.js';
import { type Said } from '../known.js';
import { inListSight } from '../policies/import-list.policy.js';

const RECORD = `l.id, l.conference_id AS "conferenceId", l.body_id AS "bodyId", l.created_by AS "createdById", l.file_name AS "fileName",
  l.format, l.row_count AS "rowCount", l.reading IS NOT NULL AS "hasRows", l.state, l.version, l.to_do AS "toDo", l.done, l.drafted,
  l.updated, l.refused, l.undone, l.applied_by AS "appliedById", l.applied_at AS "appliedAt", l.created_at AS "createdAt",
  l.updated_at AS "updatedAt"`;

/** A list as it is recorded, without what people said and how it was read. */
export interface ImportListRecord extends Record<string, unknown> {
  readonly id: string;
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly createdById: string;
  readonly fileName: string | null;
  readonly format: string;
  readonly rowCount: number;
  readonly hasRows: boolean;
  readonly state: ImportListState;
  readonly version: number;
  readonly toDo: number;
  readonly done: number;
  readonly drafted: number;
  readonly updated: number;
  readonly refused: number;
  readonly undone: number;
  readonly appliedById: string | null;
  readonly appliedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** With both; null once the rows are gone. */
export interface WholeImportList extends ImportListRecord {
  readonly reading: KeptReading | null;
  readonly said: Said | null;
}

export const LISTS_BY_IDS = `SELECT ${RECORD} FROM import.list l WHERE l.id = ANY ($1::uuid[]) AND ${inListSight('l', 2)}`;
export const WHOLE_LIST = `SELECT ${RECORD}, l.reading, l.said FROM import.list l WHERE l.id = $1 AND ${inListSight('l', 2)}`;
/** For an act: what is out of sight is neither found nor locked. */
export const LOAD_LIST = `${WHOLE_LIST} FOR NO KEY UPDATE`;
/** $1 body, $2 the sight, $3 a cursor, $4 how many. */
export const LIST_LISTS = bothWays(
  (beyond, way) => `SELECT ${RECORD} FROM import.list l
    WHERE l.body_id = $1 AND ${inListSight('l', 2)} AND ($3::uuid IS NULL OR l.id ${beyond} $3::uuid)
    ORDER BY l.body_id ${way}, l.id ${way} LIMIT $4`,
  'DESC',
);
export const COUNT_LISTS = countUpTo(`FROM import.list l WHERE l.body_id = $1 AND ${inListSight('l', 2)}`);
export const DELETE_ROWS = 'DELETE FROM import.list_row WHERE list_id = $1';

/** For the worker, which acts for all bodies: a list while it is at this work. */
export const LIST_AT_WORK = `SELECT ${RECORD}, l.reading, l.said FROM import.list l WHERE l.id = $1 AND l.version = $2 AND l.state = $3`;
export const LOAD_AT_WORK = `SELECT ${RECORD} FROM import.list l WHERE l.id = $1 AND l.version = $2 AND l.state = $3 FOR NO KEY UPDATE`;
