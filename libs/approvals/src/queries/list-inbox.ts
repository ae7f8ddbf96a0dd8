import { Injectable } from '@nestjs/common';
import {
  type Actor,
  conferencesReadWhole,
  hasConferenceRole,
  isId,
  isTimedKey,
  type Page,
  type PageRequest,
  searchTerm,
  type Slice,
  sliceKey,
  sliceOf,
  toPage,
} from '#libs/kernel';
import {
  type Binder,
  binderTo,
  countUpTo,
  Database,
  type ManyItem,
  MOST_MANY,
  readAtOnce,
  type ReadMany,
  refuseTooMany,
  type Statement,
} from '#libs/platform';
import { type Stage } from '../domain/approval-plan.js';
import { type Outcome } from '../domain/outcome.js';
import { type ClaimFilter, isInHandsOf } from './inbox-claims.js';
import { type FoundInInbox, type InboxSource, InboxSources } from '../inbox-sources.js';

export interface InboxFilter {
  readonly conferenceId?: string | null;
  readonly stages?: readonly Stage[] | null;
  readonly bodyIds?: readonly string[] | null;
  readonly isOverdue?: boolean | null;
  /** Whose hands it is in, by claims that stand. */
  readonly claims?: readonly ClaimFilter[] | null;
  readonly search?: string | null;
  /** Only what the caller may act on and has not spoken on yet. */
  readonly actionable?: boolean | null;
}

/** A review that waits; beside it stands what the subject's context gives, see `InboxSource`. */
export interface InboxItem {
  readonly id: string;
  readonly stage: Stage;
  readonly dueAt: Date;
  readonly isOverdue: boolean;
  readonly waitingSince: Date;
  readonly recommendation: Outcome | null;
}

interface InboxRow {
  review_id: string;
  waits_at: Stage;
  waits_until: Date;
  due_key: string;
  is_overdue: boolean;
  stage_since: Date;
  recommendation: Outcome | null;
}

const IS_OVERDUE = `(r.stage <> 'RELEASE' AND r.due_at < statement_timestamp())`;

/** What the host's work is sorted by: the due time, then the review. */
const ITEM_COLUMNS = `, r.id AS review_id, r.stage AS waits_at, r.stage_since, r.recommendation, r.due_at AS waits_until,
  r.due_at::text AS due_key, ${IS_OVERDUE} AS is_overdue`;

/** Whose hands a review went through, which may not act on it at its stage. */
const HANDS = `CASE r.stage WHEN 'REVIEW' THEN r.recommended_by || r.created_by
  ELSE r.recommended_by || r.involved_before || r.signed_off_by || ARRAY[r.created_by, r.last_edited_by] END`;

/** What waits for the host, of all types of subjects, the most urgent first. Empty for everybody else. */
@Injectable()
export class ListInbox {
  constructor(
    private readonly database: Database,
    private readonly sources: InboxSources,
  ) {}

  async run(
    actor: Actor,
    request: PageRequest & { readonly filter?: InboxFilter | null },
  ): Promise<Page<InboxItem>> {
    return this.read(actor, request.filter ?? {}, sliceOf(request));
  }

  /** The same for as many as are asked for: for an export, which reads all of it. */
  async read(actor: Actor, filter: InboxFilter, slice: Slice): Promise<Page<InboxItem>> {
    const wanted = wantedBy(actor, filter);
    const asked = wanted === null ? [] : await this.askedOf(actor, wanted, searchTerm(filter.search));
    const begin = sliceKey(slice, 2, isTimedKey);
    const rows = await this.rows(actor, asked, { begin, isBackward: slice.isBackward, most: slice.size + 1 });
    const lines = await linesOf(actor, rows.slice(0, slice.size));
    return toPage(rows, {
      slice,
      key: ({ row }) => [row.due_key, row.review_id],
      node: ({ row }) => ({ ...toItem(row), ...lines.get(row.review_id) }),
      totalCount: () => this.count(actor, asked),
    });
  }

