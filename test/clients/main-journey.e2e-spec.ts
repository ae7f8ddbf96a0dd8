import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { createClient as createStreamClient } from 'graphql-sse';
import { type Document, PlenaryClient } from '#libs/client';
import { nomineesOf } from '../journeys/nominees.js';
import { createNomination } from '../journeys/operations.js';
import { type Person, type Product, startProduct } from '../support/product.js';
import {
  countingFetch,
  type Endpoint,
  endpointOf,
  introspect,
  listenToConsole,
  possibleTypesOf,
} from './client.js';
import { documentOf, type Operation, type Steps, stepsOf, walkMainJourney } from './main-journey.js';
import { pythonAsks } from './python/python-steps.js';
import { tadaSteps } from './tada-steps.js';

interface CodeGenerator {
  readonly SCALARS: Scalars;
  readonly generate: (schema: GraphQLSchema, folder: string, scalars?: Scalars) => Promise<void>;
  readonly compile: (folder: string, ...files: readonly string[]) => Promise<string[]>;
}
type Scalars = Readonly<Record<string, string>>;
interface Contact {
  readonly name: string;
  readonly nomination: { readonly id: string };
}
interface RunningGateway {
  readonly url: string;
  readonly close: () => Promise<void>;
}
interface GatewayProgram {
  readonly startGateway: (options: {
    readonly introspection: IntrospectionQuery;
    readonly plenary: string;
    readonly fetch: typeof globalThis.fetch;
    readonly contacts: () => readonly Contact[];
  }) => Promise<RunningGateway>;
}
/** In JavaScript, as their guides have them. */
const codeGenerator = () =>
  import(join(import.meta.dirname, 'codegen/generate.mjs')) as Promise<CodeGenerator>;
const gatewayProgram = () => import(join(import.meta.dirname, 'gateway.mjs')) as Promise<GatewayProgram>;

let product: Product;
let schema: IntrospectionQuery;
/** Where code is generated; within the clone, where packages are found. */
let folder: string;
let gateway: RunningGateway;
/** What the gateway asks Plenary. */
const network = countingFetch();
/** What the gateway's CRM knows. */
const contacts: Contact[] = [];
const ends: (() => void)[] = [];

