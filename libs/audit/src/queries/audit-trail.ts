import { Injectable } from '@nestjs/common';
import {
  type Actor,
  bodiesRead,
  decodeCursor,
  foreignCursor,
  isId,
  MOST_COUNTED,
  type Page,
  pageSize,
  readsConference,
  Refusal,
  searchTerm,
  toPage,
} from '#libs/kernel';
import { UserDirectory } from '#libs/access';
import { type Body, ConferenceReference } from '#libs/conference';
import {
  batched,
  countUpTo,
  Database,
  type GraphQLContext,
  grouped,
  inHostSight,
  inSight,
  type ReadMany,
  type SentenceValueType as SentenceValue,
  sentenceValues,
  sightOf,
} from '#libs/platform';
import { describeAction, valuesOfAction } from '../domain/describe-action.js';
import { EVENT_COLUMNS, type EventRow } from '../domain/event.js';
import { type PlaceInFeed } from '../domain/place-in-feed.js';
import { IN_ORDER_OF_COMMIT, isSettled, placeOf } from './change-feed.js';
import { type Feed, FeedCursors } from './feed-cursors.js';
import { PeopleOfTrail } from './people-of-trail.js';

/** An entry of the trail as people read it. */
export interface TrailEntry {
  readonly id: string;
  /** Place in the chain; null until it is sealed, and for everybody but the host and auditors. */
  readonly sequence: number | null;
  readonly occurredAt: string;
  /** Null where the caller may not know the person. */
  readonly actor: string | null;
  readonly onBehalfOf: string | null;
  /** The API token with which it was done; whoever may not see the token reads none. */
  readonly apiTokenId: string | null;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** What goes with the action's words in whichever language. */
  readonly values: readonly SentenceValue[];
  /** The same in plain English. */
  readonly summary: string;
  /** What the person wrote beside it; null where there is nothing, or it was erased. */
  readonly remark: string | null;
  readonly body: Body | null;
  /** The link of the chain, in hexadecimal. */
  readonly hash: string | null;
}

export interface TrailFilter {
  readonly subjectId?: string | null;
  readonly actions?: readonly string[] | null;
  readonly bodyIds?: readonly string[] | null;
  /** Words of the name of a person who acted, or whom an entry concerns. */
  readonly search?: string | null;
}

/** The newest first, by id; or as they were committed, which is how they are followed. */
export type TrailOrder = 'NEWEST' | 'RECORDED';

export interface TrailPage {
  readonly first: number;
  readonly after?: string | null;
  readonly filter?: TrailFilter | null;
  readonly order?: TrailOrder;
}

interface SealedRow extends EventRow {
  readonly era: number;
  readonly xid: string;
  readonly sequence: string | null;
  readonly hash: string | null;
  readonly remark: string | null;
}

/** In every statement $1 and $2 are the caller's sight. Seals are numbered through all bodies: the host's side alone. */
const selectFrom = (
  events: string,
): string => `SELECT ${EVENT_COLUMNS}, e.era, e.xid::text AS xid, s.sequence, encode(s.chain_hash, 'hex') AS hash, r.text AS remark
  FROM ${events} LEFT JOIN audit.seal s ON s.event_id = e.id AND ${inHostSight('e', 1)}
    LEFT JOIN audit.remark r ON r.event_id = e.id`;
// One page of each subject's, in one statement: $3 subjects, $4 behind which entry, $5 how many.
const OF_SUBJECTS = `SELECT page.* FROM unnest($3::uuid[]) AS sought (id), LATERAL (
    ${selectFrom('audit.event e')} WHERE ${inSight('e', 1)} AND e.subject_id = sought.id AND ($4::uuid IS NULL OR e.id > $4::uuid) ORDER BY e.id LIMIT $5
  ) page ORDER BY page.id`;
