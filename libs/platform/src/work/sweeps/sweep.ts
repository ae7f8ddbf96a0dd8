/**
 * Deletes rows that nobody needs any more. Every provider of a worker that extends this is found by itself and runs every
 * few minutes; so growth ends without a task of an administrator's.
 */
export abstract class Sweep {
  /** What it deletes, for the log: no personal data. */
  abstract readonly of: string;
  /**
   * Deletes at most $1 rows, by an index and with SKIP LOCKED: whoever uses a row goes on, and two workers share the
   * work. A constant of the program. It compares with statement_timestamp(): no index is bounded by clock_timestamp(), which
   * may be another one for each row, and then a sweep with nothing to do would read all there is.
   */
  abstract readonly statement: string;
}
