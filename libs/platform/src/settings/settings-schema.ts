import { isIP } from 'node:net';
import { z } from 'zod';
import { isSentinelUrl, REDIS_PREFIX } from '../redis/redis-address.js';
import { withHostsAside } from './database-hosts.js';
import { isFilesPlace } from './files-place.js';
import { mailSettings } from './mail-settings-schema.js';
import { certificates, namedAddress, wholeNumber, yesOrNo } from './setting-kinds.js';

/**
 * Every setting that Plenary reads from the environment: its name, shape, limits and default. What is said here in
 * `describe` is printed by `plenary settings`, so it is written for the person who runs a conference's server.
 *
 * A schema sees the text of one variable, or undefined where the variable is absent or empty.
 */

const url = (protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}; in its password all but letters, digits and -._~ is written as %23 (#), %2F (/), %3F (?), %25 (%)`,
  });

/** Of several hosts the one that takes writes is taken, as libpq does for these. */
const TARGETS = ['read-write', 'primary', 'any'];

const databaseUrl = z
  .string()
  // Quietly read as something else: what stands behind it is no part of an address.
  .refine((text) => !text.includes('#'), {
    error: 'has a "#" in it, which is written as %23 in an address (as / is as %2F, ? as %3F, % as %25)',
  })
  .transform(withHostsAside)
  .pipe(
    url(['postgres:', 'postgresql:'])
      .refine((text) => !URL.canParse(text) || new URL(text).pathname.length > 1, {
        error: 'must end in the name of a database, as in postgres://user:password@host:5432/plenary',
      })
      .refine(
        (text) =>
          !URL.canParse(text) ||
          TARGETS.includes(new URL(text).searchParams.get('target_session_attrs') ?? 'any'),
        {
          error: `must lead to the server that takes writes: target_session_attrs is one of ${TARGETS.join(', ')}`,
        },
      ),
  );

/** An address or a range in CIDR notation. */
function isProxyRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** As a browser sends it: no path, no default port, in small letters; `null` and `*` are none. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
}