const BY_IDS = `${selectFrom('audit.event e')} WHERE ${inSight('e', 1)} AND e.id = ANY ($3::uuid[])`;
const COUNT_OF_SUBJECTS = `SELECT e.subject_id AS "subjectId", count(*)::int AS count FROM audit.event e
  WHERE ${inSight('e', 1)} AND e.subject_id = ANY ($3::uuid[]) GROUP BY e.subject_id`;

// Fixed parts, so that each combination of filters is one prepared statement with the index that suits it: of one value
// an index has the order behind it, of several it has not.
const CONDITIONS = {
  subjectId: 'e.subject_id = $6',
  action: 'e.action = ($7::text[])[1]',
  actions: 'e.action = ANY ($7::text[])',
  body: 'e.body_id = ($8::uuid[])[1]',
  bodies: 'e.body_id = ANY ($8::uuid[])',
} as const;
type Condition = keyof typeof CONDITIONS;
const PARAMETERS = ['$1::uuid[]', '$2::uuid[]', '$6::uuid', '$7::text[]', '$8::uuid[]'];

/** Reading the audit trail, under the caller's scope. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly database: Database,
    private readonly users: UserDirectory,
    private readonly reference: ConferenceReference,
    private readonly people: PeopleOfTrail,
    private readonly cursors: FeedCursors,
  ) {}

  /**
   * A page of what happened to one thing, oldest first, as far as the caller may see it. The things that a request asks
   * about are read together.
   */
  async ofSubject(
    context: GraphQLContext,
    subjectId: string,
    page: Omit<TrailPage, 'filter' | 'order'>,
  ): Promise<Page<TrailEntry>> {
    const first = pageSize(page.first);
    const after = typeof page.after === 'string' ? readCursor(page.after) : null;
    const entries = (await batched(context, this.ofSubjects, `${first} ${after ?? ''} ${subjectId}`)) ?? [];
    return toPage(entries, {
      slice: { size: first, cursor: page.after ?? null, isBackward: false },
      key: (entry) => [entry.id],
      node: (entry) => entry,
      totalCount: async () => (await batched(context, this.countsOfSubjects, subjectId)) ?? 0,
    });
  }

  /** By page and subject; a list asks for the same page of all its rows. */
  private readonly ofSubjects: ReadMany<TrailEntry[]> = async (actor, keys) => {
    const pages = grouped(
      keys,
      (key) => key.slice(0, key.lastIndexOf(' ')),
      (key) => key,
    );
    const found = await Promise.all(
      [...pages].map(async ([page, ofPage]) => {
        const [first = '', after = ''] = page.split(' ');
        const rows = await this.database.read<SealedRow>(actor, OF_SUBJECTS, [
          ...sightOf(actor),
          ofPage.map((key) => key.slice(page.length + 1)).filter(isId),
          after === '' ? null : after,
          Number(first) + 1,
        ]);
        return (await this.tell(actor, rows)).map((entry) => ({ page, entry }));
      }),
    );
    return grouped(
      found.flat(),
      ({ page, entry }) => `${page} ${entry.subjectId}`,
      ({ entry }) => entry,
    );
  };

  private readonly countsOfSubjects: ReadMany<number> = async (actor, subjectIds) => {
    const rows = await this.database.read<{ subjectId: string; count: number }>(actor, COUNT_OF_SUBJECTS, [
      ...sightOf(actor),
      subjectIds.filter(isId),
    ]);
    return new Map(rows.map(({ subjectId, count }) => [subjectId, count]));
  };

  readonly byIds: ReadMany<TrailEntry> = async (actor, ids) => {
    const rows = await this.database.read<SealedRow>(actor, BY_IDS, [...sightOf(actor), ids]);
    return new Map((await this.tell(actor, rows)).map((entry) => [entry.id, entry]));
  };

  /**
   * A page of a conference's trail. Unknown ids in filters match nothing. In the order RECORDED nothing is missed and nothing comes twice
   * behind a cursor; refuses INVALID_INPUT a search in it, for of people the newest entries are found.
   */
  async list(actor: Actor, conferenceId: string, page: TrailPage): Promise<Page<TrailEntry>> {
    const first = pageSize(page.first);
    const isRecorded = page.order === 'RECORDED';
    const feed: Feed = { list: 'auditEvents', conferenceId };
    const read = (cursor: string) => (isRecorded ? this.cursors.decode(feed, cursor) : readCursor(cursor));
    const after = typeof page.after === 'string' ? read(page.after) : null;
    if (isRecorded && (page.filter?.search ?? '') !== '') throw searchedInOrder();
    const { subjectId, bodyIds } = page.filter ?? {};
    const actions = page.filter?.actions?.map((action) => searchTerm(action, ['filter', 'actions']));
    const isKnown = isId(conferenceId) && isId(subjectId ?? conferenceId);
    const bodies = bodiesAsked(actor, conferenceId, bodyIds?.filter(isId) ?? null);
    const sought = await this.people.find(actor, conferenceId, page.filter?.search);
    const isOfPeople = sought !== null;
    const values = [
      subjectId ?? null,
      actions ?? null,
      bodies,
      ...(isOfPeople ? [sought.users, sought.subjects] : []),
    ];
    const used: Condition[] = [
      ...((subjectId ?? null) === null ? [] : (['subjectId'] as const)),
      ...(actions === undefined ? [] : [actions.length === 1 ? ('action' as const) : ('actions' as const)]),
      ...(bodies === null ? [] : [bodies.length === 1 ? ('body' as const) : ('bodies' as const)]),
    ];
    const condition = where(used, readsConference(actor, conferenceId), isRecorded);
    const rows = isKnown
      ? await this.database.readForValues<SealedRow>(
          actor,
          pageStatement(condition, isOfPeople, isRecorded),
          [...sightOf(actor), conferenceId, after, first + 1, ...values],
        )
      : [];
    const count = async () => {
      const asked = [...sightOf(actor), conferenceId, null, MOST_COUNTED + 1, ...values];
      const [row] = await this.database.readForValues<{ count: number }>(
        actor,
        countStatement(condition, isOfPeople),
        asked,
      );
      return row?.count ?? 0;
    };
    const entries = await this.tell(actor, rows);
    const places = new Map(rows.map((row) => [row.id, row]));
    return toPage(entries, {
      slice: { size: first, cursor: page.after ?? null, isBackward: false },
      key: ({ id }) => (isRecorded ? placeOf(places.get(id) as SealedRow) : [id]),
      ...(isRecorded ? { encode: (key) => this.cursors.encode(feed, key as unknown as PlaceInFeed) } : {}),
      node: (entry) => entry,
      totalCount: async () => (isKnown ? count() : 0),
    });
  }

  /** Puts names to ids, all at once. */
  private async tell(actor: Actor, rows: readonly SealedRow[]): Promise<TrailEntry[]> {
    const people = rows.flatMap((row) => [personOf(row), row.onBehalfOfId].filter((id) => id !== null));
    const [names, reference] = await Promise.all([
      this.users.summaries(actor, people),
      this.reference.current(),
    ]);
    const nameOf = (id: string | null) => (id === null ? null : (names.get(id)?.name ?? null));
    return rows.map((row) => ({
      id: row.id,
      sequence: row.sequence === null ? null : Number(row.sequence),
      occurredAt: row.occurredAt,
      actor: WITHOUT_NAME[row.actorKind] ?? nameOf(personOf(row)),
      onBehalfOf: nameOf(row.onBehalfOfId),
      apiTokenId: row.apiTokenId,
      action: row.action,
      subjectType: row.subjectType,
      subjectId: row.subjectId,
      values: sentenceValues(valuesOfAction(row.action, row.details)),
      summary: describeAction(row.action, row.details, row.remark),
      remark: row.remark,
      body: row.bodyId === null ? null : (reference.body(row.bodyId) ?? null),
      hash: row.hash,
    }));
  }
}

