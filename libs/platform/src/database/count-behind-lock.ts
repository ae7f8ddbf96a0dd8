import { type Transaction } from './transaction.js';

const LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

/**
 * Counts what is limited, before the transaction adds to it; whoever counts under the same name waits until its end. The lock is a
 * statement of its own, sent before the count: the snapshot of the count then has what the one before has added.
 * @param name of what is counted and for whom, as `webhooks.endpoint ICC`
 * @param text a statement that answers one row with a `count`
 */
export async function countBehindLock(
  tx: Pick<Transaction, 'query'>,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<number> {
  const [, [row]] = await Promise.all([
    tx.query(LOCK, [name]),
    tx.query<{ count: number }>(text, [...values]),
  ]);
  return row?.count ?? 0;
}
