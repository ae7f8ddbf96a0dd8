import { type ViewList } from '../domain/saved-view.js';
import { inViewSight } from '../policies/saved-view.policy.js';

const VIEW_COLUMNS = `v.id, v.conference_id AS "conferenceId", v.body_id AS "bodyId", v.user_id AS "userId", v.list, v.name, v.query,
  v.is_shared AS "isShared", v.version, v.created_at AS "createdAt"`;

export interface SavedViewRow extends Record<string, unknown> {
  readonly id: string;
  readonly conferenceId: string;
  readonly bodyId: string | null;
  readonly userId: string;
  readonly list: ViewList;
  readonly name: string;
  readonly query: string;
  readonly isShared: boolean;
  readonly version: number;
  readonly createdAt: Date;
}

/** For an act: what is out of sight is neither found nor locked. */
export const LOAD_VIEW = `SELECT ${VIEW_COLUMNS} FROM views.saved_view v WHERE v.id = $1 AND ${inViewSight('v', 2)}
  FOR NO KEY UPDATE`;
/** One's own first. */
export const LIST_VIEWS = `SELECT ${VIEW_COLUMNS} FROM views.saved_view v
  WHERE v.conference_id = $1 AND v.list = $2 AND ${inViewSight('v', 3)}
  ORDER BY v.user_id <> $5::uuid, lower(v.name), v.id LIMIT $6`;
export const VIEWS_BY_IDS = `SELECT ${VIEW_COLUMNS} FROM views.saved_view v
  WHERE v.id = ANY ($1::uuid[]) AND ${inViewSight('v', 2)}`;
export const COUNT_OWN = `SELECT count(*)::int AS count FROM views.saved_view v WHERE v.user_id = $1 AND v.conference_id = $2`;
export const DELETE_VIEW = 'DELETE FROM views.saved_view WHERE id = $1';
/** The index that refuses a second view of one name. */
export const ONE_NAME = 'saved_view_name';
