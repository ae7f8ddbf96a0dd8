import { resolve } from 'node:path';
import { demonstrationSecret, isDemonstrationSecret } from './demonstration-secret.js';
import { closestName } from './closest-name.js';
import { type FilesPlace, filesPlaceOf } from './files-place.js';
import { isInjected } from './injected-variable.js';
import { isGuessable } from './guessable-secret.js';
import { API_ROLE, type RuntimeRole, runtimeUrl, WORKER_ROLE } from './role-url.js';
import { type SendingRate } from './mail-settings-schema.js';
import { isSecret, type SettingName, settingsSchema, type SettingValues } from './settings-schema.js';

export {
  API_ROLE,
  addressAs,
  credentialsOf,
  rolePassword,
  roleUrl,
  runtimeUrl,
  WORKER_ROLE,
} from './role-url.js';
export { describeSettings } from './describe-settings.js';

export interface Settings {
  readonly mode: 'production' | 'demonstration';
  readonly http: {
    readonly port: number;
    readonly host: string;
    /** Between saying that it is not ready and stopping, in milliseconds. */
    readonly drainMs?: number;
    /** Where the worker tells how it is. Absent: the usual port, or any where that is taken. */
    readonly workerHealthPort?: number | undefined;
    /** Origin without a trailing slash; every link in mail begins with it. */
    readonly publicUrl: string;
    /** IP addresses or CIDR ranges whose X-Forwarded-For is believed. */
    readonly trustedProxies: readonly string[];
    /** Origins whose pages may call the API with a token; absent: none. */
    readonly allowedOrigins?: readonly string[];
    /** Browsers are told that every name below this one speaks HTTPS too. */
    readonly isHttpsBelow?: boolean;
    /** Objects that one caller may ask one process for in the long run. */
    readonly objectsPerSecond: number;
    /** WebSockets and streams of events that may be open at one process: from one address, and of one caller. */
    readonly connections?: { readonly ofAddress: number; readonly ofUser: number };
    /** GraphiQL is served at /graphiql. */
    readonly hasGraphiql?: boolean;
    /** Whoever bears it reads the figures of the health page from anywhere. */
    readonly monitoringToken?: string | undefined;
    /** A demonstration, which anybody may sign in to, answers under its own names alone: see own-host.ts. */
    readonly isOwnHostOnly: boolean;
  };
  readonly database: {
    /**
     * Owns and migrates. Empty in a process that was not given it, which then neither owns nor migrates, and in a
     * demonstration whose embedded database does not run yet: see `withDatabase`.
     */
    readonly ownerUrl: string;
    /** Empty where the process needs no such address and was given none. */
    readonly apiUrl: string;
    readonly workerUrl: string;
    /** Most connections that one process keeps open. */
    readonly poolSize: number;
    /** No address was given: `plenary start` brings up its own server in the data directory. */
    readonly embedded: boolean;
  };
  /** Absent: the queues live in PostgreSQL. */
  readonly redisUrl: string | undefined;
  /** How the server of `redisUrl` is spoken to. */
  readonly redis?: { readonly ca: string | undefined; readonly prefix: string };
  readonly smtp: {
    /** Empty only in a demonstration whose mail catcher does not run yet: see `withMailServer`. */
    readonly url: string;
    readonly from: string;
    /** Answers whether the mail server has a Message-ID, so that an attempt in doubt is not sent twice. */
    readonly oracleUrl: string | undefined;
    /** No mail goes over a connection that is not encrypted. */
    readonly requireTls: boolean;
    /** Certificates (PEM) that are trusted instead of the usual ones. */
    readonly ca: string | undefined;
    readonly ehloName: string | undefined;
    /** Of one worker; absent: as many as the queue works at once. */
    readonly connections: number | undefined;
    readonly rate: SendingRate | undefined;
    /** Whom a mail that cannot be delivered comes back to; absent: the sender. */
    readonly envelopeFrom: string | undefined;
    readonly replyTo: string | undefined;
  };
  /** Networks in CIDR notation that webhooks may reach though they are not public; absent: none. */
  readonly webhooks?: { readonly ownNetworks: readonly string[] };
  /** Where files that people attach are kept, and what is asked about them before; absent scanner: nobody. */
  readonly files: {
    readonly place: FilesPlace;
    readonly scanner: { readonly host: string; readonly port: number } | undefined;
  };
  /** At least 32 characters. Derive keys from it (HMAC with a purpose); never use it bare. */
  readonly secret: string;
  /** Absolute. */
  readonly dataDir: string;
  readonly queue: { readonly lockMs: number; readonly stalledMs: number; readonly concurrency: number };
  readonly outbox: { readonly pollMs: number; readonly sweepMs: number };
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}

