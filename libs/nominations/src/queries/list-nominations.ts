import { Injectable } from '@nestjs/common';
import {
  type Actor,
  asUser,
  bodiesRead,
  decodeCursor,
  foreignCursor,
  isId,
  isTimeKey,
  type Page,
  pageSize,
  searchTerm,
  toPage,
} from '#libs/kernel';
import { Database, type Statement } from '#libs/platform';
import { type Capacity } from '../domain/nomination.js';
import { type NominationState } from '../domain/nomination.lifecycle.js';
import { containsPattern, fold } from '../domain/folding.js';
import {
  ALL_PARTS,
  type NominationRow,
  type NominationView,
  seesReviews,
  selectNominations,
  toNominationView,
  type ViewPart,
} from './nomination-view.js';
import { type Binder, binderTo, readAtOnce } from './page-statement.js';
import { Places } from './places.js';

export const NOMINATION_ORDERS = ['CREATED_AT', 'UPDATED_AT', 'NAME', 'RANK'] as const;
export type NominationOrderField = (typeof NOMINATION_ORDERS)[number];

export interface NominationFilter {
  readonly states?: readonly NominationState[] | null;
  readonly bodyIds?: readonly string[] | null;
  readonly constituencyIds?: readonly string[] | null;
  readonly capacities?: readonly Capacity[] | null;
  readonly search?: string | null;
}

export interface ListNominationsRequest {
  readonly conferenceId: string;
  readonly first: number;
  readonly after?: string | null;
  readonly filter?: NominationFilter | null;
  readonly orderBy?: { readonly field: NominationOrderField; readonly direction: 'ASC' | 'DESC' } | null;
  /** What is read beside the names and states; all of it where nothing is said. */
  readonly parts?: ReadonlySet<ViewPart>;
}

/** A row with what its cursor needs: all six digits of the time, where the list is sorted by it. */
interface ListRow extends NominationRow {
  updated_key?: string;
  sort_name?: string;
}

const UNRANKED = 2_147_483_647;
const SORT: Record<
  NominationOrderField,
  { sql: string; cast: string; column: string; key: (row: ListRow) => string | number | null }
> = {
  // Ids are UUIDv7, so their order is the order of making.
  CREATED_AT: { sql: '', cast: '', column: '', key: () => null },
  UPDATED_AT: {
    sql: 'n.updated_at',
    cast: 'timestamptz',
    column: ', n.updated_at::text AS updated_key',
    key: (row) => row.updated_key ?? null,
  },
  NAME: {
    sql: 'n.sort_name',
    cast: 'text',
    column: ', n.sort_name',
    key: (row) => row.sort_name ?? null,
  },
  RANK: {
    sql: `coalesce(n.rank, ${UNRANKED})`,
    cast: 'integer',
    column: '',
    key: (row) => row.rank ?? UNRANKED,
  },
};

interface Question {
  readonly actor: Actor;
  readonly isHostView: boolean;
  /** The caller's own bodies, or null for whoever reads the whole conference. */
  readonly ownBodies: readonly string[] | null;
  readonly request: ListNominationsRequest;
  readonly sort: (typeof SORT)[NominationOrderField];
  readonly field: NominationOrderField;
  readonly isDescending: boolean;
  readonly after: readonly (string | number | null)[] | null;
  readonly pattern: string | null;
}

/** One page of a conference's nominations, as far as the caller may see them; one statement a page, deep or not. */
@Injectable()
export class ListNominations {
  constructor(
    private readonly database: Database,
    private readonly places: Places,
  ) {}

  /** A conference that is unknown or out of scope has no nominations. Refuses INVALID_INPUT for first, after and search. */
  async run(actor: Actor, request: ListNominationsRequest): Promise<Page<NominationView>> {
    const first = pageSize(request.first);
    const question = ask(actor, request);
    const isKnown =
      isId(request.conferenceId) && (question.ownBodies === null || question.ownBodies.length > 0);
    const [rows = []] = isKnown
      ? ((await this.database.readAll(actor, [statement(question, first + 1)])) as ListRow[][])
      : [];
    const places = await this.places.of(rows);
    return toPage(rows, {
      first,
      after: request.after,
      key: (row) => [question.sort.key(row), row.id],
      node: (row) => toNominationView(actor, row, places, request.conferenceId),
      totalCount: () => (isKnown ? this.count(question) : Promise.resolve(0)),
    });
  }

