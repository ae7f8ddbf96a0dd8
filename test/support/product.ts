import pg from 'pg';
import { type Settings } from '#libs/platform';
import { buildWorld, type World, type WorldOptions } from '#libs/nominations/testing';
import {
  type GraphqlClient,
  graphqlClient,
  type SmtpSink,
  smtpSink,
  type TestDatabase,
  testDatabase,
  testSettings,
} from '#libs/testing';
import { startApi } from '../../apps/api/src/main.js';
import { startWorker } from '../../apps/worker/src/main.js';
import { disableRowSecurity } from './catalogue.js';
import { issueToken } from './issue-token.js';

export type Person = keyof World['people'];

/** The whole product on a database, a mail sink and (if asked) a Redis of its own, driven over GraphQL alone. */
export interface Product {
  readonly url: string;
  readonly settings: Settings;
  readonly database: TestDatabase;
  readonly world: World;
  readonly sink: SmtpSink;
  /** For looking behind the product's back. */
  readonly admin: pg.Client;
  /** A GraphQL client that is signed in as this person by an API token. */
  as(person: Person): GraphqlClient;
  anonymous(): GraphqlClient;
  /** A token of this person, for clients of another kind. */
  tokenOf(person: Person): string;
  stopWorker(): Promise<void>;
  startWorker(): Promise<void>;
  close(): Promise<void>;
}

export interface ProductOptions extends WorldOptions {
  readonly redisUrl?: string;
  readonly withoutWorker?: boolean;
  /** Takes the database's walls down, to see what the query layer holds by itself. */
  readonly withoutRowSecurity?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const [database, sink] = await Promise.all([testDatabase(), smtpSink()]);
  const world = await buildWorld(database.superuserUrl, options);
  const settings = await testSettings(database, {
    SMTP_URL: sink.url,
    MAIL_FROM: 'Plenary <plenary@conference.example>',
    ...(options.redisUrl === undefined ? {} : { REDIS_URL: options.redisUrl }),
    ...options.environment,
  });
  const admin = new pg.Client({ connectionString: database.superuserUrl });
  await admin.connect();
  if (options.withoutRowSecurity === true) await disableRowSecurity(admin);
  const tokens = new Map<string, string>();
  for (const [name, actor] of Object.entries(world.people)) tokens.set(name, await issueToken(admin, actor));
  const api = await startApi(settings, { version: 'test' });
  let worker = options.withoutWorker === true ? undefined : await startWorker(settings);
  const endpoint = `${api.url}/graphql`;
  const tokenOf = (person: Person): string => tokens.get(person) ?? '';
  return {
    url: api.url,
    settings,
    database,
    world,
    sink,
    admin,
    tokenOf,
    as: (person) => graphqlClient(endpoint, { token: tokenOf(person) }),
    anonymous: () => graphqlClient(endpoint),
    stopWorker: async () => {
      await worker?.close();
      worker = undefined;
    },
    startWorker: async () => {
      worker ??= await startWorker(settings);
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
