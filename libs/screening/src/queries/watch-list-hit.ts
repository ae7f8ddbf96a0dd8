import { Injectable } from '@nestjs/common';
import { Database, type ReadMany, type Transaction } from '#libs/platform';

/** A hit counts however the subject was edited since: an approver may still say otherwise. */
const isHit = (subjectId: string): string => `EXISTS (SELECT FROM nominations.screening s
  WHERE s.nomination_id = ${subjectId} AND s.kind = 'WATCH_LIST' AND s.state = 'FLAGGED') AS is_hit`;

/** $1 subjects. */
const WATCH_LIST_HITS = `SELECT sought.id AS "ofId", ${isHit('sought.id')} FROM unnest($1::uuid[]) AS sought (id)`;
export const WATCH_LIST_HIT = `SELECT ${isHit('$1')}`;

/** Whether the screening found the person on the watch list; asked by the host, who alone may read it. */
export async function isOnWatchList(tx: Transaction, subjectId: string): Promise<boolean> {
  const [row] = await tx.query<{ is_hit: boolean }>(WATCH_LIST_HIT, [subjectId]);
  return row?.is_hit === true;
}

/** The same of many, for the host's lists. */
@Injectable()
export class WatchListHits {
  constructor(private readonly database: Database) {}

  readonly of: ReadMany<boolean> = async (actor, ids) => {
    const rows = await this.database.read<{ ofId: string; is_hit: boolean }>(actor, WATCH_LIST_HITS, [ids]);
    return new Map(rows.map((row) => [row.ofId, row.is_hit]));
  };
}