/** A password goes over a connection that is encrypted, unless a setting allows by name what it would give away. */
function isTlsRequired(values: SettingValues): boolean {
  if (values.SMTP_REQUIRE_TLS !== undefined) return values.SMTP_REQUIRE_TLS === 'yes';
  return hasPassword(values.SMTP_URL) && values.SMTP_PASSWORD_IN_CLEAR !== 'allowed';
}

const hasPassword = (url: string | undefined): boolean => url !== undefined && new URL(url).password !== '';

/** Stands in for MAIL_FROM in a demonstration, whose mail goes no further than the catcher. */
const SAMPLE_SENDER = 'Plenary <plenary@conference.example>';

/** Longer than most load balancers take to notice. */
const DRAIN_SECONDS = 5;

/** As whom a process or a command works on the database. */
export type DatabaseUse = 'owner' | 'api' | 'worker';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings cannot be used. `problems` has one line for each, which begins with the name of the setting. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  constructor(readonly problems: readonly string[]) {
    super(`The settings cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

/**
 * Reads and checks the whole environment before anything starts; of the database's addresses those of `uses`, for no process
 * is to be given more than it needs.
 *
 * In demonstration mode without PLENARY_SECRET a random secret is made once and kept in the data directory.
 * @throws SettingsError with every problem found, not only the first. Values of secrets are in none of them.
 */
export function loadSettings(
  env: Environment = process.env,
  uses: readonly DatabaseUse[] = ['owner', 'api', 'worker'],
): Settings {
  const { values, problems } = readEach(env);
  problems.push(...misspelt(env), ...problemsOfDatabase(values, uses), ...problemsBetween(values));
  if (problems.length > 0) throw new SettingsError(problems);
  const complete = values as SettingValues;
  const dataDir = resolve(complete.PLENARY_DATA_DIR);
  return build(complete, dataDir, complete.PLENARY_SECRET ?? readDemonstrationSecret(dataDir));
}

function readEach(env: Environment): { values: Partial<SettingValues>; problems: string[] } {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const name of Object.keys(settingsSchema) as SettingName[]) {
    // Compose files and shells pass an absent setting on as an empty one.
    const given = env[name]?.trim() || undefined;
    const text = isInjected(name, given) ? undefined : given;
    const result = settingsSchema[name].safeParse(text);
    if (result.success) values[name] = result.data;
    else problems.push(problemLine(name, result.error.issues[0]?.message ?? 'cannot be read', text));
  }
  return { values: values, problems };
}

function problemLine(name: SettingName, message: string, text: string | undefined): string {
  if (text === undefined || isSecret(name)) return `${name} ${message}.`;
  return `${name} ${message}; it is ${JSON.stringify(text.slice(0, 80))}.`;
}

/** A misspelt setting would otherwise be a silent default. PLENARY_TEST_… belongs to the test tools. */
function misspelt(env: Environment): string[] {
  const known = Object.keys(settingsSchema);
  return Object.keys(env)
    .filter(
      (name) => name.startsWith('PLENARY_') && !name.startsWith('PLENARY_TEST_') && !known.includes(name),
    )
    .filter((name) => !isInjected(name, env[name]))
    .map((name) => `${name} is not a setting of Plenary; did you mean ${closestName(name, known)}?`);
}

const ADDRESSES = {
  owner: ['DATABASE_URL', 'the database as the role that owns and migrates its tables'],
  api: ['DATABASE_API_URL', 'the database as the API process uses it'],
  worker: ['DATABASE_WORKER_URL', 'the database as the worker uses it'],
} as const satisfies Record<DatabaseUse, readonly [SettingName, string]>;

/** With the owner's address everything follows from it; with none, a demonstration brings its own database. */
function problemsOfDatabase(values: Partial<SettingValues>, uses: readonly DatabaseUse[]): string[] {
  if (uses.length === 0) return [];
  // What cannot be read is told already, and is not absent.
  const isAbsent = (name: SettingName): boolean => name in values && values[name] === undefined;
  if (!isAbsent('DATABASE_URL')) return [];
  if (Object.values(ADDRESSES).every(([name]) => isAbsent(name)))
    return values.PLENARY_MODE === 'production'
      ? [
          'DATABASE_URL is required in production: the PostgreSQL database, as postgres://user:password@host:5432/plenary.',
        ]
      : [];
  return uses
    .map((use) => ADDRESSES[use])
    .filter(([name]) => isAbsent(name))
    .map(([name, what]) =>
      name === 'DATABASE_URL'
        ? `${name} is required for this: ${what}.`
        : `${name} is required where DATABASE_URL is not given: ${what}.`,
    );
}

function problemsBetween(values: Partial<SettingValues>): string[] {
  const problems = problemsOfMail(values);
  if (values.PLENARY_MODE !== 'production') return problems;
  const required = (name: SettingName, why: string) => {
    if (name in values && values[name] === undefined)
      problems.push(`${name} is required in production: ${why}.`);
  };
  required('PUBLIC_URL', 'the https address under which people reach the conference');
  required(
    'PLENARY_SECRET',
    'at least 32 random characters, the same on every process (`openssl rand -base64 48` makes them)',
  );
  required('SMTP_URL', 'the mail server, as smtp://user:password@host:587');
  required('MAIL_FROM', 'the sender of every mail, as Conference <office@conference.example>');
  if (values.PUBLIC_URL?.startsWith('http:')) {
    problems.push(`PUBLIC_URL must begin with https:// in production; it is "${values.PUBLIC_URL}".`);
  }
  const secret = values.PLENARY_SECRET;
  if (secret !== undefined && (isDemonstrationSecret(secret) || isGuessable(secret))) {
    problems.push(
      'PLENARY_SECRET must be random in production; this one can be guessed. `openssl rand -base64 48` makes a good one.',
    );
  }
  const token = values.PLENARY_MONITORING_TOKEN;
  if (token !== undefined && isGuessable(token)) {
    problems.push(
      'PLENARY_MONITORING_TOKEN must be random in production; this one can be guessed. `openssl rand -hex 24` makes a good one.',
    );
  }
  return problems;
}