const WITHOUT_NAME: Readonly<Record<string, string | undefined>> = {
  system: 'Plenary',
  invitee: 'The invited person',
  anonymous: 'Somebody who was not signed in',
};

/** Whoever signs in has no name yet while it happens: the entry is about the person itself. */
function personOf(row: EventRow): string | null {
  return row.actorId ?? (row.actorKind === 'sign-in' && row.subjectType === 'user' ? row.subjectId : null);
}

function readCursor(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  if (!isId(id)) throw foreignCursor();
  return id;
}

/** Whoever does not read the conference whole asks for their own bodies: the walls say so too, but no index is read by them. */
function bodiesAsked(
  actor: Actor,
  conferenceId: string,
  asked: readonly string[] | null,
): readonly string[] | null {
  if (readsConference(actor, conferenceId)) return asked;
  const own = bodiesRead(actor);
  return asked === null ? own : asked.filter((id) => own.includes(id));
}

/** $4 a place in the order of commits, as an array; null: from the beginning. */
const BEHIND = `($4::text[] IS NULL OR (e.era, e.xid, e.id) > (($4::text[])[1]::int, ($4::text[])[2]::xid8, ($4::text[])[3]::uuid))`;

const searchedInOrder = (): Refusal<'INVALID_INPUT'> =>
  new Refusal(
    'INVALID_INPUT',
    'Entries that a search finds are listed with the newest first; leave the order away.',
    ['orderBy'],
  );

