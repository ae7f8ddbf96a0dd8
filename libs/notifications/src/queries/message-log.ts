import { Injectable, Optional } from '@nestjs/common';
import {
  type Actor,
  ANONYMOUS,
  bodiesRead,
  type BothWays,
  bothWays,
  conferencesReadWhole,
  hasConferenceRole,
  isId,
  isIdKey,
  HIGHEST_ID,
  LOWEST_ID,
  MOST_COUNTED,
  type Page,
  type PageRequest,
  searchTerm,
  type Slice,
  sliceKey,
  sliceOf,
  statementOf,
  toPage,
} from '#libs/kernel';
import { searchPatterns } from '#libs/names';
import { countUpTo, Database, grouped, inSight, inSlices, type ReadMany, sightOf } from '#libs/platform';
import { ConferenceReference } from '#libs/conference';
import { MailContact } from '../mail-contact.js';
import { type MessageState } from '../domain/message.js';
import {
  MESSAGE_COLUMNS,
  type MessageRow,
  messageView,
  type MessageView,
  seesMessagesOfNone,
} from './message-view.js';

export interface MessageFilter {
  readonly states?: readonly MessageState[] | null;
  readonly kinds?: readonly string[] | null;
  readonly nominationId?: string | null;
  /** Words of the recipient's name or address; empty is as good as absent. */
  readonly search?: string | null;
}

export interface ListMessagesRequest extends PageRequest {
  readonly conferenceId: string;
  readonly filter?: MessageFilter | null;
}

/** A subject has a handful of messages; more than this would be a fault, not a page. */
export const MOST_OF_SUBJECT = 100;

/** Whose messages a look-up is for. */
const WHOSE = {
  /** The conference's, for its host. */
  conference: '$2::uuid[] IS NULL AND m.conference_id = $1',
  body: 'm.body_id = ($2::uuid[])[1] AND m.conference_id = $1',
  bodies: 'm.body_id = ANY ($2::uuid[]) AND m.conference_id = $1',
  /** Of no conference, and only what did not arrive. */
  none: `$2::uuid[] IS NULL AND $1::uuid IS NOT NULL AND m.conference_id IS NULL AND m.standing IN ('REFUSED', 'FAILED', 'HELD')`,
} as const;
type Whose = keyof typeof WHOSE;

// $1 conference, $2 bodies, $3 states, $4 kinds, $5 what it is about, $6 patterns of the search. The walls say the same once more.
const scoped = (whose: Whose): string => `FROM notifications.message m WHERE ${WHOSE[whose]}
  AND ($3::text[] IS NULL OR (m.standing = ANY (notifications.standings_of($3)) AND m.state = ANY ($3))) AND ($4::text[] IS NULL OR m.kind = ANY ($4))
  AND ($5::uuid IS NULL OR m.about_id = $5)
  AND ($6::text[] IS NULL OR m.search_text LIKE ALL ($6))`;
const list = (whose: Whose): BothWays =>
  bothWays(
    (beyond, way) =>
      `SELECT ${MESSAGE_COLUMNS} ${scoped(whose)} AND ($7::uuid IS NULL OR m.id ${beyond} $7) ORDER BY m.id ${way} LIMIT $8`,
    'DESC',
  );
const count = (whose: Whose): string => countUpTo(scoped(whose));
/** How a list is read and counted. */
interface Reading {
  readonly list: BothWays;
  readonly count: string;
}
// Two look-ups: an OR over both would read every message.
const withThoseOfNone = (own: Reading): Reading => ({
  list: {
    forward: `(${own.list.forward}) UNION ALL (${list('none').forward}) ORDER BY id DESC LIMIT $8`,
    backward: `(${own.list.backward}) UNION ALL (${list('none').backward}) ORDER BY id LIMIT $8`,
  },
  count: `SELECT least((${own.count}) + (${count('none')}), ${MOST_COUNTED + 1}) AS count`,
});
const inOrder = (whose: Whose): Reading => ({ list: list(whose), count: count(whose) });
const IN_ORDER = { conference: inOrder('conference'), body: inOrder('body'), bodies: inOrder('bodies') };
/**
 * All of one body's, in the order of its index. Bounds that leave one body, and a sort that begins with it, keep PostgreSQL from
 * indexes in which others' lie between. $1 conference, $2 body, $3 beyond which, $4 how many.
 */