/** Two settings that contradict each other: what gives a password away is said by its own name. */
function problemsOfMail(values: Partial<SettingValues>): string[] {
  const { SMTP_REQUIRE_TLS: isRequired, SMTP_PASSWORD_IN_CLEAR: inClear, SMTP_URL: url } = values;
  if (isRequired === 'yes' && inClear === 'allowed')
    return ['SMTP_PASSWORD_IN_CLEAR says the contrary of SMTP_REQUIRE_TLS=yes; leave one of them out.'];
  if (isRequired === 'no' && inClear !== 'allowed' && hasPassword(url))
    return [
      'SMTP_REQUIRE_TLS=no would let the password of SMTP_URL go without encryption; SMTP_PASSWORD_IN_CLEAR=allowed says that this is wanted.',
    ];
  return [];
}

/** `[::1]:3310` names an address of IPv6. */
function hostAndPort(text: string | undefined): { host: string; port: number } | undefined {
  if (text === undefined) return undefined;
  const at = text.lastIndexOf(':');
  return { host: text.slice(0, at).replace(/^\[|\]$/g, ''), port: Number(text.slice(at + 1)) };
}

function readDemonstrationSecret(dataDir: string): string {
  try {
    return demonstrationSecret(dataDir);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SettingsError([`PLENARY_DATA_DIR names a directory that cannot be written: ${reason}.`]);
  }
}

