import { type Actor, asUser, HIGHEST_ID, LOWEST_ID, MOST_COUNTED } from '#libs/kernel';
import { type Binder, binderTo, countUpTo, readAtOnce, type Statement } from '#libs/platform';
import { type NominationState } from '../domain/nomination.lifecycle.js';
import { type NominationOrderField, SORT, type SortKey } from './nomination-orders.js';
import { type ViewPart } from '../domain/nomination-fields.js';
import { selectNominations } from './nomination-view.js';

/** What names single nominations. */
export interface Keys {
  readonly ids: readonly string[] | null;
  readonly externalReferences: readonly string[] | null;
  readonly references: readonly string[] | null;
  /** Folded. */
  readonly emails: readonly string[] | null;
  /** That their people work for, by every id of each. */
  readonly organisationIds: readonly string[] | null;
}
/** From a moment on, and before another. */
type Span = readonly [from: Date | string, to: Date | string];
export const NO_KEYS: Keys = {
  ids: null,
  externalReferences: null,
  references: null,
  emails: null,
  organisationIds: null,
};

/** What is asked of the list; null filters nothing. */
export interface Question {
  readonly actor: Actor;
  readonly conferenceId: string;
  readonly isHostView: boolean;
  /** The caller's own bodies, or null for whoever reads the whole conference. */
  readonly ownBodies: readonly string[] | null;
  readonly filters: {
    readonly states: readonly string[] | null;
    readonly bodyIds: readonly string[] | null;
    readonly constituencyIds: readonly string[] | null;
    readonly capacities: readonly string[] | null;
    /** When it last changed, as the caller reads it. */
    readonly updated: Span | null;
    /** Whether its body calls it ready to be submitted. */
    readonly isReady: boolean | null;
  } & Keys;
  /** All of them fit what is found. */
  readonly patterns: readonly string[] | null;
  readonly field: NominationOrderField;
  /** As it is read: backwards in an order it is the other way round. */
  readonly isDescending: boolean;
  /** The row behind which reading begins, in the direction of `isDescending`: its key, its id. */
  readonly begin: readonly SortKey[] | null;
  readonly parts: ReadonlySet<ViewPart>;
  /** Ids and versions alone: of many nobody reads more. */
  readonly isBare?: boolean;
}

/**
 * The statement of one page. Its text depends on the kind of viewer, the order, the parts, the cursor and what is filtered by,
 * never on values, so that what a connection has prepared stays bounded: less than 700 texts for each kind of viewer, and as many for one body that they ask for.
 */
export function pageStatement(question: Question, most: number): Statement {
  if (isFound(question)) return foundList(question, most);
  const whole = wholeListOf(question);
  return whole === null ? filteredList(question, most) : wholeList(question, whole, most);
}

export function countStatement(question: Question): Statement {
  if (isFound(question)) {
    return {
      text: countUpTo('FROM nominations.find($1, $2, $3, $4, $5, $6, $7)'),
      values: [...searched(question), MOST_COUNTED + 1],
    };
  }
  const { where, values } = conditions(question);
  return {
    text: countUpTo(`FROM nominations.nomination n WHERE ${where.join(' AND ')}`),
    values,
  };
}

const isKeyed = ({ filters }: Question): boolean =>
  filters.updated !== null ||
  filters.isReady !== null ||
  Object.keys(NO_KEYS).some((key) => filters[key as keyof Keys] !== null);

/** By the index of the search, which has constituencies too: no other has them. Keys, times and what is ready leave few, which are looked at. */
const isFound = (question: Question): boolean =>
  !isKeyed(question) && (question.patterns !== null || question.filters.constituencyIds !== null);

interface WholeList {
  readonly column: 'conference_id' | 'body_id';
  readonly id: string;
}

/** The list that indexes have in order: the conference's or one body's. Null for several bodies, and for what else is filtered by. */
function wholeListOf({
  ownBodies,
  conferenceId,
  filters: { bodyIds, ...others },
}: Question): WholeList | null {
  if (Object.values(others).some((wanted) => wanted !== null)) return null;
  const bodies = narrowest(bodyIds, ownBodies);
  if (bodies === null) return { column: 'conference_id', id: conferenceId };
  const [body, ...further] = bodies;
  return body === undefined || further.length > 0 ? null : { column: 'body_id', id: body };
}

/**
 * All of a list, in its order. PostgreSQL is kept from indexes in which other bodies' rows lie between by bounds that leave
 * one body or conference and by a sort that begins with it, so a plan that is made once does for the smallest as for the
 * largest. An equality it would drop from the sort.
 */