const WHOLE_OF_BODY = bothWays(
  (beyond, way) => `SELECT ${MESSAGE_COLUMNS} FROM notifications.message m
  WHERE m.conference_id = $1 AND m.body_id ${beyond === '<' ? '>=' : '<='} $2::uuid AND (m.body_id, m.id) ${beyond} ($2::uuid, $3::uuid)
  ORDER BY m.body_id ${way}, m.id ${way} LIMIT $4`,
  'DESC',
);
/** All of a conference's from its end, kept in the same way from the index of ids, which begins with other conferences' messages. */
const WHOLE_FROM_END = `SELECT ${MESSAGE_COLUMNS} FROM notifications.message m
  WHERE $2::uuid[] IS NULL AND $3::text[] IS NULL AND $4::text[] IS NULL AND $5::uuid IS NULL AND $6::text[] IS NULL
    AND m.conference_id <= $1::uuid AND (m.conference_id, m.id) > ($1::uuid, coalesce($7::uuid, '${LOWEST_ID}'))
  ORDER BY m.conference_id, m.id LIMIT $8`;
const WHOLE_OF_CONFERENCE: Reading = {
  ...IN_ORDER.conference,
  list: { ...IN_ORDER.conference.list, backward: WHOLE_FROM_END },
};
/** By the index of the search; see the migration that makes these functions. */
const found = (search: string, way: string): string =>
  `SELECT ${MESSAGE_COLUMNS} FROM notifications.${search}($1, $2, $3, $4, $5, $6, $7, $8) AS hit (id)
    JOIN notifications.message m ON m.id = hit.id ORDER BY m.id ${way}`;
const FOUND: Reading = {
  list: { forward: found('search', 'DESC'), backward: found('search_backwards', 'ASC') },
  count: countUpTo(`FROM notifications.find($1, $2, $3, $4, $5, $6, ${MOST_COUNTED + 1})`),
};
// Of no conference also what has just been sent again, so that its sender sees it.
const BY_IDS = `SELECT ${MESSAGE_COLUMNS} FROM notifications.message m WHERE m.id = ANY ($1::uuid[]) AND (${inSight('m', 2)}
  OR ($4::boolean AND m.conference_id IS NULL AND m.state IN ('REFUSED', 'FAILED', 'HELD', 'QUEUED')))`;
const OF_SUBJECTS = `SELECT m.* FROM unnest($1::uuid[]) AS sought (id), LATERAL (
    SELECT ${MESSAGE_COLUMNS} FROM notifications.message m WHERE m.about_id = sought.id AND ${inSight('m', 2)}
    ORDER BY m.id LIMIT ${MOST_OF_SUBJECT}
  ) m ORDER BY m.id`;

/** Messages and their delivery, for the body that caused them and the host. */
@Injectable()
export class MessageLog {
  constructor(
    private readonly database: Database,
    private readonly conferences: ConferenceReference,
    @Optional() private readonly contact?: MailContact,
  ) {}

  /** The newest first. Refuses INVALID_INPUT for a search that is too long and as `sliceOf` does. */
  async list(actor: Actor, request: ListMessagesRequest): Promise<Page<MessageView>> {
    return this.read(actor, request, sliceOf(request));
  }

  /** The same for as many as are asked for: for an export, which reads all of it. */
  async read(
    actor: Actor,
    request: Pick<ListMessagesRequest, 'conferenceId' | 'filter'>,
    slice: Slice,
  ): Promise<Page<MessageView>> {
    const [begin] = sliceKey(slice, 1, isIdKey) ?? [null];
    const patterns = searchPatterns(searchTerm(request.filter?.search));
    const bodies = conferencesReadWhole(actor).includes(request.conferenceId) ? null : bodiesRead(actor);
    const values = isId(request.conferenceId) ? filterValues(request, patterns, bodies) : undefined;
    const reading = readingOf(actor, request, bodies, patterns.length > 0);
    const wholeOf = bodyOfWhole(request, bodies, patterns);
    const rows =
      values === undefined
        ? []
        : await this.rows(actor, slice, reading, wholeOf, [...values, begin, slice.size + 1]);
    const views = new Map((await this.views(actor, rows)).map((view) => [view.id, view]));
    return toPage(rows, {
      slice,
      key: (row) => [row.id],
      node: (row) => views.get(row.id) as MessageView,
      totalCount: () => this.count(actor, reading.count, values),
    });
  }

  /** Unknown ids and other bodies' give null alike. */
  async byId(actor: Actor, id: string): Promise<MessageView | null> {
    return isId(id) ? ((await this.byIds(actor, [id])).get(id) ?? null) : null;
  }

  readonly byIds: ReadMany<MessageView> = async (actor, ids) => {
    const rows = await this.database.read<MessageRow>(actor, BY_IDS, [
      ids,
      ...sightOf(actor),
      seesMessagesOfNone(actor),
    ]);
    return new Map((await this.views(actor, rows)).map((view) => [view.id, view]));
  };

