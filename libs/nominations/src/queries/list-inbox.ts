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
import { searchPatterns } from '#libs/names';
import { countUpTo, Database, type Statement } from '#libs/platform';
import { type Outcome, type Stage } from '#libs/approvals';
import { type ScreeningKind } from '../domain/screening.js';
import {
  type NominationRow,
  type NominationView,
  selectNominations,
  toNominationView,
} from './nomination-view.js';
import { type Binder, binderTo, readAtOnce } from './page-statement.js';
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

const IS_OVERDUE = `(r.stage <> 'RELEASE' AND r.due_at < statement_timestamp())`;

/** $1 conferences, $2 patterns, $3 bodies or null, $4 how many at most. */
const SEARCH = `SELECT hit.id FROM unnest($1::uuid[]) AS c (id),
  LATERAL nominations.find(c.id, $2::text[], $3::uuid[], NULL, NULL, NULL, $4::int) AS hit (id) LIMIT $4::int`;
const MOST_HITS = 1_000;

/** What the host's work is sorted by: the due time, then the review. */
const ITEM_COLUMNS = `, r.id AS review_id, r.stage_since, r.recommendation, r.due_at::text AS due_key,
  ${IS_OVERDUE} AS is_overdue,
  ARRAY(SELECT s.kind FROM nominations.screening s WHERE s.nomination_id = n.id AND s.nomination_version = n.version
    AND s.state IN ('FLAGGED', 'FAILED') ORDER BY s.kind) AS flags`;

/** Whose hands a review went through, which may not act on it at its stage. */
const HANDS = `CASE r.stage WHEN 'REVIEW' THEN r.recommended_by || r.created_by
  ELSE r.recommended_by || r.involved_before || r.signed_off_by || ARRAY[r.created_by, r.last_edited_by] END`;

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
    const wanted = await this.withHits(actor, wantedBy(actor, request.filter ?? {}));
    const after = typeof request.after === 'string' ? inboxKey(request.after) : null;
    const [rows = []] =
      wanted === null
        ? []
        : ((await this.database.readAll(actor, [pageStatement(wanted, after, first + 1)])) as InboxRow[][]);
    const places = await this.places.of(rows);
    return toPage(rows, {
      first,
      after: request.after,
      key: (row) => [row.due_key, row.review_id],
      node: (row) => toItem(actor, row, places),
      totalCount: () => (wanted === null ? Promise.resolve(0) : this.count(actor, wanted)),
    });
  }

  /**
   * A search is looked up by the list's own search, which has an index, before the inbox is joined. What fits more than a
   * thousand nominations is frequent: the inbox is sooner read until a page is full.
   */
  private async withHits(actor: Actor, wanted: Wanted | null): Promise<Wanted | null> {
    if (wanted === null || wanted.patterns === null) return wanted;
    const rows = await this.database.read<{ id: string }>(actor, SEARCH, [
      wanted.conferenceIds,
      wanted.patterns,
      wanted.bodyIds,
      MOST_HITS,
    ]);
    return rows.length < MOST_HITS ? { ...wanted, hits: rows.map(({ id }) => id) } : wanted;
  }

  private async count(actor: Actor, wanted: Wanted): Promise<number> {
    const { text, values } = countStatement(wanted);
    const [row] = await this.database.readForValues<{ count: number }>(actor, text, values);
    return row?.count ?? 0;
  }
}

/** The question as it is put to the database; null filters nothing. */
interface Wanted {
  readonly viewerId: string;
  readonly conferenceIds: readonly string[];
  readonly stages: readonly Stage[] | null;
  readonly bodyIds: readonly string[] | null;
  readonly isOverdue: boolean | null;
  readonly patterns: readonly string[] | null;
  /** The nominations that the search has found, where they are few enough to be named. */
  readonly hits: readonly string[] | null;
  /** Without what went through the viewer's own hands. */
  readonly isActionable: boolean;
}