function build(values: SettingValues, dataDir: string, secret: string): Settings {
  const isDemonstration = values.PLENARY_MODE === 'demonstration';
  const ownerUrl = values.DATABASE_URL ?? '';
  const urlFor = (role: RuntimeRole) => (ownerUrl === '' ? '' : runtimeUrl(ownerUrl, role, secret));
  const apiUrl = values.DATABASE_API_URL ?? urlFor(API_ROLE);
  const workerUrl = values.DATABASE_WORKER_URL ?? urlFor(WORKER_ROLE);
  return {
    mode: values.PLENARY_MODE,
    http: {
      port: values.PORT,
      // Open sign-in as sample people must not be reachable from the network unless somebody says so.
      host: values.HOST ?? (isDemonstration ? '127.0.0.1' : '0.0.0.0'),
      drainMs: 1_000 * (values.DRAIN_SECONDS ?? (isDemonstration ? 0 : DRAIN_SECONDS)),
      workerHealthPort: values.WORKER_HEALTH_PORT,
      publicUrl: values.PUBLIC_URL ?? `http://localhost:${values.PORT}`,
      trustedProxies: values.PLENARY_TRUSTED_PROXIES,
      allowedOrigins: values.PLENARY_ALLOWED_ORIGINS,
      isHttpsBelow: values.HSTS_INCLUDE_SUBDOMAINS === 'yes',
      objectsPerSecond: values.CALLER_OBJECTS_PER_SECOND,
      connections: { ofAddress: values.CONNECTIONS_PER_ADDRESS, ofUser: values.CONNECTIONS_PER_CALLER },
      hasGraphiql: (values.PLENARY_GRAPHIQL ?? (isDemonstration ? 'yes' : 'no')) === 'yes',
      monitoringToken: values.PLENARY_MONITORING_TOKEN,
      isOwnHostOnly: isDemonstration,
    },
    database: {
      ownerUrl,
      apiUrl,
      workerUrl,
      poolSize: values.DATABASE_POOL_SIZE,
      embedded: ownerUrl === '' && apiUrl === '' && workerUrl === '',
    },
    redisUrl: values.REDIS_URL,
    redis: { ca: values.REDIS_CA, prefix: values.REDIS_PREFIX },
    smtp: {
      url: values.SMTP_URL ?? '',
      from: values.MAIL_FROM ?? SAMPLE_SENDER,
      oracleUrl: values.SMTP_ORACLE_URL,
      requireTls: isTlsRequired(values),
      ca: values.SMTP_CA,
      ehloName: values.SMTP_EHLO_NAME,
      connections: values.SMTP_CONNECTIONS,
      rate: values.SMTP_RATE,
      envelopeFrom: values.MAIL_ENVELOPE_FROM,
      replyTo: values.MAIL_REPLY_TO,
    },
    webhooks: { ownNetworks: values.PLENARY_WEBHOOK_OWN_NETWORKS },
    files: {
      place: filesPlaceOf(values.PLENARY_FILES, dataDir),
      scanner: hostAndPort(values.PLENARY_VIRUS_SCANNER),
    },
    secret,
    dataDir,
    queue: {
      lockMs: values.QUEUE_LOCK_MS,
      stalledMs: values.QUEUE_STALLED_MS,
      concurrency: values.QUEUE_CONCURRENCY,
    },
    outbox: { pollMs: values.OUTBOX_POLL_MS, sweepMs: values.OUTBOX_SWEEP_MS },
    logLevel: values.LOG_LEVEL,
  };
}
