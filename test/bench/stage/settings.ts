import { randomBytes } from 'node:crypto';
import { API_ROLE, roleUrl, WORKER_ROLE } from '#libs/platform';

/** One for the whole run: the passwords of the database's roles follow from it. */
const SECRET = randomBytes(32).toString('base64url');

export interface ProductEnvironment {
  readonly ownerUrl: string;
  readonly smtpUrl?: string | undefined;
  /** Absent: the queues live in PostgreSQL. */
  readonly redisUrl?: string | undefined;
  /** Settings that this benchmark has otherwise. */
  readonly more?: Readonly<Record<string, string>>;
}

/** The environment of Plenary's own processes; everything that is not said here is as a new installation has it. */
export function productionEnvironment({
  ownerUrl,
  smtpUrl,
  redisUrl,
  more,
}: ProductEnvironment): Record<string, string> {
  return {
    PLENARY_MODE: 'production',
    PLENARY_SECRET: SECRET,
    DATABASE_URL: ownerUrl,
    // Of the roles themselves, so that a copy of a database is open to its processes as it stands.
    DATABASE_API_URL: roleUrl(ownerUrl, API_ROLE, SECRET),
    DATABASE_WORKER_URL: roleUrl(ownerUrl, WORKER_ROLE, SECRET),
    PUBLIC_URL: 'https://conference.example',
    // Nobody listens there: what sends no mail needs no server.
    SMTP_URL: smtpUrl ?? 'smtp://127.0.0.1:9',
    MAIL_FROM: 'Plenary <plenary@conference.example>',
    LOG_LEVEL: 'warn',
    // One benchmark is a thousand callers who share a token.
    CALLER_OBJECTS_PER_SECOND: '999999999',
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    ...more,
  };
}
