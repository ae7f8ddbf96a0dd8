import { Injectable } from '@nestjs/common';
import {
  type Actor,
  bothWays,
  conferencesReadWhole,
  isId,
  type Page,
  type PageRequest,
  readsConference,
  sliceKey,
  sliceOf,
  statementOf,
  toPage,
} from '#libs/kernel';
import { countUpTo, Database, inHostSight, type ReadMany } from '#libs/platform';

export interface BatchView extends Record<string, unknown> {
  readonly id: string;
  readonly number: number;
  readonly releasedAt: Date;
  readonly releasedById: string;
  readonly size: number;
  readonly messagesSent: number;
  readonly messagesFailed: number;
}

const SELECT = `SELECT b.id, b.number, b.released_at AS "releasedAt", b.released_by AS "releasedById", b.size,
    coalesce(m.sent, 0)::int AS "messagesSent", coalesce(m.failed, 0)::int AS "messagesFailed"
  FROM approvals.batch b LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE d.standing = 'SENT') AS sent, count(*) FILTER (WHERE d.standing IN ('REFUSED', 'FAILED', 'HELD')) AS failed
    FROM notifications.delivery d WHERE d.batch_id = b.id
  ) m ON true`;
const OF_CONFERENCE = bothWays(
  (beyond, way) =>
    `${SELECT} WHERE b.conference_id = $1 AND ($2::int IS NULL OR b.number ${beyond} $2) ORDER BY b.number ${way} LIMIT $3`,
  'DESC',
);
const COUNT = countUpTo('FROM approvals.batch WHERE conference_id = $1');
const BY_IDS = `${SELECT} WHERE b.id = ANY ($1::uuid[]) AND ${inHostSight('b', 2)}`;

/** Released batches with how their mail fares, invitations and notices; the host's alone. */
@Injectable()
export class Batches {
  constructor(private readonly database: Database) {}

  /** Of a conference whose whole the caller reads, the newest first. Refuses INVALID_INPUT as `sliceOf` does. */
  async ofConference(actor: Actor, conferenceId: string, page: PageRequest): Promise<Page<BatchView>> {
    const slice = sliceOf(page);
    const [begin] = sliceKey(slice, 1, isNumberKey) ?? [null];
    const isRead = isId(conferenceId) && readsConference(actor, conferenceId);
    const rows = isRead
      ? await this.database.read<BatchView>(actor, statementOf(OF_CONFERENCE, slice), [
          conferenceId,
          begin,
          slice.size + 1,
        ])
      : [];
    return toPage(rows, {
      slice,
      key: ({ number }) => [number],
      node: (batch) => batch,
      totalCount: async () => {
        if (!isRead) return 0;
        const [row] = await this.database.read<{ count: number }>(actor, COUNT, [conferenceId]);
        return row?.count ?? 0;
      },
    });
  }

  readonly byIds: ReadMany<BatchView> = async (actor, ids) => {
    const batches = await this.database.read<BatchView>(actor, BY_IDS, [ids, conferencesReadWhole(actor)]);
    return new Map(batches.map((batch) => [batch.id, batch]));
  };

  async byId(actor: Actor, id: string): Promise<BatchView | null> {
    return (await this.byIds(actor, [id])).get(id) ?? null;
  }
}

/** As PostgreSQL counts: a forged number must not become a failing cast. */
const isNumberKey = (key: readonly (string | number | null)[]): key is readonly [number: number] =>
  Number.isInteger(key[0]) && Math.abs(Number(key[0])) <= 2 ** 31 - 1;
