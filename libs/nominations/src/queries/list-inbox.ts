import { Injectable } from '@nestjs/common';
import {
  type Actor,
  conferencesReadWhole,
  decodeCursor,
  foreignCursor,
  hasConferenceRole,
  isId,
  isTimeKey,
  type Page,
  pageSize,
  searchTerm,
  toPage,
} from '#libs/kernel';
import { type ConferenceSnapshot } from '#libs/conference';
import { Database } from '#libs/platform';
import { type Outcome, type Stage } from '#libs/approvals';
import { containsPattern, fold } from '../domain/folding.js';
import { type ScreeningKind } from '../domain/screening.js';
import {
  type NominationRow,
  type NominationView,
  selectNominations,
  toNominationView,
} from './nomination-view.js';
import { Places } from './places.js';

export interface InboxFilter {
  readonly conferenceId?: string | null;
  readonly stages?: readonly Stage[] | null;
  readonly bodyIds?: readonly string[] | null;
  readonly isOverdue?: boolean | null;
  readonly search?: string | null;
  /** Only what the caller may act on and has not spoken on yet. */
  readonly actionable?: boolean | null;
}

export interface InboxItem {
  readonly id: string;
  readonly nomination: NominationView;
  readonly stage: Stage;
  readonly dueAt: Date;
  readonly isOverdue: boolean;
  readonly waitingSince: Date;
  readonly flags: readonly ScreeningKind[];
  readonly recommendation: Outcome | null;
}

interface InboxRow extends NominationRow {
  review_id: string;
  stage: Stage;
  due_at: Date;
  due_key: string;
  is_overdue: boolean;
  stage_since: Date;
  recommendation: Outcome | null;
  flags: ScreeningKind[];
}

/** What the host's work is sorted by: the due time, then the review. */
const ITEM_COLUMNS = `, r.id AS review_id, r.stage_since, r.recommendation, r.due_at::text AS due_key,
  r.stage <> 'RELEASE' AND r.due_at < clock_timestamp() AS is_overdue,
  ARRAY(SELECT s.kind FROM nominations.screening s WHERE s.nomination_id = n.id AND s.nomination_version = n.version
    AND s.state IN ('FLAGGED', 'FAILED') ORDER BY s.kind) AS flags`;

const CONDITIONS = `r.conference_id = ANY ($1::uuid[]) AND ($2::text[] IS NULL OR r.stage = ANY ($2))
  AND ($3::uuid[] IS NULL OR r.body_id = ANY ($3))
  AND ($4::boolean IS NULL OR (r.stage <> 'RELEASE' AND r.due_at < clock_timestamp()) = $4)
  AND ($5::text IS NULL OR n.search_text LIKE $5)
  AND ($6::uuid IS NULL OR r.stage = 'RELEASE' OR NOT ($6 = ANY (CASE r.stage WHEN 'REVIEW' THEN r.recommended_by
    ELSE r.recommended_by || r.involved_before || r.signed_off_by || ARRAY[r.created_by, r.last_edited_by] END)))`;

const BASE = selectNominations('nominations.nomination n', {
  hostViewer: '$8',
  columns: ITEM_COLUMNS,
}).replace('LEFT JOIN approvals', 'JOIN approvals');
const PAGE = `${BASE} WHERE ${CONDITIONS} ORDER BY r.due_at, r.id LIMIT $7`;
const NEXT_PAGE = `${BASE} WHERE ${CONDITIONS} AND (r.due_at, r.id) > ($9::timestamptz, $10::uuid) ORDER BY r.due_at, r.id LIMIT $7`;
const COUNT = `SELECT count(*)::int AS count FROM nominations.nomination n JOIN approvals.open_review r ON r.subject_id = n.id WHERE ${CONDITIONS}`;

/** What waits for the host, the most urgent first. Empty for everybody else. */
@Injectable()
export class ListInbox {
  constructor(
    private readonly database: Database,
    private readonly places: Places,
  ) {}

  async run(
    actor: Actor,
    request: { readonly first: number; readonly after?: string | null; readonly filter?: InboxFilter | null },
  ): Promise<Page<InboxItem>> {
    const first = pageSize(request.first);
    const values = filterValues(actor, request.filter ?? {});
    const after = typeof request.after === 'string' ? inboxKey(request.after) : null;
    const rows =
      values === null
        ? []
        : await this.database.read<InboxRow>(actor, after === null ? PAGE : NEXT_PAGE, [
            ...values,
            first + 1,
            actor.kind === 'user' ? actor.userId : null,
            ...(after ?? []),
          ]);
    const places = await this.places.of(rows);
    return toPage(rows, {
      first,
      after: request.after,
      key: (row) => [row.due_key, row.review_id],
      node: (row) => toItem(actor, row, places),
      totalCount: async () => {
        if (values === null) return 0;
        const [row] = await this.database.read<{ count: number }>(actor, COUNT, values);
        return row?.count ?? 0;
      },
    });
  }
}

/** Null when nothing can match. */
function filterValues(actor: Actor, filter: InboxFilter): unknown[] | null {
  const search = fold(searchTerm(filter.search));
  const mine = conferencesReadWhole(actor).filter((id) => (filter.conferenceId ?? id) === id);
  if (mine.length === 0) return null;
  const isActionable = filter.actionable === true;
  const stages = isActionable ? stagesOf(actor, mine, filter.stages) : filter.stages;
  return [
    mine,
    (stages ?? []).length === 0 && !isActionable ? null : stages,
    (filter.bodyIds ?? []).length === 0 ? null : filter.bodyIds?.filter(isId),
    filter.isOverdue ?? null,
    search === '' ? null : containsPattern(search),
    isActionable && actor.kind === 'user' ? actor.userId : null,
  ];
}

/** The stages at which the caller's roles can act. */
function stagesOf(
  actor: Actor,
  conferenceIds: readonly string[],
  asked: readonly Stage[] | null | undefined,
): Stage[] {
  const has = (role: 'HOST_OFFICER' | 'HOST_APPROVER'): boolean =>
    conferenceIds.some((id) => hasConferenceRole(actor, id, role));
  const own: Stage[] = [
    ...(has('HOST_OFFICER') ? (['REVIEW'] as const) : []),
    ...(has('HOST_APPROVER') ? (['SIGN_OFF', 'RELEASE'] as const) : []),
  ];
  const wanted = asked ?? [];
  return wanted.length === 0 ? own : own.filter((stage) => wanted.includes(stage));
}

function inboxKey(cursor: string): readonly (string | number | null)[] {
  const [due, id] = decodeCursor(cursor, 2);
  if (!isTimeKey(due) || !isId(id)) throw foreignCursor();
  return [due, id];
}

function toItem(actor: Actor, row: InboxRow, places: ConferenceSnapshot): InboxItem {
  return {
    id: row.review_id,
    nomination: toNominationView(actor, row, places),
    stage: row.stage,
    dueAt: row.due_at,
    isOverdue: row.is_overdue,
    waitingSince: row.stage_since,
    flags: row.flags,
    recommendation: row.recommendation,
  };
}