  private async count(question: Question): Promise<number> {
    const { text, values } = countStatement(question);
    const [row] = await this.database.read<{ count: number }>(question.actor, text, values);
    return row?.count ?? 0;
  }
}

function ask(actor: Actor, request: ListNominationsRequest): Question {
  const field = request.orderBy?.field ?? 'CREATED_AT';
  const isHostView = seesReviews(actor, request.conferenceId);
  const search = searchTerm(request.filter?.search);
  return {
    actor,
    isHostView,
    ownBodies: isHostView ? null : bodiesRead(actor),
    request,
    sort: SORT[field],
    field,
    isDescending: request.orderBy?.direction === 'DESC',
    after: typeof request.after === 'string' ? checkKey(decodeCursor(request.after, 2), field) : null,
    pattern: fold(search) === '' ? null : containsPattern(search),
  };
}

/** A cursor is text from outside: its parts have the types of the columns that they are compared with. */
function checkKey(
  key: readonly (string | number | null)[],
  field: NominationOrderField,
): readonly (string | number | null)[] {
  const [sortKey, id] = key;
  const isFitting = {
    CREATED_AT: sortKey === null,
    UPDATED_AT: isTimeKey(sortKey),
    NAME: typeof sortKey === 'string',
    RANK: Number.isInteger(sortKey) && Number(sortKey) >= 1 && Number(sortKey) <= UNRANKED,
  }[field];
  if (!isFitting || !isId(id)) throw foreignCursor();
  return key;
}

/**
 * The statement of one page. Its text depends on the kind of viewer, the order, whether there are filters and a cursor,
 * never on values: at most some hundred texts, each prepared once a connection.
 */
const statement = (question: Question, most: number): Statement =>
  question.pattern === null ? listStatement(question, most) : searchStatement(question, most);

function listStatement(question: Question, most: number): Statement {
  const { text, values } = conditions(question);
  const bind = binderTo(values);
  const { sort, after } = question;
  const beyond = question.isDescending ? '<' : '>';
  let keyset = '';
  if (after !== null) {
    keyset =
      sort.sql === ''
        ? ` AND n.id ${beyond} ${bind(after[1])}::uuid`
        : ` AND (${sort.sql}, n.id) ${beyond} (${bind(after[0])}::${sort.cast}, ${bind(after[1])}::uuid)`;
  }
  return {
    text: `${select('nominations.nomination n', question, values)} WHERE ${text}${keyset}
      ORDER BY ${order(question)} LIMIT ${readAtOnce(most)}`,
    values,
    // An order has its index, so a page is read from there, whoever's it is; with filters the better way depends on them.
    isPlannedOnce: !isFiltered(question),
  };
}

/** In every statement of the list $1 is the conference; the host's get one more value, the user who looks. */
function select(source: string, question: Question, values: unknown[]): string {
  const { actor, isHostView } = question;
  if (isHostView) values.push(asUser(actor).userId);
  return selectNominations(source, {
    hostViewer: isHostView ? `$${values.length}` : undefined,
    conference: '$1',
    parts: question.request.parts ?? ALL_PARTS,
    columns: question.sort.column,
    isByRow: true,
  });
}

function order({ sort, isDescending }: Question): string {
  const way = isDescending ? 'DESC' : 'ASC';
  return sort.sql === '' ? `n.id ${way}` : `${sort.sql} ${way}, n.id ${way}`;
}

/**
 * The guard first, then what the caller filters by, joined by AND: a filter can only narrow. Whoever filters names all
 * the filters, or there would be a text for each choice of them; whoever does not has a text without, whose plan is kept.
 */
function conditions(question: Question): { text: string; values: unknown[] } {
  const { request, ownBodies } = question;
  const values: unknown[] = [request.conferenceId];
  const bind = binderTo(values);
  const all = ['n.conference_id = $1'];
  if (ownBodies !== null) {
    all.push(
      ownBodies.length === 1
        ? `n.body_id = ${bind(ownBodies[0])}`
        : `n.body_id = ANY (${bind(ownBodies)}::uuid[])`,
    );
  }
  if (isFiltered(question)) {
    const filters = filtersOf(request.filter);
    const isAmong = (column: string, type: string, wanted: readonly string[] | null): string => {
      const parameter = bind(wanted);
      return `(${parameter}::${type}[] IS NULL OR ${column} = ANY (${parameter}))`;
    };
    all.push(
      isIn(filters.states, question.isHostView, bind),
      isAmong('n.body_id', 'uuid', filters.bodyIds),
      isAmong('n.constituency_id', 'uuid', filters.constituencyIds),
      isAmong('n.capacity', 'text', filters.capacities),
    );
  }
  return { text: all.join(' AND '), values };
}

