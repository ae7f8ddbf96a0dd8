/** A limit is told of at each pause, the longest of which is a quarter of an hour; after that nothing is known of it. */
const IS_STALE = (row: string): string =>
  `(${row}.reason = 'LIMIT' AND ${row}.seen_at < statement_timestamp() - interval '20 minutes')`;

/** $1 reason, $2 the server's words without addresses. The trouble is as old as it was, whatever it is called by now. */
export const RELAY_IN_TROUBLE = `INSERT INTO notifications.mail_server AS s (id, reason, error, since, seen_at)
  VALUES (1, $1, $2, clock_timestamp(), clock_timestamp())
  ON CONFLICT (id) DO UPDATE SET reason = excluded.reason, error = excluded.error, seen_at = excluded.seen_at,
    since = CASE WHEN s.reason IS NULL OR ${IS_STALE('s')} THEN excluded.since ELSE s.since END`;

/** $1 whether it has taken a message, or only let us in. A limit does not end with the next message that is let through. */
export const RELAY_WELL = `INSERT INTO notifications.mail_server AS s (id, taken_at)
  VALUES (1, CASE WHEN $1::boolean THEN clock_timestamp() END)
  ON CONFLICT (id) DO UPDATE SET taken_at = coalesce(excluded.taken_at, s.taken_at),
    reason = CASE WHEN s.reason = 'LIMIT' AND NOT ${IS_STALE('s')} THEN s.reason END,
    error = CASE WHEN s.reason = 'LIMIT' AND NOT ${IS_STALE('s')} THEN s.error END,
    since = CASE WHEN s.reason = 'LIMIT' AND NOT ${IS_STALE('s')} THEN s.since END`;

/** What stands in the way of mail now, and for how long. */
export const MAIL_TROUBLE = `SELECT reason, error, since,
    extract(epoch FROM clock_timestamp() - since)::float8 AS seconds
  FROM notifications.mail_server s WHERE reason IS NOT NULL AND NOT ${IS_STALE('s')}`;
