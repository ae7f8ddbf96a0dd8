import type { Settings } from '#libs/platform';

/**
 * One secret for all tests: roles belong to the server, not to a database, so that two secrets on one server would
 * change each other's passwords.
 */
export const TEST_SECRET = 'test-only-8Jm2vQx7LrT4wZk9NcB6pYs3HdGfKe5A';

/** Addresses of one database as its owner and as the two runtime roles. */
export interface DatabaseUrls {
  readonly ownerUrl: string;
  readonly apiUrl: string;
  readonly workerUrl: string;
}

/**
 * Settings as a process would read them, pointing at a test database. Demonstration mode, any port, no log, quick
 * queues; `overrides` are environment variables and win.
 */
export async function testSettings(
  database: Pick<DatabaseUrls, 'ownerUrl'>,
  overrides: Readonly<Record<string, string>> = {},
): Promise<Settings> {
  const { loadSettings } = await import('#libs/platform');
  return loadSettings(testEnvironment(database, overrides));
}

/** The environment that `testSettings` reads, for processes that a test starts. */
export function testEnvironment(
  database: Pick<DatabaseUrls, 'ownerUrl'>,
  overrides: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    PLENARY_MODE: 'demonstration',
    PLENARY_SECRET: TEST_SECRET,
    DATABASE_URL: database.ownerUrl,
    DATABASE_POOL_SIZE: '8',
    PORT: '0',
    LOG_LEVEL: 'silent',
    QUEUE_LOCK_MS: '2000',
    QUEUE_STALLED_MS: '500',
    OUTBOX_POLL_MS: '200',
    ...overrides,
  };
}
