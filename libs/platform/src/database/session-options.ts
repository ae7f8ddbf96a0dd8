/**
 * What our statements take for granted of a connection. Told right after connecting (PgBouncer takes no options at the start), so that
 * it holds whatever has been set for the server, the database or the role: a date that is written otherwise would be read as another day, a time limit meant
 * for reports would cut off whoever listens.
 */
const SESSION = {
  timezone: 'UTC',
  datestyle: 'ISO,MDY',
  intervalstyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  default_transaction_isolation: 'read committed',
  idle_session_timeout: '0',
  // A line that is cut in silence is let go by the server too, with the locks that it holds.
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
  tcp_user_timeout: '25000',
} as const;

/** Time limits in milliseconds; 0: none. */
export interface TimeLimits {
  readonly statement_timeout: number;
  readonly lock_timeout: number;
  readonly idle_in_transaction_session_timeout: number;
}

/** Limits of every connection that works for people (reliability, fault 7). */
export const CONNECTION_LIMITS: TimeLimits = {
  statement_timeout: 5_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 10_000,
};

/** For whoever changes the schema: it takes the time that it takes, and waits for others who do. */
export const NO_LIMITS: TimeLimits = {
  statement_timeout: 0,
  lock_timeout: 0,
  idle_in_transaction_session_timeout: 0,
};

/** What is said on top of that. */
export interface SessionOptions {
  readonly searchPath?: string;
  /** A commit waits for no disk: of what the server forgets in a crash nothing may hang on having been kept. */
  readonly isForgettable?: boolean;
}

/** Says it all in one message, for the rest of the connection. */
export function sessionStatement(
  limits: TimeLimits,
  { searchPath = 'public', isForgettable = false }: SessionOptions = {},
): string {
  const settings = {
    ...SESSION,
    ...limits,
    search_path: searchPath,
    ...(isForgettable ? { synchronous_commit: 'off' } : {}),
  };
  return Object.entries(settings)
    .map(([name, value]) => `SET ${name} = '${value}'`)
    .join('; ');
}
