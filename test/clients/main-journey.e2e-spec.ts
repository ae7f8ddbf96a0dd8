import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { buildClientSchema, graphql, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { type Document, PlenaryClient } from '#libs/client';
import { nomineesOf } from '../journeys/nominees.js';
import { createNomination } from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';
import {
  countingFetch,
  type Endpoint,
  endpointOf,
  introspect,
  listenToConsole,
  possibleTypesOf,
} from './client.js';
import {
  type Ask,
  documentOf,
  type Operation,
  type Steps,
  stepsOf,
  walkMainJourney,
} from './main-journey.js';
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
interface Gateway {
  readonly stitchedGateway: (
    schema: IntrospectionQuery,
    endpoint: Endpoint,
    fetch: typeof globalThis.fetch,
    contacts: () => readonly Contact[],
  ) => GraphQLSchema;
}
/** In JavaScript, as their guides have them. */
const codeGenerator = () =>
  import(join(import.meta.dirname, 'codegen/generate.mjs')) as Promise<CodeGenerator>;
const gatewayOf = () => import(join(import.meta.dirname, 'gateway.mjs')) as Promise<Gateway>;

let product: Product;
let schema: IntrospectionQuery;
/** Where code is generated; within the clone, where packages are found. */
let folder: string;
const ends: (() => void)[] = [];

beforeAll(async () => {
  product = await startProduct({ places: 50 });
  schema = await introspect(product, 'iccCoordinator');
  const output = join(import.meta.dirname, '../../.test-output');
  mkdirSync(output, { recursive: true });
  folder = mkdtempSync(join(output, 'codegen-'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
});

afterAll(async () => {
  for (const end of ends) end();
  rmSync(folder, { recursive: true });
  await product.close();
});

const endpoint = () => endpointOf(product, 'iccCoordinator');

function plainFetch(): Steps {
  const { url, headers } = endpoint();
  return stepsOf(async <Data>(name: Operation, variables: object) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ query: documentOf(name), variables }),
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data;
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

/** Whatever the gateway is asked, and how often it asks Plenary. */
async function throughGateway(contacts: readonly Contact[] = []) {
  const { stitchedGateway } = await gatewayOf();
  const network = countingFetch();
  const gateway = stitchedGateway(schema, endpoint(), network.fetch, () => contacts);
  const ask = async <Data>(source: string, variableValues: object): Promise<Data> => {
    const { data, errors } = await graphql({
      schema: gateway,
      source,
      variableValues: variableValues as Record<string, unknown>,
    });
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data as Data;
  };
  return { ask, asked: network.asked };
}

function python(): Steps {
  const { ask, end } = pythonAsks(product);
  ends.push(end);
  return stepsOf(ask);
}

const gatewayAsks = async (): Promise<Steps> => {
  const { ask } = await throughGateway();
  const named: Ask = (name, variables) => ask(documentOf(name), variables);
  return stepsOf(named);
};

describe.each<[client: string, connect: () => Steps | Promise<Steps>, name: string]>([
  ['plain fetch', plainFetch, 'Ada Sample'],
  ['Apollo Client', apolloClient, 'Basil Beispiel'],
  ['gql.tada and urql', () => tadaSteps(endpoint()), 'Chloe Exemple'],
  ['the client preset of GraphQL Code Generator', codegenDocuments, 'Dario Ejemplo'],
  ['a stitching gateway in front', gatewayAsks, 'Edda Muster'],
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

describe('a stitching gateway', () => {
  it('looks up twenty nominations of its contacts in one request', async () => {
    const nominees = nomineesOf(product);
    const contacts: Contact[] = [];
    for (let index = 0; index < 20; index++) {
      const name = `Contact ${'abcdefghijklmnopqrst'[index]}`;
      const { nomination } = await createNomination(product.as('iccCoordinator'), nominees.draft(name));
      contacts.push({ name, nomination: { id: nomination?.id ?? '' } });
    }
    const { ask, asked } = await throughGateway(contacts);
    const read = await ask<{ contacts: { name: string; nomination: { person: { name: string } } }[] }>(
      '{ contacts { name nomination { id state person { name } } } }',
      {},
    );
    expect(read.contacts.map(({ nomination }) => nomination.person.name)).toEqual(
      contacts.map(({ name }) => name),
    );
    expect(asked).toHaveLength(1);
  });
});
