import { Injectable } from '@nestjs/common';
import {
  type Actor,
  ANONYMOUS,
  bodiesRead,
  conferencesReadWhole,
  decodeCursor,
  foreignCursor,
  hasConferenceRole,
  isId,
  MOST_COUNTED,
  type Page,
  pageSize,
  searchTerm,
  toPage,
} from '#libs/kernel';
import { searchPatterns } from '#libs/names';
import { countUpTo, Database, grouped, inSight, inSlices, type ReadMany, sightOf } from '#libs/platform';
import { ConferenceReference } from '#libs/conference';
import { type MessageKind, type MessageState } from '../domain/message.js';
import {
  MESSAGE_COLUMNS,
  type MessageRow,
  messageView,
  type MessageView,
  seesMessagesOfNone,
} from './message-view.js';

export interface MessageFilter {
  readonly states?: readonly MessageState[] | null;
  readonly kinds?: readonly MessageKind[] | null;
  readonly nominationId?: string | null;
  /** Words of the recipient's name or address; empty is as good as absent. */
  readonly search?: string | null;
}

export interface ListMessagesRequest {
  readonly conferenceId: string;
  readonly first: number;
  readonly after?: string | null;
  readonly filter?: MessageFilter | null;
}

/** A nomination has a handful of messages; more than this would be a fault, not a page. */
const MOST_OF_NOMINATION = 100;

/** Whose messages a look-up is for. */
const WHOSE = {
  /** The conference's, for its host. */
  conference: '$2::uuid[] IS NULL AND m.conference_id = $1',
  bodies: 'm.body_id = ANY ($2::uuid[]) AND m.conference_id = $1',
  /** Of no conference, and only what did not arrive. */
  none: `$2::uuid[] IS NULL AND $1::uuid IS NOT NULL AND m.conference_id IS NULL AND m.state IN ('REFUSED', 'FAILED', 'HELD')`,
} as const;
type Whose = keyof typeof WHOSE;

// $1 conference, $2 bodies, $3 states, $4 kinds, $5 nomination, $6 patterns of the search. The walls say the same once more.
const scoped = (whose: Whose): string => `FROM notifications.message m WHERE ${WHOSE[whose]}
  AND ($3::text[] IS NULL OR m.state = ANY ($3)) AND ($4::text[] IS NULL OR m.kind = ANY ($4))
  AND ($5::uuid IS NULL OR m.nomination_id = $5)
  AND ($6::text[] IS NULL OR m.search_text LIKE ALL ($6))`;
const list = (whose: Whose): string =>
  `SELECT ${MESSAGE_COLUMNS} ${scoped(whose)} AND ($7::uuid IS NULL OR m.id < $7) ORDER BY m.id DESC LIMIT $8`;
const count = (whose: Whose): string => countUpTo(scoped(whose));
const LIST = {
  // Two look-ups: an OR over both would read every message.
  all: `(${list('conference')}) UNION ALL (${list('none')}) ORDER BY id DESC LIMIT $8`,
  wide: list('conference'),
  narrow: list('bodies'),
};
const COUNT = {
  all: `SELECT least((${count('conference')}) + (${count('none')}), ${MOST_COUNTED + 1}) AS count`,
  wide: count('conference'),
  narrow: count('bodies'),
};
// Of no conference also what has just been sent again, so that its sender sees it.
const ONE = `SELECT ${MESSAGE_COLUMNS} FROM notifications.message m WHERE m.id = $1 AND (${inSight('m', 2)}
  OR ($4::boolean AND m.conference_id IS NULL AND m.state IN ('REFUSED', 'FAILED', 'HELD', 'QUEUED')))`;
const OF_NOMINATIONS = `SELECT m.* FROM unnest($1::uuid[]) AS sought (id), LATERAL (
    SELECT ${MESSAGE_COLUMNS} FROM notifications.message m WHERE m.nomination_id = sought.id AND ${inSight('m', 2)}
    ORDER BY m.id LIMIT ${MOST_OF_NOMINATION}
  ) m ORDER BY m.id`;

/** Messages and their delivery, for the body that caused them and the host. */
@Injectable()
export class MessageLog {
  constructor(
    private readonly database: Database,
    private readonly conferences: ConferenceReference,
  ) {}

  /** The newest first. Refuses INVALID_INPUT for `first`, `after` and a search that is too long. */
  async list(actor: Actor, request: ListMessagesRequest): Promise<Page<MessageView>> {
    const first = pageSize(request.first);
    const after = typeof request.after === 'string' ? readCursor(request.after) : null;
    const patterns = searchPatterns(searchTerm(request.filter?.search));
    const width = widthFor(actor, request.conferenceId);
    const values = isId(request.conferenceId)
      ? filterValues(request, patterns, width === 'narrow' ? bodiesRead(actor) : null)
      : undefined;
    const rows =
      values === undefined
        ? []
        : await this.database.readForValues<MessageRow>(actor, LIST[width], [...values, after, first + 1]);
    const views = new Map((await this.views(actor, rows)).map((view) => [view.id, view]));
    return toPage(rows, {
      first,
      after: request.after,
      key: (row) => [row.id],
      node: (row) => views.get(row.id) as MessageView,
      totalCount: () => this.count(actor, COUNT[width], values),
    });
  }

  /** Unknown ids and other bodies' give null alike. */
  async byId(actor: Actor, id: string): Promise<MessageView | null> {
    if (!isId(id)) return null;
    const rows = await this.database.read<MessageRow>(actor, ONE, [
      id,
      ...sightOf(actor),
      seesMessagesOfNone(actor),
    ]);
    return (await this.views(actor, rows))[0] ?? null;
  }

  /** Every message about each nomination that the caller may see, oldest first. */
  readonly ofNominations: ReadMany<MessageView[]> = async (actor, nominationIds) => {
    const rows = await this.database.read<MessageRow>(actor, OF_NOMINATIONS, [
      nominationIds.filter(isId),
      ...sightOf(actor),
    ]);
    const views = await this.views(actor, rows);
    return grouped(
      views,
      ({ nominationId }) => nominationId ?? '',
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
      messageView(actor, row, row.body_id === null ? null : (snapshot.body(row.body_id) ?? null)),
    );
  }
}

function readCursor(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  if (!isId(id)) throw foreignCursor();
  return id;
}

/** `all`: the conference's, and those of no conference. */
function widthFor(actor: Actor, conferenceId: string): keyof typeof LIST {
  if (!conferencesReadWhole(actor).includes(conferenceId)) return 'narrow';
  return hasConferenceRole(actor, conferenceId, 'HOST_ADMINISTRATOR', 'AUDITOR') ? 'all' : 'wide';
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