/** Null when nothing can match. */
function wantedBy(actor: Actor, filter: InboxFilter): Wanted | null {
  const patterns = searchPatterns(searchTerm(filter.search));
  const conferenceIds = conferencesReadWhole(actor).filter((id) => (filter.conferenceId ?? id) === id);
  if (actor.kind !== 'user' || conferenceIds.length === 0) return null;
  const isActionable = filter.actionable === true;
  const stages = (isActionable ? stagesOf(actor, conferenceIds, filter.stages) : filter.stages) ?? [];
  if (isActionable && stages.length === 0) return null;
  return {
    viewerId: actor.userId,
    conferenceIds,
    stages: stages.length === 0 ? null : stages,
    bodyIds: (filter.bodyIds ?? []).length === 0 ? null : (filter.bodyIds?.filter(isId) ?? null),
    isOverdue: filter.isOverdue ?? null,
    patterns: patterns.length === 0 ? null : patterns,
    hits: null,
    isActionable,
  };
}

/** One page, read in the order of one of the indexes of open reviews where there is one conference, as there is nearly always. */
function pageStatement(
  wanted: Wanted,
  after: readonly (string | number | null)[] | null,
  most: number,
): Statement {
  const values: unknown[] = [];
  const bind = binderTo(values);
  const where = conditions(wanted, bind);
  if (after !== null) {
    where.push(`(r.due_at, r.id) > (${bind(after[0])}::timestamptz, ${bind(after[1])}::uuid)`);
  }
  const select = selectNominations('nominations.nomination n', {
    hostViewer: bind(wanted.viewerId),
    columns: ITEM_COLUMNS,
  }).replace('LEFT JOIN approvals', 'JOIN approvals');
  return {
    text: `${select} WHERE ${where.join(' AND ')} ORDER BY r.due_at, r.id LIMIT ${readAtOnce(most)}`,
    values,
    isPlannedForValues: true,
  };
}

/** Without the nominations, unless it is them that are searched: every open review is one of a nomination. */
function countStatement(wanted: Wanted): Statement {
  const values: unknown[] = [];
  const where = conditions(wanted, binderTo(values));
  const isSearched = wanted.patterns !== null && wanted.hits === null;
  const join = isSearched ? ' JOIN nominations.nomination n ON n.id = r.subject_id' : '';
  return {
    text: countUpTo(`FROM approvals.waiting_review r${join} WHERE ${where.join(' AND ')}`),
    values,
  };
}

/** Only what is asked for stands in the text: the planner takes a filter that may be none for one that leaves little. */
function conditions(wanted: Wanted, bind: Binder): string[] {
  const { conferenceIds, stages, bodyIds, patterns, hits } = wanted;
  const [only] = conferenceIds;
  const all = [
    conferenceIds.length === 1
      ? `r.conference_id = ${bind(only)}`
      : `r.conference_id = ANY (${bind(conferenceIds)}::uuid[])`,
  ];
  if (stages !== null) all.push(isOneOf('r.stage', 'text', stages, bind));
  if (bodyIds !== null) all.push(isOneOf('r.body_id', 'uuid', bodyIds, bind));
  if (wanted.isOverdue !== null) all.push(`${IS_OVERDUE} = ${bind(wanted.isOverdue)}`);
  if (hits !== null) all.push(`r.subject_id = ANY (${bind(hits)}::uuid[])`);
  else if (patterns !== null) all.push(`n.search_text LIKE ALL (${bind(patterns)}::text[])`);
  if (wanted.isActionable) {
    all.push(`(r.stage = 'RELEASE' OR NOT (${bind(wanted.viewerId)}::uuid = ANY (${HANDS})))`);
  }
  return all;
}

/** An index has the order behind one value, not behind several. */
const isOneOf = (column: string, type: string, values: readonly string[], bind: Binder): string =>
  values.length === 1
    ? `${column} = ${bind(values[0])}::${type}`
    : `${column} = ANY (${bind(values)}::${type}[])`;

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