function wholeList(question: Question, { column, id }: WholeList, most: number): Statement {
  const { isDescending, begin } = question;
  const sort = SORT[question.field];
  const values: unknown[] = [question.conferenceId];
  const bind = binderTo(values);
  const from = begin ?? (isDescending ? [sort.ends[1], HIGHEST_ID] : [sort.ends[0], LOWEST_ID]);
  const only = `${bind(id)}::uuid`;
  const isSortedById = sort.sql === '';
  const columns = [`n.${column}`, ...(isSortedById ? [] : [sort.sql]), 'n.id'];
  const start = [only, ...(isSortedById ? [] : [`${bind(from[0])}::${sort.cast}`]), `${bind(from[1])}::uuid`];
  const [beyond, within] = isDescending ? ['<', '>='] : ['>', '<='];
  const where = [
    ...(column === 'conference_id' ? [] : ['n.conference_id = $1']),
    `n.${column} ${within} ${only}`,
    `(${columns.join(', ')}) ${beyond} (${start.join(', ')})`,
  ];
  return {
    text: `${select('nominations.nomination n', question, values)} WHERE ${where.join(' AND ')}
      ORDER BY ${sorted(columns, question)} LIMIT ${readAtOnce(most)}`,
    values,
    isReadInOrder: true,
  };
}
/** Behind every id. */

/** With filters, and for several bodies, the best way depends on the values. */
function filteredList(question: Question, most: number): Statement {
  const { where, values } = conditions(question);
  const bind = binderTo(values);
  const { begin } = question;
  if (begin !== null) {
    const { sql, cast } = SORT[question.field];
    const beyond = question.isDescending ? '<' : '>';
    where.push(
      sql === ''
        ? `n.id ${beyond} ${bind(begin[1])}::uuid`
        : `(${sql}, n.id) ${beyond} (${bind(begin[0])}::${cast}, ${bind(begin[1])}::uuid)`,
    );
  }
  return {
    text: `${select('nominations.nomination n', question, values)} WHERE ${where.join(' AND ')}
      ORDER BY ${order(question)} LIMIT ${bind(most)}`,
    values,
    isPlannedForValues: true,
  };
}

function foundList(question: Question, most: number): Statement {
  const values = searchValues(question, most);
  const hits = `${search(question.field, question.isDescending ? 'desc' : 'asc')} AS hit (id)`;
  return {
    text: `${select(`${hits} JOIN nominations.nomination n ON n.id = hit.id`, question, values)}
      ORDER BY ${order(question)}`,
    values,
  };
}

