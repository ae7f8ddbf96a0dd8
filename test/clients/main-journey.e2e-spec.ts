import { randomUUID } from 'node:crypto';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Product, startProduct } from '../support/product.js';
import { endpointOf, introspect, listenToConsole, possibleTypesOf } from './client.js';
import { type Answer, type Followed, type Steps, walkMainJourney } from './main-journey.js';

/** What a partner's system does with a document; answers `data`, and fails for whatever has `errors`. */
type Ask = <Data>(text: string, variables: Readonly<Record<string, unknown>>) => Promise<Data>;

const ERRORS = 'errors { code message path }';
const NOMINATION = 'id version state person { id name } availableActions';
const CREATE = `mutation Create($input: CreateNominationInput!) { answer: createNomination(input: $input) { nomination { ${NOMINATION} } ${ERRORS} } }`;
const act = (name: string, input: string): string =>
  `mutation Act($id: ID!, $input: ${input}!) { answer: ${name}(id: $id, input: $input) { nomination { ${NOMINATION} } ${ERRORS} } }`;
const SUBMIT = act('submitNomination', 'SubmitNominationInput');
const CORRECT = act('correctPerson', 'CorrectPersonInput');
const CORRECT_EMAIL = act('correctEmail', 'CorrectEmailInput');
const WITHDRAW = act('withdrawNomination', 'WithdrawNominationInput');
const FOLLOW = `query Follow($id: ID!) { nomination(id: $id) { ${NOMINATION} history { nodes { id action } } } }`;

interface History {
  readonly history: { readonly nodes: readonly { readonly action: string }[] };
}

let product: Product;
let possibleTypes: Record<string, string[]>;

beforeAll(async () => {
  product = await startProduct({ places: 10 });
  possibleTypes = possibleTypesOf(await introspect(product, 'iccCoordinator'));
});

afterAll(() => product.close());

function plainFetch(): Ask {
  const { url, headers } = endpointOf(product, 'iccCoordinator');
  return async <Data>(query: string, variables: object) => {
    const body = JSON.stringify({ query, variables });
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data;
  };
}

function apolloClient(): Ask {
  const { url, headers } = endpointOf(product, 'iccCoordinator');
  const client = new ApolloClient({
    link: new HttpLink({ uri: url, headers }),
    cache: new InMemoryCache({ possibleTypes }),
  });
  return async <Data>(text: string, variables: Readonly<Record<string, unknown>>) => {
    const document = gql(text);
    const { data } = text.startsWith('mutation')
      ? await client.mutate<Data>({ mutation: document, variables })
      : await client.query<Data>({ query: document, variables, fetchPolicy: 'network-only' });
    return data as Data;
  };
}

function stepsOf(ask: Ask): Steps {
  const input = (more: object): object => ({ idempotencyKey: randomUUID(), ...more });
  const run = async (text: string, variables: object): Promise<Answer> =>
    (await ask<{ answer: Answer }>(text, { ...variables })).answer;
  return {
    create: (more) => run(CREATE, { input: input(more) }),
    submit: (id, more) => run(SUBMIT, { id, input: input(more) }),
    correct: (id, more) => run(CORRECT, { id, input: input(more) }),
    correctEmail: (id, more) => run(CORRECT_EMAIL, { id, input: input(more) }),
    withdraw: (id, more) => run(WITHDRAW, { id, input: input(more) }),
    follow: async (id) => {
      const { nomination } = await ask<{ nomination: Followed & History }>(FOLLOW, { id });
      return { nomination, actions: nomination.history.nodes.map(({ action }) => action) };
    },
  };
}

describe.each([
  ['plain fetch', plainFetch, 'Ada Sample'],
  ['Apollo Client', apolloClient, 'Basil Beispiel'],
])('the main journey with %s', (_client, connect, name) => {
  it('creates, submits, follows, corrects and withdraws a nomination', async () => {
    const heard = listenToConsole();
    await walkMainJourney(product, stepsOf(connect()), name);
    expect(heard.said).toEqual([]);
    jest.restoreAllMocks();
  });
});