/** Stored states in which a decision may stand that is not released, and which then are DECIDED to the host: see the lifecycle. */
const HIDING: readonly NominationState[] = ['SUBMITTED', 'UNDER_REVIEW'];
const IS_DECIDED = `n.id IN (SELECT d.subject_id FROM approvals.decision d
  WHERE d.conference_id = $1 AND d.released_at IS NULL AND d.voided_at IS NULL)`;

/** The condition on the state as the caller sees it; null filters nothing. */
function isIn(states: readonly string[] | null, isHostView: boolean, bind: Binder): string {
  if (states === null) return 'TRUE';
  const isAmong = (stored: readonly string[]): string => `n.state = ANY (${bind(stored)}::text[])`;
  const hiding = HIDING.filter((state) => states.includes(state));
  const isDecidedWanted = states.includes('DECIDED');
  // Whoever wants both what is decided and what is not needs to know of no decision.
  const stored = states.filter((state) => state !== 'DECIDED');
  if (!isHostView || (isDecidedWanted ? hiding.length === HIDING.length : hiding.length === 0)) {
    return stored.length === 0 ? 'FALSE' : isAmong(stored);
  }
  const others = stored.filter((state) => !hiding.includes(state as NominationState));
  return `(${[
    ...(others.length === 0 ? [] : [isAmong(others)]),
    ...(hiding.length === 0 ? [] : [`(${isAmong(hiding)} AND NOT ${IS_DECIDED})`]),
    ...(isDecidedWanted ? [IS_DECIDED] : []),
  ].join(' OR ')})`;
}

function searchStatement(question: Question, most: number): { text: string; values: unknown[] } {
  const values = searchValues(question, most);
  const way = question.isDescending ? 'desc' : 'asc';
  const hits = `${search(question.field, way)} AS hit (id)`;
  return {
    text: `${select(`${hits} JOIN nominations.nomination n ON n.id = hit.id`, question, values)}
      ORDER BY ${order(question)}`,
    values,
  };
}

/** The ids of what is found, in the order of a list; see the migration that makes these functions. */
const search = (field: NominationOrderField, way: 'asc' | 'desc'): string =>
  `nominations.search_by_${field.toLowerCase()}_${way}($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

function countStatement(question: Question): Statement {
  if (question.pattern !== null) {
    return {
      text: `SELECT count(*)::int AS count FROM ${search('CREATED_AT', 'asc')}`,
      values: searchValues({ ...question, after: null }, UNRANKED),
    };
  }
  const { text, values } = conditions(question);
  return { text: `SELECT count(*)::int AS count FROM nominations.nomination n WHERE ${text}`, values };
}

function searchValues(question: Question, most: number): unknown[] {
  const { request, ownBodies } = question;
  const filters = filtersOf(request.filter);
  return [
    request.conferenceId,
    question.pattern,
    narrowest(filters.bodyIds, ownBodies),
    filters.states,
    filters.constituencyIds,
    filters.capacities,
    question.after?.[0] ?? null,
    question.after?.[1] ?? null,
    most,
  ];
}

const isFiltered = ({ request, pattern }: Question): boolean =>
  pattern !== null || Object.values(filtersOf(request.filter)).some((wanted) => wanted !== null);

/** What is filtered by; null filters nothing. */
function filtersOf(
  filter: NominationFilter | null | undefined,
): Record<FilteredBy, readonly string[] | null> {
  return {
    states: list(filter?.states),
    bodyIds: ids(filter?.bodyIds),
    constituencyIds: ids(filter?.constituencyIds),
    capacities: list(filter?.capacities),
  };
}
type FilteredBy = Exclude<keyof NominationFilter, 'search'>;

const narrowest = (
  asked: readonly string[] | null,
  own: readonly string[] | null,
): readonly string[] | null =>
  asked === null ? own : own === null ? asked : asked.filter((id) => own.includes(id));

/** An empty list filters nothing, as an absent one. */
const list = <T>(values: readonly T[] | null | undefined): readonly T[] | null =>
  values === null || values === undefined || values.length === 0 ? null : values;

/** Ids that are none of ours match nothing, as unknown ones. */
const ids = (values: readonly string[] | null | undefined): readonly string[] | null =>
  list(values)?.filter(isId) ?? null;
