import { readFileSync } from 'node:fs';

/** Loading the product takes some hundred at once. */
const FEWEST_FILES = 1_024;

/** What a person who runs the server can mend, by name: their classes come with code that most commands need not load. */
const EXPECTED: ReadonlySet<string> = new Set([
  'CommandError',
  'SettingsError',
  'EmbeddedPostgresError',
  'WrongSchema',
  'WrongRole',
  'DatabaseRefused',
  'RedisRefused',
  'PortTaken',
  'ClockSkew',
  'BackupError',
]);

/** One clear line (or one for each setting) for what a person can mend; a stack only for what is our fault. */
export function describeFailure(error: unknown): string {
  if (error instanceof Error && EXPECTED.has(error.name)) return error.message;
  if (hasTooFewFiles(error))
    return 'This process may open too few files (EMFILE): allow it 1,024 or more, as in "ulimit -n 4096" or LimitNOFILE=4096 of its systemd unit.';
  return `Plenary failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** Node says of a package that it could not open for want of a file descriptor that it cannot find it. */
function hasTooFewFiles(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  if (code === 'EMFILE' || code === 'ENFILE') return true;
  if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') return false;
  return openFilesLimit() < FEWEST_FILES;
}

/** Where the system tells: Linux. */
function openFilesLimit(): number {
  try {
    const [, soft] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return Number(soft ?? Infinity);
  } catch (error) {
    // No file can be opened at all: as few as that.
    return (error as NodeJS.ErrnoException).code === 'EMFILE' ? 0 : Infinity;
  }
}

/** Ends a process that could not start. */
export function endFailed(error: unknown): never {
  console.error(describeFailure(error));
  process.exit(1);
}
