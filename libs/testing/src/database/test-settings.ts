import type { Settings } from '#libs/platform';

export const TEST_SECRET = 'test-only-8Jm2vQx7LrT4wZk9NcB6pYs3HdGfKe5A';
const ROLE_PASSWORD = 'test-only-password-of-both-roles';

/** Addresses of one database as its owner and as the two runtime roles. */
export interface DatabaseUrls {
  readonly ownerUrl: string;
  readonly apiUrl: string;
  readonly workerUrl: string;
}

/**
 * Roles belong to the server, not to a database: all test databases are opened by the two roles of the policies themselves, so
 * that a copy of a database is open to its processes as it stands.
 */
export function urlsOf(ownerUrl: string): DatabaseUrls {
  const as = (role: string): string => {
    const url = new URL(ownerUrl);
    Object.assign(url, { username: role, password: ROLE_PASSWORD });
    return url.href;
  };
  return { ownerUrl, apiUrl: as('plenary_api'), workerUrl: as('plenary_worker') };
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
  const { ownerUrl, apiUrl, workerUrl } = urlsOf(database.ownerUrl);
  return {
    PLENARY_MODE: 'demonstration',
    PLENARY_SECRET: TEST_SECRET,
    DATABASE_URL: ownerUrl,
    DATABASE_API_URL: apiUrl,
    DATABASE_WORKER_URL: workerUrl,
    DATABASE_POOL_SIZE: '8',
    PORT: '0',
    LOG_LEVEL: 'silent',
    QUEUE_LOCK_MS: '2000',
    QUEUE_STALLED_MS: '500',
    OUTBOX_POLL_MS: '200',
    ...overrides,
  };
}
