import { type Transaction } from '#libs/platform';

/** $1 nomination. A hit counts however the nomination was edited since: an approver may still say otherwise. */
export const WATCH_LIST_HIT = `SELECT EXISTS (SELECT FROM nominations.screening s
  WHERE s.nomination_id = $1 AND s.kind = 'WATCH_LIST' AND s.state = 'FLAGGED') AS is_hit`;

/** Whether the screening found the person on the watch list; asked by the host, who alone may read it. */
export async function isOnWatchList(tx: Transaction, nominationId: string): Promise<boolean> {
  const [row] = await tx.query<{ is_hit: boolean }>(WATCH_LIST_HIT, [nominationId]);
  return row?.is_hit === true;
}