  /** Every message about each of these subjects that the caller may see, oldest first. */
  readonly ofSubjects: ReadMany<MessageView[]> = async (actor, ids) => {
    const rows = await this.database.read<MessageRow>(actor, OF_SUBJECTS, [
      ids.filter(isId),
      ...sightOf(actor),
    ]);
    const views = await this.views(actor, rows);
    return grouped(
      views,
      ({ about }) => about?.id ?? '',
      (view) => view,
    );
  };

  /** Messages of the whole installation that did not arrive and wait for a person: a number for the health page. */
  countFailed(): Promise<number> {
    return this.count(ANONYMOUS, 'SELECT notifications.count_failed_messages() AS count', []);
  }

  /** Messages that may have arrived, and wait for a person to say what becomes of them. */
  countInDoubt(): Promise<number> {
    return this.count(ANONYMOUS, 'SELECT notifications.count_messages_in_doubt() AS count', []);
  }

  private async rows(
    actor: Actor,
    slice: Slice,
    reading: Reading,
    wholeOf: string | null,
    values: readonly unknown[],
  ): Promise<MessageRow[]> {
    if (wholeOf === null)
      return this.database.readForValues<MessageRow>(actor, statementOf(reading.list, slice), values);
    const end = slice.isBackward ? LOWEST_ID : HIGHEST_ID;
    const [conference, begin, most] = [values[0], values.at(-2) ?? end, values.at(-1)];
    const [rows] = await this.database.readAll(actor, [
      {
        text: statementOf(WHOLE_OF_BODY, slice),
        values: [conference, wholeOf, begin, most],
        isReadInOrder: true,
      },
    ]);
    return rows as MessageRow[];
  }

  private async count(actor: Actor, text: string, values: unknown[] | undefined): Promise<number> {
    if (values === undefined) return 0;
    const [row] = await this.database.readForValues<{ count: number }>(actor, text, values);
    return row?.count ?? 0;
  }

  private async views(actor: Actor, rows: readonly MessageRow[]): Promise<MessageView[]> {
    if (rows.length === 0) return [];
    const snapshot = await this.conferences.current();
    // The subject of a notice with a thousand decisions takes a millisecond.
    return inSlices(actor, rows, (row) =>
      messageView(actor, row, {
        body: row.body_id === null ? null : (snapshot.body(row.body_id) ?? null),
        contact: this.contact?.words ?? null,
      }),
    );
  }
}

const isFiltered = (filter: MessageFilter | null | undefined, isSearch: boolean): boolean =>
  isSearch || (filter?.states ?? filter?.kinds ?? filter?.nominationId ?? null) !== null;

/** The one body of which everything is asked for. */
function bodyOfWhole(
  { filter }: ListMessagesRequest,
  bodies: readonly string[] | null,
  patterns: readonly string[],
): string | null {
  const [body, ...others] = bodies ?? [];
  return isFiltered(filter, patterns.length > 0) || body === undefined || others.length > 0 ? null : body;
}

/**
 * A state or kind that a conference has few of has an index in the order of the list. What one body has few of, however
 * many others have, is found as a search is.
 */
function readingOf(
  actor: Actor,
  { conferenceId, filter }: ListMessagesRequest,
  bodies: readonly string[] | null,
  isSearch: boolean,
): Reading {
  const isFound = isSearch || (bodies !== null && (filter?.states ?? filter?.kinds ?? null) !== null);
  const whose = bodies === null ? 'conference' : bodies.length === 1 ? 'body' : 'bodies';
  const isWhole = bodies === null && !isFiltered(filter, isSearch);
  const own = isFound ? FOUND : isWhole ? WHOLE_OF_CONFERENCE : IN_ORDER[whose];
  const seesThoseOfNone =
    bodies === null && hasConferenceRole(actor, conferenceId, 'HOST_ADMINISTRATOR', 'AUDITOR');
  return seesThoseOfNone ? withThoseOfNone(own) : own;
}

function filterValues(
  { conferenceId, filter }: ListMessagesRequest,
  patterns: readonly string[],
  bodies: readonly string[] | null,
): unknown[] {
  const nomination = filter?.nominationId ?? null;
  return [
    conferenceId,
    bodies,
    filter?.states ?? null,
    filter?.kinds ?? null,
    // A text that is no id is the id of nothing.
    nomination === null || isId(nomination) ? nomination : '00000000-0000-0000-0000-000000000000',
    patterns.length === 0 ? null : patterns,
  ];
}
