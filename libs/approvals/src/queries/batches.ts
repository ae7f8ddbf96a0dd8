import { Injectable } from '@nestjs/common';
import {
  type Actor,
  conferencesReadWhole,
  decodeCursor,
  foreignCursor,
  isId,
  type Page,
  pageSize,
  readsConference,
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
const OF_CONFERENCE = `${SELECT} WHERE b.conference_id = $1 AND ($2::int IS NULL OR b.number < $2) ORDER BY b.number DESC LIMIT $3`;
const COUNT = countUpTo('FROM approvals.batch WHERE conference_id = $1');
const BY_IDS = `${SELECT} WHERE b.id = ANY ($1::uuid[]) AND ${inHostSight('b', 2)}`;

/** Released batches with how their mail fares, invitations and notices; the host's alone. */
@Injectable()
export class Batches {
  constructor(private readonly database: Database) {}

  /** Of a conference whose whole the caller reads, the newest first. Refuses INVALID_INPUT for `first` and `after`. */
  async ofConference(
    actor: Actor,
    conferenceId: string,
    page: { readonly first: number; readonly after?: string | null },
  ): Promise<Page<BatchView>> {
    const first = pageSize(page.first);
    const after = typeof page.after === 'string' ? readCursor(page.after) : null;
    const isRead = isId(conferenceId) && readsConference(actor, conferenceId);
    const rows = isRead
      ? await this.database.read<BatchView>(actor, OF_CONFERENCE, [conferenceId, after, first + 1])
      : [];
    return toPage(rows, {
      first,
      after: page.after,
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

function readCursor(cursor: string): number {
  const [number] = decodeCursor(cursor, 1);
  // As PostgreSQL counts: a forged number must not become a failing cast.
  if (typeof number !== 'number' || !Number.isInteger(number) || Math.abs(number) > 2 ** 31 - 1)
    throw foreignCursor();
  return number;
}
