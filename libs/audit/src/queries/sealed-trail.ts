import { Injectable } from '@nestjs/common';
import { type Actor, isId, type Page, readsConference, toPage } from '#libs/kernel';
import { Database, inHostSight } from '#libs/platform';
import { type AuditEvent, EVENT_COLUMNS } from '../domain/event.js';

/** $1 the conference, $2 those that the caller reads whole, $3 behind which link, $4 how many. The walls say the same once more. */
const PAGE = `SELECT l.sequence, encode(l.previous, 'hex') AS previous, encode(l.event_hash, 'hex') AS "eventHash", encode(l.chain_hash, 'hex') AS hash,
    ${EVENT_COLUMNS}
  FROM audit.links($3::bigint, $4::int) l LEFT JOIN audit.seal s ON s.sequence = l.sequence
    LEFT JOIN audit.event e ON e.id = s.event_id AND e.conference_id = $1 AND ${inHostSight('e', 2)}
  ORDER BY l.sequence`;

/** A link of the chain, with the entry that it seals where that is of the conference; without it every other column is null. */
export interface SealedEntry extends Partial<Record<keyof AuditEvent, unknown>> {
  readonly sequence: string;
  /** Hexadecimal, as all hashes; null before the first link. */
  readonly previous: string | null;
  readonly eventHash: string;
  readonly hash: string;
}

/** The chain from its beginning, for whoever reads the conference whole; empty for everybody else. */
@Injectable()
export class SealedTrail {
  constructor(private readonly database: Database) {}

  async read(
    actor: Actor,
    conferenceId: string,
    { after, size }: { readonly after: string | null; readonly size: number },
  ): Promise<Page<SealedEntry>> {
    const isInSight = isId(conferenceId) && readsConference(actor, conferenceId);
    const rows = isInSight
      ? await this.database.read<SealedEntry & Record<string, unknown>>(actor, PAGE, [
          conferenceId,
          [conferenceId],
          after ?? '0',
          size + 1,
        ])
      : [];
    return toPage(rows, {
      slice: { size, cursor: after, isBackward: false },
      key: ({ sequence }) => [sequence],
      encode: ([sequence]) => String(sequence),
      node: (row) => row,
      totalCount: async () => rows.length,
    });
  }
}