  /**
   * The subjects of one type that wait and match, in their order, at one moment: what many acts are done to. Refuses INVALID_INPUT
   * where there are more than `MOST_MANY`, and for search as `run` does.
   */
  async matching(actor: Actor, type: string, filter: InboxFilter | null): Promise<readonly ManyItem[]> {
    const wanted = wantedBy(actor, filter ?? {});
    const all = wanted === null ? [] : await this.askedOf(actor, wanted, searchTerm(filter?.search));
    const [asked] = all.filter(({ source }) => source.type === type);
    if (asked === undefined) return [];
    const [items = []] = await this.database.readAll(actor, [itemsStatement(asked, MOST_MANY + 1)]);
    refuseTooMany(items.length);
    return items as unknown as readonly ManyItem[];
  }

  /** Those of the host's conferences that wait; empty for everybody else. */
  readonly byIds: ReadMany<InboxItem> = async (actor, ids) => {
    const wanted = wantedBy(actor, {});
    if (wanted === null) return new Map();
    const asked = await this.askedOf(actor, { ...wanted, ids }, '');
    const rows = await this.rows(actor, asked, { begin: null, isBackward: false, most: ids.length });
    const lines = await linesOf(actor, rows);
    return new Map(rows.map(({ row }) => [row.review_id, { ...toItem(row), ...lines.get(row.review_id) }]));
  };

  /** A search is looked up by the subjects' own, before the inbox is joined. */
  private askedOf(actor: Actor, wanted: Wanted, term: string): Promise<Asked[]> {
    const { all } = this.sources;
    return Promise.all(
      all.map(async (source) => ({
        source,
        found: term === '' ? null : await source.find(actor, { ...wanted, term }),
        // Where there is one type, no review has to be asked for it.
        type: all.length > 1 ? source.type : null,
        wanted,
      })),
    );
  }

  /** One statement for each type of subjects, and the most urgent of all. */
  private async rows(actor: Actor, asked: readonly Asked[], reach: Reach): Promise<Waiting[]> {
    const answers =
      asked.length === 0
        ? []
        : await this.database.readAll(
            actor,
            asked.map((one) => pageStatement(one, reach)),
          );
    const rows = asked.flatMap(({ source }, index) =>
      (answers[index] ?? []).map((row): Waiting => ({ source, row: row as InboxRow })),
    );
    if (asked.length <= 1) return rows;
    rows.sort(byUrgency);
    return reach.isBackward ? rows.reverse() : rows;
  }

  private async count(actor: Actor, asked: readonly Asked[]): Promise<number> {
    const counts = await Promise.all(
      asked.map(async (one) => {
        const { text, values } = countStatement(one);
        const [row] = await this.database.readForValues<{ count: number }>(actor, text, values);
        return row?.count ?? 0;
      }),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }
}

/** Where the page begins, which way it is read, and how far. */
interface Reach {
  readonly begin: readonly [due: string, id: string] | null;
  readonly isBackward: boolean;
  readonly most: number;
}

/** What waits, and whose subject it is about. */
interface Waiting {
  readonly source: InboxSource;
  readonly row: InboxRow;
}

/** As the database sorts: its own text of the time has the microseconds that a date has not. */
const byUrgency = ({ row: one }: Waiting, { row: other }: Waiting): number =>
  one.waits_until.getTime() - other.waits_until.getTime() ||
  compare(one.due_key, other.due_key) ||
  compare(one.review_id, other.review_id);
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** What each subject's context shows of it, by review. */
async function linesOf(actor: Actor, rows: readonly Waiting[]): Promise<ReadonlyMap<string, object>> {
  const lines = new Map<string, object>();
  for (const source of new Set(rows.map((waiting) => waiting.source))) {
    const own = rows.filter((waiting) => waiting.source === source).map(({ row }) => row);
    for (const [index, line] of (await source.lines(actor, own)).entries())
      lines.set(own[index]?.review_id ?? '', line);
  }
  return lines;
}

/** What is asked of the subjects of one type. */
interface Asked {
  readonly source: InboxSource;
  readonly wanted: Wanted;
  /** Null: nothing is searched. */
  readonly found: FoundInInbox | null;
  /** Null: reviews have no other subjects. */
  readonly type: string | null;
}

/** The question as it is put to the database; null filters nothing. */
interface Wanted {
  readonly viewerId: string;
  readonly conferenceIds: readonly string[];
  readonly stages: readonly Stage[] | null;
  readonly bodyIds: readonly string[] | null;
  readonly isOverdue: boolean | null;
  readonly claims: readonly ClaimFilter[] | null;
  /** Without what went through the viewer's own hands. */
  readonly isActionable: boolean;
  /** Only these reviews. */
  readonly ids?: readonly string[];
}

/** Null when nothing can match. */
function wantedBy(actor: Actor, filter: InboxFilter): Wanted | null {
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
    claims: (filter.claims ?? []).length === 0 ? null : (filter.claims ?? null),
    isActionable,
  };
}