/** What is not filtered by still has to be named, or PostgreSQL does not know its type. */
const where = (used: readonly Condition[], isWhole: boolean, isRecorded: boolean): string =>
  [
    // In sight, said by values alone: whatever else is asked of the columns misleads the planner.
    isWhole ? '$3 = ANY ($1::uuid[])' : '$8::uuid[] <@ $2::uuid[]',
    'e.conference_id = $3',
    isRecorded ? `${BEHIND} AND ${isSettled('e')}` : '($4::uuid IS NULL OR e.id < $4::uuid)',
    ...used.map((condition) => CONDITIONS[condition]),
    ...PARAMETERS.map((parameter) => `(${parameter} IS NULL) IS NOT NULL`),
  ].join(' AND ');

/**
 * What people did, what was done in their name, and what is about them: of each the newest, from its index. $9 and $10 are
 * those of `SoughtInTrail`.
 */
const ofPeople = (condition: string): string =>
  [
    ['$9', 'actor_id'],
    ['$9', 'on_behalf_of_id'],
    ['$10', 'subject_id'],
  ]
    .map(
      ([sought, column]) => `SELECT hit.id FROM unnest(${sought}::uuid[]) AS sought (id),
        LATERAL (SELECT e.id FROM audit.event e WHERE e.${column} = sought.id AND ${condition} ORDER BY e.id DESC LIMIT $5) hit`,
    )
    .join(' UNION ');

/** The page first; what goes with an entry is looked up for its entries alone. */
const pageStatement = (condition: string, isOfPeople: boolean, isRecorded: boolean): string => {
  const order = isRecorded ? IN_ORDER_OF_COMMIT : 'e.id DESC';
  const page = isOfPeople
    ? `SELECT e.* FROM (SELECT id FROM (${ofPeople(condition)}) hits ORDER BY id DESC LIMIT $5) found JOIN audit.event e ON e.id = found.id`
    : `SELECT e.* FROM audit.event e WHERE ${condition} ORDER BY ${order} LIMIT $5`;
  return `${selectFrom(`(${page}) e`)} ORDER BY ${order}`;
};

/** Of people, $5 is how many entries are counted. */
const countStatement = (condition: string, isOfPeople: boolean): string =>
  countUpTo(
    isOfPeople
      ? `FROM (${ofPeople(condition)}) found`
      : `FROM audit.event e WHERE ${condition} AND $5::int > 0`,
  );
