import { type Transaction } from '#libs/platform';

/** A hit counts however the nomination was edited since: an approver may still say otherwise. */
const isHit = (nominationId: string): string => `EXISTS (SELECT FROM nominations.screening s
  WHERE s.nomination_id = ${nominationId} AND s.kind = 'WATCH_LIST' AND s.state = 'FLAGGED') AS is_hit`;

/** $1 nominations. */
export const WATCH_LIST_HITS = `SELECT sought.id AS "ofId", ${isHit('sought.id')} FROM unnest($1::uuid[]) AS sought (id)`;
const WATCH_LIST_HIT = `SELECT ${isHit('$1')}`;

/** Whether the screening found the person on the watch list; asked by the host, who alone may read it. */
export async function isOnWatchList(tx: Transaction, nominationId: string): Promise<boolean> {
  const [row] = await tx.query<{ is_hit: boolean }>(WATCH_LIST_HIT, [nominationId]);
  return row?.is_hit === true;
}
