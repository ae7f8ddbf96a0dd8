/** What a person who runs the server can mend, by name: their classes come with code that most commands need not load. */
const EXPECTED: ReadonlySet<string> = new Set([
  'CommandError',
  'SettingsError',
  'EmbeddedPostgresError',
  'WrongSchema',
  'WrongRole',
  'ClockSkew',
  'BackupError',
]);

/** One clear line (or one for each setting) for what a person can mend; a stack only for what is our fault. */
export function describeFailure(error: unknown): string {
  if (error instanceof Error && EXPECTED.has(error.name)) return error.message;
  return `Plenary failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** Ends a process that could not start. */
export function endFailed(error: unknown): never {
  console.error(describeFailure(error));
  process.exit(1);
}
