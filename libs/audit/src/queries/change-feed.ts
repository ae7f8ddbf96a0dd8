import { Injectable } from '@nestjs/common';
import {
  type Actor,
  bodiesRead,
  isId,
  LOWEST_ID,
  MOST_COUNTED,
  type Page,
  pageSize,
  readsConference,
  Refusal,
  toPage,
} from '#libs/kernel';
import { countUpTo, Database, inSight, sightOf } from '#libs/platform';
import { BEGINNING, lowestIdOf, madeAt, type PlaceInFeed } from '../domain/place-in-feed.js';
import { type Feed, FeedCursors } from './feed-cursors.js';

/** How long a cursor holds, and how far back the feed goes. */
export const CHANGES_KEPT_DAYS = 400;
const KEPT_MS = CHANGES_KEPT_DAYS * 86_400_000;

/** Something that has changed, as its reader may know it. */
export interface Change {
  /** What happened, a constant word as the trail has it: `nomination.submitted`. */
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** By the database's clock, in UTC with microseconds. */
  readonly occurredAt: string;
}

export interface ChangeRow extends Record<string, unknown> {
  readonly era: number;
  readonly xid: string;
  readonly id: string;
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly occurredAt: string;
}

/** SQL: no transaction that is still under way can write an entry before this one. */
export const isSettled = (alias: string): string =>
  `(${alias}.xid < pg_snapshot_xmin(pg_current_snapshot()) OR ${alias}.era < audit.current_era())`;
export const IN_ORDER_OF_COMMIT = {
  ASC: 'e.era, e.xid, e.id',
  DESC: 'e.era DESC, e.xid DESC, e.id DESC',
} as const;

const COLUMNS = `e.era, e.xid::text AS xid, e.id, e.action AS kind, e.subject_type AS "subjectType", e.subject_id AS "subjectId",
  to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "occurredAt"`;
/** In every statement $1 is the conference, $2 the caller's own bodies, null for whoever reads the conference whole; $3 to $5 a place. */
/** Bounds that leave one conference or body, and a sort that begins with it: no plan then walks an index in which others' rows lie between. */
const BEHIND = '$3::int, $4::text::xid8, $5::uuid';
const OF_CONFERENCE = `e.conference_id <= $1::uuid AND (e.conference_id, e.era, e.xid, e.id) > ($1::uuid, ${BEHIND})
  AND $2::uuid[] IS NULL AND ${isSettled('e')}`;
/** A body has one conference; that it is this one is asked all the same. */
const OF_BODY = `e.body_id <= own.id AND (e.body_id, e.era, e.xid, e.id) > (own.id, ${BEHIND})
  AND e.conference_id = $1::uuid AND ${isSettled('e')}`;
const OWN = 'unnest($2::uuid[]) AS own (id)';

export const PAGE_OF_CONFERENCE = `SELECT ${COLUMNS} FROM audit.event e WHERE ${OF_CONFERENCE}
  ORDER BY e.conference_id, ${IN_ORDER_OF_COMMIT.ASC} LIMIT $6`;
export const PAGE_OF_BODIES = `SELECT page.* FROM ${OWN}, LATERAL (
    SELECT ${COLUMNS} FROM audit.event e WHERE ${OF_BODY} ORDER BY e.body_id, ${IN_ORDER_OF_COMMIT.ASC} LIMIT $6) page
  ORDER BY page.era, page.xid::xid8, page.id LIMIT $6`;
const COUNT_OF_CONFERENCE = countUpTo(`FROM audit.event e WHERE ${OF_CONFERENCE} AND $6::int > 0`);
const COUNT_OF_BODIES = countUpTo(`FROM ${OWN}, LATERAL (
    SELECT e.id FROM audit.event e WHERE ${OF_BODY} ORDER BY e.body_id, ${IN_ORDER_OF_COMMIT.ASC} LIMIT $6) hit`);