beforeAll(async () => {
  product = await startProduct({ places: 50 });
  schema = await introspect(product, 'iccCoordinator');
  const { startGateway } = await gatewayProgram();
  gateway = await startGateway({
    introspection: schema,
    plenary: `${product.url}/graphql`,
    fetch: network.fetch,
    contacts: () => contacts,
  });
  const output = join(import.meta.dirname, '../../.test-output');
  mkdirSync(output, { recursive: true });
  folder = mkdtempSync(join(output, 'codegen-'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});

afterAll(async () => {
  for (const end of ends) end();
  rmSync(folder, { recursive: true });
  await gateway.close();
  await product.close();
});

const endpoint = (person: Person = 'iccCoordinator') => endpointOf(product, person);
/** The gateway's address, asked with this person's token. */
const throughGateway = (person: Person = 'iccCoordinator'): Endpoint => ({
  ...endpoint(person),
  url: gateway.url,
});

interface Answered<Data> {
  readonly data: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

async function send<Data>({ url, headers }: Endpoint, query: string, variables: object = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answered<Data>;
}

function plainFetch(to = endpoint()): Steps {
  return stepsOf(async <Data>(name: Operation, variables: object) => {
    const { data, errors } = await send<Data>(to, documentOf(name), variables);
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data as Data;
  });
}

function apolloClient(): Steps {
  const { url, headers } = endpoint();
  const client = new ApolloClient({
    link: new HttpLink({ uri: url, headers }),
    cache: new InMemoryCache({ possibleTypes: possibleTypesOf(schema) }),
  });
  const documents = new Map<Operation, ReturnType<typeof gql>>();
  return stepsOf(async <Data>(name: Operation, variables: object) => {
    const document = documents.get(name) ?? gql(documentOf(name));
    documents.set(name, document);
    const { data } =
      name === 'Follow'
        ? await client.query<Data>({ query: document, variables, fetchPolicy: 'network-only' })
        : await client.mutate<Data>({ mutation: document, variables });
    return data as Data;
  });
}

/** Documents of the client preset, sent by the client for Node. */
async function codegenDocuments(): Promise<Steps> {
  const { generate, compile } = await codeGenerator();
  await generate(buildClientSchema(schema), folder);
  expect(await compile(folder, '--noCheck', 'graphql.ts')).toEqual([]);
  const documents = (await import(join(folder, 'graphql.js'))) as Record<`${Operation}Document`, Document>;
  const client = new PlenaryClient({ url: product.url, token: product.tokenOf('iccCoordinator') });
  return stepsOf(async <Data>(name: Operation, variables: object) => {
    const document = documents[`${name}Document`];
    const answer =
      name === 'Follow'
        ? await client.query(document, variables)
        : await client.mutate(document as Document<Record<string, { errors: object[] }>>, variables);
    return (
      answer.isRefused ? { answer: { nomination: null, errors: answer.refusals } } : answer.data
    ) as Data;
  });
}

function python(): Steps {
  const { ask, end } = pythonAsks(product);
  ends.push(end);
  return stepsOf(ask);
}

describe.each<[client: string, connect: () => Steps | Promise<Steps>, name: string]>([
  ['plain fetch', () => plainFetch(), 'Ada Sample'],
  ['Apollo Client', apolloClient, 'Basil Beispiel'],
  ['gql.tada and urql', () => tadaSteps(endpoint()), 'Chloe Exemple'],
  ['the client preset of GraphQL Code Generator', codegenDocuments, 'Dario Ejemplo'],
  ['a gateway of GraphQL Yoga in front', () => plainFetch(throughGateway()), 'Edda Muster'],
  ['Python’s requests', python, 'Farid Mithal'],
])('the main journey with %s', (_client, connect, name) => {
  it('creates, submits, follows, corrects and withdraws a nomination', async () => {
    const heard = listenToConsole();
    await walkMainJourney(product, await connect(), name);
    expect(heard.said).toEqual([]);
    jest.restoreAllMocks();
  });
});

describe('GraphQL Code Generator with strict scalars', () => {
  it('knows every scalar of the schema by the guide’s list, and stops at one that it is not told', async () => {
    const { generate, SCALARS } = await codeGenerator();
    const { CountryCode: _left, ...others } = SCALARS;
    const target = join(folder, 'without');
    await expect(generate(buildClientSchema(schema), target, others)).rejects.toThrow(/CountryCode/);
  });

  it('makes types that find a mistake: a state that there is not, a time taken for a number, an input without its key', async () => {
    const { generate, compile } = await codeGenerator();
    await generate(buildClientSchema(schema), folder);
    const program = (state: string, time: string, key: string): string => `
      import type { FollowQuery, WithdrawMutationVariables } from './graphql.js';
      declare const { nomination }: FollowQuery;
      if (nomination?.state === '${state}') console.log(nomination.person?.name);
      export const createdAt: ${time} | undefined = nomination?.createdAt;
      export const variables: WithdrawMutationVariables = { id: 'N', input: { version: 1, ${key} } };
    `;
    writeFileSync(join(folder, 'right.ts'), program('WITHDRAWN', 'string', "idempotencyKey: 'K'"));
    writeFileSync(join(folder, 'wrong.ts'), program('WITHDRAW', 'number', ''));
    const told = await compile(folder, 'right.ts', 'wrong.ts');
    expect(told.map((line) => /^[\w.]+: TS\d+/.exec(line)?.[0])).toEqual([
      'wrong.ts: TS2367',
      'wrong.ts: TS2322',
      'wrong.ts: TS2741',
    ]);
  });
});

describe('a gateway of GraphQL Yoga in front', () => {
  const WHO = '{ viewer { user { name } } }';
  const FOLLOW = 'subscription ($c: ID!) { nominationsChanged(conferenceId: $c) { cursor } }';

  it('looks up twenty nominations of its contacts in one request', async () => {
    const nominees = nomineesOf(product);
    for (let index = 0; index < 20; index++) {
      const name = `Contact ${'abcdefghijklmnopqrst'[index]}`;
      const { nomination } = await createNomination(product.as('iccCoordinator'), nominees.draft(name));
      contacts.push({ name, nomination: { id: nomination?.id ?? '' } });
    }
    network.asked.length = 0;
    const { data, errors } = await send<{
      contacts: { name: string; nomination: { person: { name: string } } }[];
    }>(throughGateway(), '{ contacts { name nomination { id state person { name } } } }');
    expect(errors).toBeUndefined();
    expect(data?.contacts.map(({ nomination }) => nomination.person.name)).toEqual(
      contacts.map(({ name }) => name),
    );
    expect(network.asked).toHaveLength(1);
  });

  it('asks as whoever asks it: two at one moment hear each their own, and nobody is nobody', async () => {
    const names = async (to: Endpoint) => (await send<Viewer>(to, WHO)).data?.viewer?.user.name;
    const people = ['iccCoordinator', 'officer'] as const;
    const through = await Promise.all(people.map((person) => names(throughGateway(person))));
    expect(new Set(through).size).toBe(2);
    expect(through).toEqual(await Promise.all(people.map((person) => names(endpoint(person)))));
    expect(await send(/* no token */ { url: gateway.url, headers: {} }, WHO)).toEqual({
      data: { viewer: null },
    });
  });

  it.each<[what: string, code: string, query: string, variables: () => object]>([
    [
      'a page that is too long',
      'INVALID_INPUT',
      'query ($c: ID!) { many: nominations(conferenceId: $c, first: 500) { nodes { id } } }',
      () => ({ c: product.world.conferenceId }),
    ],
    [
      'a conference that there is not',
      'NOT_FOUND',
      'query ($c: ID!) { nominations(conferenceId: $c) { nodes { id } } }',
      () => ({ c: randomUUID() }),
    ],
    [
      'two refusals of one mutation',
      'INVALID_INPUT',
      `mutation ($input: CreateNominationInput!) {
        createNomination(input: $input) { nomination { id } errors { code message path existing { id } } }
      }`,
      () => ({
        input: {
          ...nomineesOf(product).draft('Gita Udaharan'),
          idempotencyKey: randomUUID(),
          person: { name: 'Gita Udaharan', email: 'none', country: 'GBR' },
        },
      }),
    ],
  ])('gives the answer to %s as Plenary gives it', async (_what, code, query, variables) => {
    const asked = variables();
    // The request's id goes through as well, so that both logs and both answers tell the same.
    const id = { 'x-request-id': randomUUID() };
    const [plain, through] = await Promise.all(
      [endpoint(), throughGateway()].map(({ url, headers }) =>
        send({ url, headers: { ...headers, ...id } }, query, asked),
      ),
    );
    expect(JSON.stringify(plain)).toContain(`"code":"${code}"`);
    const { data = null, errors } = plain ?? {};
    // Where in the text it was is the gateway's own business: Plenary was sent another text.
    expect(through).toEqual({
      data,
      ...(errors && {
        errors: errors.map(({ message, path, extensions }) => ({ message, path, extensions })),
      }),
    });
  });

  it('tells a token that does not hold by its code: of a query, a look-up and a subscription', async () => {
    const headers = { authorization: 'Bearer plenary_made_up' };
    for (const query of [WHO, '{ contacts { nomination { state } } }'])
      expect((await send({ url: gateway.url, headers }, query)).errors).toMatchObject([
        { extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) } },
      ]);
    const client = createStreamClient({ url: gateway.url, headers, retryAttempts: 0 });
    const events = client.iterate({ query: FOLLOW, variables: { c: product.world.conferenceId } });
    expect((await events.next()).value).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    client.dispose();
  });

  it('hears of changes by server-sent events, and lets go of Plenary when its listener leaves', async () => {
    const { headers } = endpoint('iccViewer');
    const client = createStreamClient({ url: gateway.url, headers, retryAttempts: 0 });
    const follow = () =>
      client.iterate<Told>({ query: FOLLOW, variables: { c: product.world.conferenceId } });
    // One person may have 20 of them at a time.
    for (let turn = 0; turn < 25; turn++) {
      const events = follow();
      expect((await events.next()).value).toMatchObject({ data: { nominationsChanged: {} } });
      await events.return?.();
    }
    const events = follow();
    const { value: first } = (await events.next()) as { value: { data: Told } };
    const next = events.next();
    const gita = nomineesOf(product).draft('Gita Udaharan');
    const { nomination } = await createNomination(product.as('iccCoordinator'), gita);
    expect((await next).value).toMatchObject({ data: { nominationsChanged: {} } });
    const feed = new PlenaryClient({ url: product.url, token: product.tokenOf('iccViewer') }).changes({
      conferenceId: product.world.conferenceId,
      after: first.data.nominationsChanged.cursor,
      isWaiting: true,
      everyMs: 250,
    });
    for await (const change of feed) if (change.nomination?.id === nomination?.id) break;
    client.dispose();
  });
});

interface Viewer {
  readonly viewer: { readonly user: { readonly name: string } } | null;
}
interface Told {
  readonly nominationsChanged: { readonly cursor: string };
}
