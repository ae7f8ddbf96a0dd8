import { drain } from '#libs/testing';

/** Whatever asks the database: the product's own, or a connection. */
interface AsksDatabase {
  query(text: string): Promise<{ readonly rowCount: number | null }>;
}

/** A row as long as something that was done is not yet told. */
export const HELD_BACK =
  'SELECT FROM audit.event WHERE xid >= pg_snapshot_xmin(pg_current_snapshot()) LIMIT 1';

/**
 * Waits until the trail and the feed tell all that was done: they are read in the order of commits, and transactions of other databases of
 * the server, other tests' among them, hold them back.
 */
export const feedSettled = (database: AsksDatabase): Promise<unknown> =>
  drain(async () => (await database.query(HELD_BACK)).rowCount === 0, {
    what: 'the feed to catch up',
    timeoutMs: 600_000,
  });