/** $1 the entry of a cursor, $2 its era. One without an entry is a place that the feed had come to in its era. */
const HOLDS = `SELECT CASE WHEN $1::uuid = '${LOWEST_ID}' THEN $2::int = audit.current_era()
  ELSE EXISTS (SELECT FROM audit.event e WHERE e.id = $1::uuid AND ${inSight('e', 3)}) END AS holds`;
/**
 * $1 conference, $2 bodies, $3 the lowest id that is kept: the newest entry before it, behind which the feed begins. That ids are in the
 * order of commits but for moments makes a difference at that end alone. Bounded and sorted so that no plan walks other rows.
 */
const BEFORE_KEPT = `SELECT e.era, e.xid::text AS xid, e.id FROM audit.event e
  WHERE e.conference_id >= $1::uuid AND (e.conference_id, e.id) < ($1::uuid, $3::uuid) AND $2::uuid[] IS NULL
  ORDER BY e.conference_id DESC, e.id DESC LIMIT 1`;
const BEFORE_KEPT_OF_BODIES = `SELECT last.era, last.xid::text AS xid, last.id FROM ${OWN}, LATERAL (
    SELECT e.era, e.xid, e.id FROM audit.event e
    WHERE e.body_id >= own.id AND (e.body_id, e.id) < (own.id, $3::uuid) AND e.conference_id = $1::uuid
    ORDER BY e.body_id DESC, e.id DESC LIMIT 1) last
  ORDER BY last.era, last.xid LIMIT 1`;
/** Everything below has come; whatever comes is at or above it. */
export const STANDING = `SELECT audit.current_era() AS era, pg_snapshot_xmin(pg_current_snapshot())::text AS xid`;
/** $1 conference, $2 bodies: whether something has come that is not read yet, because an older transaction is still under way. */
const WITHHELD = `SELECT EXISTS (SELECT FROM audit.event e WHERE e.conference_id = $1::uuid AND e.era = audit.current_era()
  AND e.xid >= pg_snapshot_xmin(pg_current_snapshot()) AND ($2::uuid[] IS NULL OR e.body_id = ANY ($2))) AS withheld`;

/** $1 to $5: conferences, bodies (null: the conference whole) and places. The numbers of those behind whose place there is something. */
export const WITH_NEWS = `SELECT s.number::int AS number
  FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::uuid[]) WITH ORDINALITY AS s (conference_id, body_id, era, xid, id, number)
  WHERE CASE WHEN s.body_id IS NULL
    THEN EXISTS (SELECT FROM audit.event e WHERE e.conference_id = s.conference_id
      AND (e.era, e.xid, e.id) > (s.era, s.xid::xid8, s.id) AND ${isSettled('e')})
    ELSE EXISTS (SELECT FROM audit.event e WHERE e.body_id = s.body_id AND e.conference_id = s.conference_id
      AND (e.era, e.xid, e.id) > (s.era, s.xid::xid8, s.id) AND ${isSettled('e')}) END`;

/**
 * What has changed, read forwards: nothing is missed and nothing comes twice behind a cursor, however many write. The entries of the
 * audit trail are the changes, so every act is among them, written by the transaction that did it; whoever reads sees those
 * of their own sight, of others no trace. Behind a transaction that stays open nothing newer is told, whoever's it is and in whatever database of
 * the server: those of Plenary end within their time limits, one that is opened by hand and has written holds the feed up until it ends.
 */
@Injectable()
export class ChangeFeed {
  constructor(
    private readonly database: Database,
    private readonly cursors: FeedCursors,
  ) {}

