/** The embedded PostgreSQL cannot be used. The message is one line for the person at the terminal and names a setting. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}
