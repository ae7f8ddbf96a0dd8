import { Injectable } from '@nestjs/common';
import {
  type Actor,
  bodiesRead,
  isId,
  isIdKey,
  MOST_COUNTED,
  type Page,
  type PageRequest,
  readsConference,
  Refusal,
  searchTerm,
  type Slice,
  sliceKey,
  sliceOf,
  statementOf,
  toPage,
} from '#libs/kernel';
import { UserDirectory } from '#libs/access';
import { type Body, ConferenceReference } from '#libs/conference';
import {
  batched,
  Database,
  type GraphQLContext,
  grouped,
  type ReadMany,
  type SentenceValueType as SentenceValue,
  sentenceValues,
  sightOf,
} from '#libs/platform';
import { describeAction, valuesOfAction } from '../domain/describe-action.js';
import { type EventRow } from '../domain/event.js';
import { type PlaceInFeed } from '../domain/place-in-feed.js';
import { placeOf } from './change-feed.js';
import { type Feed, FeedCursors } from './feed-cursors.js';
import { PeopleOfTrail } from './people-of-trail.js';
import {
  BY_IDS,
  type Condition,
  COUNT_OF_SUBJECTS,
  countStatement,
  OF_SUBJECTS,
  pageStatements,
  where,
} from './trail-statements.js';

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

export interface TrailPage extends PageRequest {
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
  async ofSubject(context: GraphQLContext, subjectId: string, page: PageRequest): Promise<Page<TrailEntry>> {
    const slice = sliceOf(page);
    const [begin] = sliceKey(slice, 1, isIdKey) ?? [''];
    const way = slice.isBackward ? 'backward' : 'forward';
    const entries =
      (await batched(context, this.ofSubjects, `${way} ${slice.size} ${begin} ${subjectId}`)) ?? [];
    return toPage(entries, {
      slice,
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
        const [way, size = '', begin = ''] = page.split(' ');
        const text = way === 'backward' ? OF_SUBJECTS.backward : OF_SUBJECTS.forward;
        const rows = await this.database.read<SealedRow>(actor, text, [
          ...sightOf(actor),
          ofPage.map((key) => key.slice(page.length + 1)).filter(isId),
          begin === '' ? null : begin,
          Number(size) + 1,
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
   * behind a cursor; refuses INVALID_INPUT a search in it, for of people the newest entries are found. Refuses INVALID_INPUT as `sliceOf` does.
   */
  async list(actor: Actor, conferenceId: string, page: TrailPage): Promise<Page<TrailEntry>> {
    return this.read(actor, conferenceId, page, sliceOf(page));
  }

  /** The same for as many as are asked for: for an export, which reads all of it. */
  async read(
    actor: Actor,
    conferenceId: string,
    page: Pick<TrailPage, 'filter' | 'order'>,
    slice: Slice,
  ): Promise<Page<TrailEntry>> {
    const isRecorded = page.order === 'RECORDED';
    const feed: Feed = { list: 'auditEvents', conferenceId };
    const begin = isRecorded ? this.placeIn(feed, slice) : (sliceKey(slice, 1, isIdKey)?.[0] ?? null);
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
    const condition = where(used, readsConference(actor, conferenceId));
    const rows = isKnown
      ? await this.database.readForValues<SealedRow>(
          actor,
          statementOf(pageStatements(condition, isOfPeople, isRecorded), slice),
          [...sightOf(actor), conferenceId, begin, slice.size + 1, ...values],
        )
      : [];
    const count = async () => {
      const asked = [...sightOf(actor), conferenceId, null, MOST_COUNTED + 1, ...values];
      const [row] = await this.database.readForValues<{ count: number }>(
        actor,
        countStatement(condition, isOfPeople, isRecorded),
        asked,
      );
      return row?.count ?? 0;
    };
    const entries = await this.tell(actor, rows);
    const places = new Map(rows.map((row) => [row.id, row]));
    return toPage(entries, {
      slice,
      key: ({ id }) => (isRecorded ? placeOf(places.get(id) as SealedRow) : [id]),
      ...(isRecorded ? { encode: (key) => this.cursors.encode(feed, key as unknown as PlaceInFeed) } : {}),
      node: (entry) => entry,
      totalCount: async () => (isKnown ? count() : 0),
    });
  }

  private placeIn(feed: Feed, { cursor, isBackward }: Slice): PlaceInFeed | null {
    return cursor === null ? null : this.cursors.decode(feed, cursor, isBackward ? 'before' : 'after');
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

const searchedInOrder = (): Refusal<'INVALID_INPUT'> =>
  new Refusal(
    'INVALID_INPUT',
    'Entries that a search finds are listed with the newest first; leave the order away.',
    ['orderBy'],
  );