/** The ids of what is found, in the order of a list; see the migration that makes these functions. */
const search = (field: NominationOrderField, way: 'asc' | 'desc'): string =>
  `nominations.search_by_${field.toLowerCase()}_${way}($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

const searched = ({ conferenceId, patterns, filters, ownBodies }: Question): unknown[] => [
  conferenceId,
  patterns ?? [],
  narrowest(filters.bodyIds, ownBodies),
  filters.states,
  filters.constituencyIds,
  filters.capacities,
];

const searchValues = (question: Question, most: number): unknown[] => [
  ...searched(question),
  question.begin?.[0] ?? null,
  question.begin?.[1] ?? null,
  most,
];

const narrowest = (
  asked: readonly string[] | null,
  own: readonly string[] | null,
): readonly string[] | null =>
  asked === null ? own : own === null ? asked : asked.filter((id) => own.includes(id));

/** In every statement of the list $1 is the conference; the host's get one more value, the user who looks. */
function select(source: string, question: Question, values: unknown[]): string {
  const { actor, isHostView, field, parts, isBare } = question;
  // The conference is named, for a whole list asks for it in no other place, and PostgreSQL takes no value that nothing uses.
  if (isBare === true)
    return `SELECT n.id, n.version + n.follow_ups AS version, $1::uuid AS conference_id FROM ${source}`;
  if (isHostView) values.push(asUser(actor).userId);
  return selectNominations(source, {
    hostViewer: isHostView ? `$${values.length}` : undefined,
    conference: '$1',
    parts,
    columns: SORT[field].column,
    isByRow: true,
  });
}

function order(question: Question): string {
  const { sql } = SORT[question.field];
  return sorted(sql === '' ? ['n.id'] : [sql, 'n.id'], question);
}

const sorted = (columns: readonly string[], { isDescending }: Question): string =>
  columns.map((column) => `${column} ${isDescending ? 'DESC' : 'ASC'}`).join(', ');

const isFiltered = ({ filters }: Question): boolean =>
  Object.values(filters).some((wanted) => wanted !== null);

/**
 * The guard first, then what the caller filters by, all to be joined by AND: a filter can only narrow. Whoever filters names
 * all the filters, or there would be a text for each choice of them.
 */
function conditions(question: Question): { where: string[]; values: unknown[] } {
  const { filters } = question;
  const bodies = narrowest(filters.bodyIds, question.ownBodies);
  const values: unknown[] = [question.conferenceId];
  const bind = binderTo(values);
  const where = ['n.conference_id = $1'];
  if (bodies !== null) {
    where.push(
      bodies.length === 1 ? `n.body_id = ${bind(bodies[0])}` : `n.body_id = ANY (${bind(bodies)}::uuid[])`,
    );
  }
  if (isFiltered(question)) {
    const capacities = bind(filters.capacities);
    where.push(
      isIn(filters.states, question.isHostView, bind),
      `(${capacities}::text[] IS NULL OR n.capacity = ANY (${capacities}))`,
    );
  }
  if (isKeyed(question)) where.push(...keyConditions(question, bind));
  if (filters.isReady !== null) where.push(`n.ready_at IS ${filters.isReady ? 'NOT ' : ''}NULL`);
  if (filters.updated !== null) where.push(isUpdatedIn(filters.updated, question.isHostView, bind));
  return { where, values };
}

/**
 * To the host the later of two clocks counts, the nomination's and its review's (see `HOST_TIMES`). Whatever was changed by the host
 * alone in that time is a short list, from its index; made first, and each of them looked up.
 */
function isUpdatedIn([from, to]: Span, isHostView: boolean, bind: Binder): string {
  const [since, until] = [`${bind(from)}::timestamptz`, `${bind(to)}::timestamptz`];
  const span = `n.updated_at >= ${since} AND n.updated_at < ${until}`;
  if (!isHostView) return span;
  const reviewedSince = (moment: string): string =>
    `n.id = ANY (ARRAY(SELECT r.subject_id FROM approvals.open_review r WHERE r.conference_id = $1 AND r.changed_at >= ${moment}))`;
  return `(n.updated_at >= ${since} OR ${reviewedSince(since)}) AND n.updated_at < ${until} AND NOT ${reviewedSince(until)}`;
}

/** The people of the addresses and of the organisations are few: the array is made first, and each of them looked up. All the keys, given or not, and what the index of the search would have answered. */
function keyConditions({ filters, patterns }: Question, bind: Binder): string[] {
  const unlessNull = (
    wanted: readonly string[] | null,
    type: string,
    condition: (place: string) => string,
  ): string => {
    const place = `${bind(wanted)}::${type}[]`;
    return `(${place} IS NULL OR ${condition(place)})`;
  };
  return [
    unlessNull(filters.ids, 'uuid', (ids) => `n.id = ANY (${ids})`),
    unlessNull(filters.externalReferences, 'text', (keys) => `n.external_reference = ANY (${keys})`),
    unlessNull(filters.references, 'text', (references) => `n.reference = ANY (${references})`),
    unlessNull(
      filters.emails,
      'text',
      (emails) => `n.person_id = ANY (ARRAY(SELECT q.id FROM nominations.person q
        WHERE q.conference_id = $1 AND q.email_fold = ANY (${emails})))`,
    ),
    unlessNull(
      filters.organisationIds,
      'uuid',
      (ids) => `n.id = ANY (ARRAY(SELECT t.nomination_id FROM nominations.organisation_text t
        WHERE t.conference_id = $1 AND t.organisation_id = ANY (${ids})))`,
    ),
    unlessNull(filters.constituencyIds, 'uuid', (ids) => `n.constituency_id = ANY (${ids})`),
    unlessNull(patterns, 'text', (all) => `n.search_text LIKE ALL (${all})`),
  ];
}

/** Stored states in which a decision may stand that is not released, and which then are DECIDED to the host: see the lifecycle. */
const HIDING: readonly NominationState[] = ['SUBMITTED', 'UNDER_REVIEW'];
const DECIDED = `SELECT d.subject_id FROM approvals.waiting_decision d WHERE d.conference_id = $1`;
/** They are few: the array is made first, and each of them looked up. */
const IS_DECIDED = `n.id = ANY (ARRAY(${DECIDED}))`;
const IS_UNDECIDED = `n.id NOT IN (${DECIDED})`;

/** The condition on the state as the caller sees it; null filters nothing. */
function isIn(states: readonly string[] | null, isHostView: boolean, bind: Binder): string {
  if (states === null) return 'TRUE';
  const isAmong = (stored: readonly string[]): string => `n.state = ANY (${bind(stored)}::text[])`;
  const hiding = HIDING.filter((state) => states.includes(state));
  const isDecidedWanted = states.includes('DECIDED');
  // Whoever wants both what is decided and what is not needs to know of no decision.
  const stored = states.filter((state) => state !== 'DECIDED');
  if (!isHostView || (isDecidedWanted ? hiding.length === HIDING.length : hiding.length === 0)) {
    if (stored.length === 0) return 'FALSE';
    // Behind one state an index has the order of the list, behind several it has not.
    return stored.length === 1 ? `n.state = ${bind(stored[0])}` : isAmong(stored);
  }
  const others = stored.filter((state) => !hiding.includes(state as NominationState));
  return `(${[
    ...(others.length === 0 ? [] : [isAmong(others)]),
    ...(hiding.length === 0 ? [] : [`(${isAmong(hiding)} AND ${IS_UNDECIDED})`]),
    ...(isDecidedWanted ? [IS_DECIDED] : []),
  ].join(' OR ')})`;
}