  /**
   * A page of changes, oldest first. Without a cursor it begins with what is kept, `CHANGES_KEPT_DAYS`. Nothing of a conference that
   * is unknown or out of sight. Refuses INVALID_INPUT a cursor that is none of this feed, and CURSOR_EXPIRED one that is too old, or whose
   * change is not here any more: after a restore, or with another sight.
   */
  async read(
    actor: Actor,
    conferenceId: string,
    page: { readonly first: number; readonly after?: string | null },
  ): Promise<Page<Change>> {
    const first = pageSize(page.first);
    const feed: Feed = { list: 'changes', conferenceId };
    const after = typeof page.after === 'string' ? this.cursors.decode(feed, page.after) : null;
    const bodies = bodiesOf(actor, conferenceId);
    const isKnown = isId(conferenceId) && (bodies === null || bodies.length > 0);
    if (isKnown && after !== null) await this.requireKept(actor, after);
    const from = isKnown && after === null ? await this.beginning(actor, conferenceId, bodies) : after;
    const rows =
      isKnown && from !== null ? await this.rows(actor, [conferenceId, bodies, ...from, first + 1]) : [];
    return toPage(rows, {
      slice: { size: first, cursor: page.after ?? null, isBackward: false },
      key: (row) => placeOf(row),
      encode: (key) => this.cursors.encode(feed, key as unknown as PlaceInFeed),
      node: toChange,
      totalCount: async () =>
        isKnown && from !== null ? this.count(actor, [conferenceId, bodies, ...from, MOST_COUNTED + 1]) : 0,
    });
  }

  /** The cursor of this moment: behind it comes whatever is not told yet, and nothing that is. */
  async standing(actor: Actor, conferenceId: string): Promise<string> {
    const [row] = await this.database.read<{ era: number; xid: string }>(actor, STANDING);
    if (row === undefined) throw new Error('The server says no transaction');
    return this.cursors.encode({ list: 'changes', conferenceId }, [row.era, row.xid, LOWEST_ID]);
  }

  /** Whether something in the caller's sight is committed and waits for an older transaction to end. */
  async isWithholding(actor: Actor, conferenceId: string): Promise<boolean> {
    const [row] = await this.database.read<{ withheld: boolean }>(actor, WITHHELD, [
      conferenceId,
      bodiesOf(actor, conferenceId),
    ]);
    return row?.withheld === true;
  }

  private async requireKept(actor: Actor, place: PlaceInFeed): Promise<void> {
    const [era, , id] = place;
    const isOld = id !== LOWEST_ID && madeAt(place).getTime() < Date.now() - KEPT_MS;
    const [row] = isOld
      ? []
      : await this.database.read<{ holds: boolean }>(actor, HOLDS, [id, era, ...sightOf(actor)]);
    if (row?.holds !== true) throw expired();
  }

  private async beginning(
    actor: Actor,
    conferenceId: string,
    bodies: readonly string[] | null,
  ): Promise<PlaceInFeed> {
    const lowest = lowestIdOf(new Date(Date.now() - KEPT_MS));
    const text = bodies === null ? BEFORE_KEPT : BEFORE_KEPT_OF_BODIES;
    const [row] = await this.database.read<ChangeRow>(actor, text, [conferenceId, bodies, lowest]);
    return row === undefined ? BEGINNING : placeOf(row);
  }

  private rows(actor: Actor, values: readonly unknown[]): Promise<ChangeRow[]> {
    return this.database.readForValues(
      actor,
      values[1] === null ? PAGE_OF_CONFERENCE : PAGE_OF_BODIES,
      values,
    );
  }

  private async count(actor: Actor, values: readonly unknown[]): Promise<number> {
    const text = values[1] === null ? COUNT_OF_CONFERENCE : COUNT_OF_BODIES;
    const [row] = await this.database.readForValues<{ count: number }>(actor, text, values);
    return row?.count ?? 0;
  }
}

export const placeOf = ({ era, xid, id }: Pick<ChangeRow, 'era' | 'xid' | 'id'>): PlaceInFeed => [
  era,
  xid,
  id,
];

export const toChange = ({ kind, subjectType, subjectId, occurredAt }: ChangeRow): Change => ({
  kind,
  subjectType,
  subjectId,
  occurredAt,
});

const bodiesOf = (actor: Actor, conferenceId: string): readonly string[] | null =>
  readsConference(actor, conferenceId) ? null : bodiesRead(actor);

const expired = (): Refusal<'CURSOR_EXPIRED'> =>
  new Refusal(
    'CURSOR_EXPIRED',
    `This cursor holds no more: it is older than ${CHANGES_KEPT_DAYS} days, or its change is not here any more for you, after a restore, say. Start without it and read everything anew.`,
    ['after'],
  );