export const settingsSchema = {
  PLENARY_MODE: z
    .enum(['production', 'demonstration'], { error: 'must be production or demonstration' })
    .default('production')
    .describe(
      'production, or demonstration: sample people, open sign-in as any of them, mail caught locally',
    ),
  PORT: wholeNumber(0, 65_535).default(3000).describe('port of the web server; 0 takes any free one'),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, { error: 'must be a host name or an IP address' })
    .optional()
    .describe('address to listen on (default: 0.0.0.0 in production, 127.0.0.1 in demonstration)'),
  DRAIN_SECONDS: wholeNumber(0, 300)
    .optional()
    .describe(
      'how long an API that is told to stop says "not ready" and answers all the same, so that load balancers send nobody there any more; longer than they take to notice (default: 5 in production, 0 in demonstration)',
    ),
  WORKER_HEALTH_PORT: wholeNumber(0, 65_535)
    .optional()
    .describe(
      "port of the worker's own /health/live and /health/ready (default: 3001, or any free one where that is taken; `status` shows it)",
    ),
  PUBLIC_URL: url(['http:', 'https:'])
    .refine((text) => !URL.canParse(text) || new URL(text).origin === text.replace(/\/$/, ''), {
      error: 'must be an origin alone, as in https://conference.example',
    })
    .transform((text) => new URL(text).origin)
    .optional()
    .describe('address under which people reach the conference; every link in mail begins with it'),
  HSTS_INCLUDE_SUBDOMAINS: yesOrNo()
    .default('no')
    .describe(
      'whether browsers are told that all names below that of PUBLIC_URL speak HTTPS too: for a year, so be sure',
    ),
  PLENARY_TRUSTED_PROXIES: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .refine((ranges) => ranges.every(isProxyRange), {
      error: 'must be IP addresses or ranges, parted by commas, as in 10.0.0.0/8,192.0.2.7',
    })
    .default([])
    .describe('load balancers whose X-Forwarded-For is believed'),
  PLENARY_ALLOWED_ORIGINS: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim().replace(/\/$/, ''))
        .filter((part) => part !== ''),
    )
    .refine((origins) => origins.every(isOrigin), {
      error:
        'must be origins as browsers write them, parted by commas, as in https://tools.partner.example,https://crm.partner.example:8443',
    })
    .default([])
    .describe(
      'whose pages may call the API from a browser, with an API token and without cookies (default: none but those of PUBLIC_URL)',
    ),
  PLENARY_WEBHOOK_OWN_NETWORKS: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .refine((ranges) => ranges.every((range) => range.includes('/') && isProxyRange(range)), {
      error: 'must be ranges, parted by commas, as in 10.1.0.0/16,192.0.2.7/32',
    })
    .default([])
    .describe(
      'networks of your own that webhooks may reach though they are not public, by http too; whoever may make an endpoint can then post there (default: none)',
    ),
  PLENARY_GRAPHIQL: yesOrNo()
    .optional()
    .describe(
      'whether GraphiQL, a page on which developers try queries with a token of their own, is at /graphiql (default: no in production, yes in demonstration)',
    ),
  PLENARY_MONITORING_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{32,512}$/, {
      error: 'must have 32 to 512 visible characters, as "openssl rand -hex 24" makes them',
    })
    .optional()
    .meta({ secret: true })
    .describe(
      'with "authorization: Bearer TOKEN" a monitor reads checks and figures at /health/ready; without it only this machine itself does, others read "ready" or "not ready"',
    ),
  CALLER_OBJECTS_PER_SECOND: wholeNumber(500, 999_999_999)
    .default(5_000)
    .describe(
      'how many objects (nominations, people, messages …) one user, or one address of people who are not signed in, may ask an API process for in the long run; 20 times as many at once, and each request counts as 10 more',
    ),
  CONNECTIONS_PER_ADDRESS: wholeNumber(1, 100_000)
    .default(500)
    .describe(
      'how many WebSockets and streams of events one address may have open at an API process; one more is refused with 429. The people of an institution may all come from one',
    ),
  CONNECTIONS_PER_CALLER: wholeNumber(1, 100_000)
    .default(20)
    .describe(
      'how many WebSockets and streams of events one user, with all sessions and tokens, or the systems of one body may have open at an API process; one more is closed with 4429, a stream refused with 429',
    ),
  DATABASE_URL: databaseUrl
    .optional()
    .meta({ secret: true })
    .describe(
      'PostgreSQL 15 or newer, as the role that owns the tables and migrates them; a process that only runs does without it where it has the address of its own below',
    ),
  DATABASE_API_URL: databaseUrl
    .optional()
    .meta({ secret: true })
    .describe(
      'the same database as the API process uses it, under a role of this installation alone (default: plenary_api_ and the name of the database, with a password derived from PLENARY_SECRET)',
    ),
  DATABASE_WORKER_URL: databaseUrl
    .optional()
    .meta({ secret: true })
    .describe(
      'the same database as the worker uses it, under a role of this installation alone (default: plenary_worker_ and the name of the database, with a derived password)',
    ),
  DATABASE_POOL_SIZE: wholeNumber(1, 500)
    .default(20)
    .describe('most connections that one process keeps open'),
  PLENARY_SECRET: z
    .string()
    .min(32, { error: 'must have at least 32 characters' })
    .max(1024, { error: 'must have at most 1024 characters' })
    .optional()
    .meta({ secret: true })
    .describe('random text from which keys and role passwords are derived; the same on every process'),
  REDIS_URL: z
    .string()
    .refine(
      (text) => isSentinelUrl(text) || /^rediss?:$/.test(URL.canParse(text) ? new URL(text).protocol : ''),
      {
        error:
          'must be an address that starts with redis:// or rediss://, or redis+sentinel://host:26379,host:26379/master',
      },
    )
    .optional()
    .meta({ secret: true })
    .describe(
      'Redis or Valkey for the queues (default: the queues live in PostgreSQL); by its sentinels as redis+sentinel://user:password@one:26379,two:26379/master/0',
    ),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w.-]{1,60}$/, { error: 'must be letters, digits, dots and hyphens' })
    .default(REDIS_PREFIX)
    .describe('what the keys of this installation begin with; two on one server need two'),
  REDIS_CA: certificates().describe(
    'file of the certificates (PEM) of whoever vouches for the server of a rediss: address',
  ),
  SMTP_URL: url(['smtp:', 'smtps:'])
    .optional()
    .meta({ secret: true })
    .describe('mail server (default in demonstration: the local mail catcher)'),
  SMTP_ORACLE_URL: url(['http:', 'https:'])
    .optional()
    .meta({ secret: true })
    .describe(
      'where the mail server can be asked whether it has a message: GET <address>?messageId=… answers {"known": true or false}',
    ),
  MAIL_FROM: namedAddress(
    'must be an e-mail address, or a name with one: Conference <office@conference.example>',
  )
    .optional()
    .describe('sender of every mail'),
  ...mailSettings,
  PLENARY_DATA_DIR: z.string().default('.data').describe('directory for what this machine keeps'),
  PLENARY_FILES: z
    .string()
    .refine(isFilesPlace, {
      error:
        'must be a directory, or a bucket as s3://KEY:SECRET@s3.example/bucket?region=eu-west-2 (s3+http:// without encryption)',
    })
    .optional()
    .meta({ secret: true })
    .describe(
      'where files that people attach are kept: a directory that API and worker both see, or a bucket of a server that speaks S3, as s3://KEY:SECRET@s3.example/bucket?region=eu-west-2 (default: files in PLENARY_DATA_DIR). Back it up beside the database',
    ),
  PLENARY_VIRUS_SCANNER: z
    .string()
    .regex(/^(\[[\da-f:.]+\]|[\w.-]+):\d{1,5}$/i, {
      error: 'must be host:port of clamd, as in scanner.example:3310',
    })
    .optional()
    .describe(
      'host:port of clamd, which is asked about every file before it is kept; while it is out of reach files are refused (default: none is asked)',
    ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info')
    .describe('how much is logged'),
  QUEUE_LOCK_MS: wholeNumber(500, 600_000)
    .default(5000)
    .describe(
      'how long a worker that lives holds a job without renewing its claim; half as long when it is dead',
    ),
  QUEUE_STALLED_MS: wholeNumber(100, 600_000)
    .default(500)
    .describe('how often workers look for jobs of a dead worker'),
  QUEUE_CONCURRENCY: wholeNumber(1, 500)
    .default(10)
    .describe('jobs of one queue that a worker does at the same time'),
  OUTBOX_POLL_MS: wholeNumber(10, 600_000)
    .default(1000)
    .describe('how often the relay looks when no notice woke it'),
  OUTBOX_SWEEP_MS: wholeNumber(100, 600_000)
    .default(10_000)
    .describe('after how long a job that the queue seems to have lost is given to it again'),
} as const;

export type SettingName = keyof typeof settingsSchema;
/** Every setting by its own name, defaults filled in, before the rules between settings. */
export type SettingValues = { [Name in SettingName]: z.output<(typeof settingsSchema)[Name]> };

/** Whether a setting's value may never be shown: in problems, logs or `plenary settings`. */
export function isSecret(name: SettingName): boolean {
  return settingsSchema[name].meta()?.secret === true;
}
