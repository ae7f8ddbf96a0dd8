import { inListSight } from '../policies/import-list.policy.js';
import { type SheetRow } from '../sheet.js';
import { type RowResult } from './import-list-row.table.js';
import { type RememberedKind } from './remembered.table.js';

export interface KeptRow extends Record<string, unknown> {
  readonly row: number;
  readonly cells: SheetRow['cells'];
  readonly isHidden: boolean;
  readonly isFiltered: boolean;
}

/** What came of a row. */
export interface RowOutcomeKept extends Record<string, unknown> {
  readonly row: number;
  readonly run: number | null;
  readonly result: RowResult | null;
  readonly nominationId: string | null;
  readonly nominationVersion: number | null;
  readonly before: Readonly<Record<string, string | number | null>> | null;
  readonly refusalCode: string | null;
  readonly refusal: string | null;
}

export const ROWS_OF_LIST = `SELECT r.row, r.cells, r.is_hidden AS "isHidden", r.is_filtered AS "isFiltered" FROM import.list_row r
  WHERE r.list_id = $1 AND ${inListSight('r', 2)} ORDER BY r.row`;
const RESULT = `r.row, r.run, r.result, r.nomination_id AS "nominationId", r.nomination_version AS "nominationVersion", r.before,
  r.refusal_code AS "refusalCode", r.refusal`;
/** Of rows to which something has happened. */
export const RESULTS_OF_LIST = `SELECT ${RESULT} FROM import.list_row r
  WHERE r.list_id = $1 AND ${inListSight('r', 2)} AND r.run IS NOT NULL ORDER BY r.row`;

export interface RememberedRow extends Record<string, unknown> {
  readonly kind: RememberedKind;
  readonly key: string;
  readonly value: string | null;
  readonly saidAt: string;
}
export const REMEMBERED_OF_BODY = `SELECT m.kind, m.key, m.value, m.said_at::text AS "saidAt" FROM import.remembered m
  WHERE m.body_id = $1 AND ${inListSight('m', 2)} ORDER BY m.kind, m.key`;
export const FORGET =
  'DELETE FROM import.remembered WHERE body_id = $1 AND kind = $2 AND key = ANY ($3::text[])';
/** Said again, it is what was said last. */
export const SAID_AGAIN = `ON CONFLICT (body_id, kind, key) DO UPDATE SET value = excluded.value, said_by = excluded.said_by, said_at = clock_timestamp()`;

/** What the job writes of rows: one array for each column, by list and row. A version that is not given is the one that stands. */
export const MARK_ROWS = `UPDATE import.list_row r SET run = $2, result = coalesce(u.result, r.result),
    nomination_id = coalesce(u.nomination_id, r.nomination_id), nomination_version = coalesce(u.version, r.nomination_version),
    before = CASE WHEN u.before IS NULL THEN r.before ELSE u.before || coalesce(r.before, '{}') END,
    refusal_code = u.refusal_code, refusal = u.refusal
  FROM unnest($3::integer[], $4::text[], $5::uuid[], $6::integer[], $7::jsonb[], $8::text[], $9::text[])
    AS u (row, result, nomination_id, version, before, refusal_code, refusal)
  WHERE r.list_id = $1 AND r.row = u.row`;
export const COUNT_DONE = `UPDATE import.list SET done = done + $2, drafted = drafted + $3, updated = updated + $4, refused = refused + $5,
    undone = undone + $6, updated_at = clock_timestamp() WHERE id = $1`;
