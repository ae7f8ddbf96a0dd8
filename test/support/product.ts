import pg from 'pg';
import { type Settings } from '#libs/platform';
import { buildWorld, type World, type WorldOptions } from '#libs/nominations/testing';
import {
  type GraphqlClient,
  graphqlClient,
  type SinkOptions,
  type SmtpSink,
  smtpSink,
  type TestDatabase,
  testDatabase,
  testEnvironment,
  testSettings,
} from '#libs/testing';
import { type RunningApi, startApi } from '../../apps/api/src/start-api.js';
import { type RunningWorker, startWorker } from '../../apps/worker/src/start-worker.js';
import { disableRowSecurity } from './catalogue.js';
import { issueToken } from './issue-token.js';
import { spawnApi, spawnWorker } from './product-process.js';

export type Person = keyof World['people'];

/** The whole product on a database, a mail sink and (if asked) a Redis of its own, driven over GraphQL alone. */
export interface Product {
  readonly url: string;
  readonly settings: Settings;
  /** What a process of this product finds in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly database: ProductDatabase;
  readonly world: World;
  readonly sink: SmtpSink;
  /** For looking behind the product's back. Lives through a crash of the server. */
  readonly admin: pg.Pool;
  /** A GraphQL client that is signed in as this person by an API token. */
  as(person: Person): GraphqlClient;
  anonymous(): GraphqlClient;
  /** A token of this person, for clients of another kind. */
  tokenOf(person: Person): string;
  /** Everything that API and worker have written, where they run apart. */
  log(): string;
  stopWorker(): Promise<void>;
  startWorker(): Promise<void>;
  close(): Promise<void>;
}

export type ProductDatabase = Pick<TestDatabase, 'ownerUrl' | 'superuserUrl' | 'apiUrl' | 'drop'>;

export interface ProductOptions extends WorldOptions {
  /** A migrated database of the test's own; absent: one on the shared server. */
  readonly database?: ProductDatabase;
  readonly redisUrl?: string;
  /** What the mail server can do and asks for. */
  readonly mailServer?: SinkOptions;
  readonly withoutWorker?: boolean;
  /** Takes the database's walls down, to see what the query layer holds by itself. */
  readonly withoutRowSecurity?: boolean;
  /** API and worker run as processes of their own, as they do at an installation. */
  readonly isApart?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const [database, sink] = await Promise.all([
    options.database ?? testDatabase(),
    smtpSink(0, options.mailServer),
  ]);
  const world = await buildWorld(database.superuserUrl, options);
  const overrides = {
    SMTP_URL: sink.url,
    MAIL_FROM: 'Plenary <plenary@conference.example>',
    ...(options.redisUrl === undefined ? {} : { REDIS_URL: options.redisUrl }),
    ...options.environment,
  };
  const environment = testEnvironment(database, overrides);
  const settings = await testSettings(database, overrides);
  const admin = new pg.Pool({ connectionString: database.superuserUrl, max: 2 });
  admin.on('error', () => undefined);
  if (options.withoutRowSecurity === true) await disableRowSecurity(admin);
  const tokens = new Map<string, string>();
  for (const [name, actor] of Object.entries(world.people)) tokens.set(name, await issueToken(admin, actor));
  const logs: (() => string)[] = [];
  const begin = options.isApart === true ? apart(environment, admin, logs) : together(settings);
  const api = await begin.api();
  let worker = options.withoutWorker === true ? undefined : await begin.worker();
  const endpoint = `${api.url}/graphql`;
  const tokenOf = (person: Person): string => tokens.get(person) ?? '';
  return {
    url: api.url,
    settings,
    environment,
    database,
    world,
    sink,
    admin,
    tokenOf,
    as: (person) => graphqlClient(endpoint, { token: tokenOf(person) }),
    anonymous: () => graphqlClient(endpoint),
    log: () => logs.map((log) => log()).join(''),
    stopWorker: async () => {
      await worker?.close();
      worker = undefined;
    },
    startWorker: async () => {
      worker ??= await begin.worker();
    },
    close: async () => {
      await worker?.close();
      await api.close();
      await admin.end();
      await sink.close();
      await database.drop();
    },
  };
}

interface Beginnings {
  api(): Promise<RunningApi>;
  worker(): Promise<Pick<RunningWorker, 'close'>>;
}

const together = (settings: Settings): Beginnings => ({
  api: () => startApi(settings, { version: 'test' }),
  worker: () => startWorker(settings),
});

const apart = (
  environment: Readonly<Record<string, string>>,
  admin: pg.Pool,
  logs: (() => string)[],
): Beginnings => ({
  api: async () => {
    const api = await spawnApi(environment);
    logs.push(() => api.output());
    return { url: api.url, close: async () => void (await api.end('SIGTERM')) };
  },
  worker: async () => {
    const worker = await spawnWorker(environment, admin);
    logs.push(() => worker.output());
    return { close: async () => void (await worker.end('SIGTERM')) };
  },
});
