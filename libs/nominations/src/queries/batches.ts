import { Injectable } from '@nestjs/common';
import { type Actor, conferencesReadWhole, isId, readsConference } from '#libs/kernel';
import { Database, inHostSight, type ReadMany } from '#libs/platform';

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
    SELECT count(*) FILTER (WHERE d.state = 'SENT') AS sent, count(*) FILTER (WHERE d.state IN ('REFUSED', 'FAILED', 'HELD')) AS failed
    FROM notifications.delivery d WHERE d.batch_id = b.id
  ) m ON true`;
const OF_CONFERENCE = `${SELECT} WHERE b.conference_id = $1 ORDER BY b.number DESC LIMIT 200`;
const BY_IDS = `${SELECT} WHERE b.id = ANY ($1::uuid[]) AND ${inHostSight('b', 2)}`;

/** Released batches with how their mail fares, invitations and notices; the host's alone. */
@Injectable()
export class Batches {
  constructor(private readonly database: Database) {}

  async ofConference(actor: Actor, conferenceId: string): Promise<BatchView[]> {
    return isId(conferenceId) && readsConference(actor, conferenceId)
      ? this.database.read<BatchView>(actor, OF_CONFERENCE, [conferenceId])
      : [];
  }

  readonly byIds: ReadMany<BatchView> = async (actor, ids) => {
    const batches = await this.database.read<BatchView>(actor, BY_IDS, [ids, conferencesReadWhole(actor)]);
    return new Map(batches.map((batch) => [batch.id, batch]));
  };

  async byId(actor: Actor, id: string): Promise<BatchView | null> {
    return (await this.byIds(actor, [id])).get(id) ?? null;
  }
}