/** One page, read in the order of one of the indexes of open reviews where there is one conference, as there is nearly always. */
function pageStatement(asked: Asked, { begin, isBackward, most }: Reach): Statement {
  const values: unknown[] = [];
  const bind = binderTo(values);
  const where = conditions(asked, bind);
  const [beyond, way] = isBackward ? ['<', 'DESC'] : ['>', 'ASC'];
  if (begin !== null) {
    where.push(`(r.due_at, r.id) ${beyond} (${bind(begin[0])}::timestamptz, ${bind(begin[1])}::uuid)`);
  }
  const select = asked.source.select(ITEM_COLUMNS, asked.wanted.viewerId, bind);
  return {
    text: `${select} WHERE ${where.join(' AND ')} ORDER BY r.due_at ${way}, r.id ${way} LIMIT ${readAtOnce(most)}`,
    values,
    isPlannedForValues: true,
  };
}

/** As many of them as may be acted on, in the order of the inbox. */
function itemsStatement(asked: Asked, most: number): Statement {
  const values: unknown[] = [];
  const bind = binderTo(values);
  const where = conditions(asked, bind).join(' AND ');
  return {
    text: `${asked.source.items} WHERE ${where} ORDER BY r.due_at, r.id LIMIT ${bind(most)}`,
    values,
    isPlannedForValues: true,
  };
}

/** Without the subjects, unless it is them that are searched: every open review is one of a subject. */
function countStatement(asked: Asked): Statement {
  const { found } = asked;
  const values: unknown[] = [];
  const where = conditions(asked, binderTo(values));
  const join = found !== null && 'join' in found ? found.join : '';
  return {
    text: countUpTo(`FROM approvals.waiting_review r${join} WHERE ${where.join(' AND ')}`),
    values,
  };
}

/** Only what is asked for stands in the text: the planner takes a filter that may be none for one that leaves little. */
function conditions({ wanted, found, type }: Asked, bind: Binder): string[] {
  const { conferenceIds, stages, bodyIds } = wanted;
  const [only] = conferenceIds;
  const all = [
    conferenceIds.length === 1
      ? `r.conference_id = ${bind(only)}`
      : `r.conference_id = ANY (${bind(conferenceIds)}::uuid[])`,
  ];
  if (stages !== null) all.push(isOneOf('r.stage', 'text', stages, bind));
  if (bodyIds !== null) all.push(isOneOf('r.body_id', 'uuid', bodyIds, bind));
  if (wanted.isOverdue !== null) all.push(`${IS_OVERDUE} = ${bind(wanted.isOverdue)}`);
  if (wanted.claims !== null) all.push(isInHandsOf(wanted.claims, wanted.viewerId, bind));
  if (wanted.ids !== undefined) all.push(`r.id = ANY (${bind(wanted.ids)}::uuid[])`);
  if (type !== null) all.push(`r.subject_type = ${bind(type)}::text`);
  if (found !== null)
    all.push('ids' in found ? `r.subject_id = ANY (${bind(found.ids)}::uuid[])` : found.condition(bind));
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

const toItem = (row: InboxRow): InboxItem => ({
  id: row.review_id,
  stage: row.waits_at,
  dueAt: row.waits_until,
  isOverdue: row.is_overdue,
  waitingSince: row.stage_since,
  recommendation: row.recommendation,
});
