import { randomUUID } from 'node:crypto';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { drain } from '#libs/testing';
import { nomineesOf } from '../journeys/nominees.js';
import { type Product, startProduct } from '../support/product.js';
import { endpointOf, introspect, listenToConsole, possibleTypesOf } from './client.js';

/** What a partner's system does with a document; answers `data`, and fails for whatever has `errors`. */
type Ask = <Data>(text: string, variables: Readonly<Record<string, unknown>>) => Promise<Data>;

const ERRORS = 'errors { code message path }';
const NOMINATION = 'id version state person { id name } availableActions';
const CREATE = `mutation Create($input: CreateNominationInput!) { createNomination(input: $input) { nomination { ${NOMINATION} } ${ERRORS} } }`;
const act = (name: string, input: string): string =>
  `mutation Act($id: ID!, $input: ${input}!) { answer: ${name}(id: $id, input: $input) { nomination { ${NOMINATION} } ${ERRORS} } }`;
const SUBMIT = act('submitNomination', 'SubmitNominationInput');
const CORRECT = act('correctPerson', 'CorrectPersonInput');
const CORRECT_EMAIL = act('correctEmail', 'CorrectEmailInput');
const WITHDRAW = act('withdrawNomination', 'WithdrawNominationInput');
const FOLLOW = `query Follow($id: ID!) { nomination(id: $id) { ${NOMINATION} history { nodes { id action } } } }`;

interface Nomination {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly person: { readonly name: string };
}
interface Answer {
  readonly nomination: Nomination | null;
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] | null }[];
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

describe.each([
  ['plain fetch', plainFetch, 'Ada Sample'],
  ['Apollo Client', apolloClient, 'Basil Beispiel'],
])('the main journey with %s', (_client, connect, name) => {
  it('creates, submits, follows, corrects and withdraws a nomination', async () => {
    const heard = listenToConsole();
    const ask = connect();
    const nominees = nomineesOf(product);
    const input = (more: object): object => ({ idempotencyKey: randomUUID(), ...more });
    const { createNomination } = await ask<{ createNomination: Answer }>(CREATE, {
      input: input(nominees.draft(name)),
    });
    expect(createNomination).toMatchObject({ nomination: { state: 'DRAFT', version: 1 }, errors: [] });
    const id = createNomination.nomination?.id ?? '';
    const run = async (text: string, version: number, more: object = {}): Promise<Answer> =>
      (await ask<{ answer: Answer }>(text, { id, input: input({ version, ...more }) })).answer;
    const follow = async (): Promise<Nomination> =>
      (await ask<{ nomination: Nomination }>(FOLLOW, { id })).nomination;

    expect(await run(SUBMIT, 1)).toMatchObject({ nomination: { state: 'SUBMITTED' }, errors: [] });
    await drain(async () => (await follow()).state === 'UNDER_REVIEW', {
      what: 'the end of the screening',
      timeoutMs: 20_000,
    });
    const { version } = await follow();
    expect(await run(CORRECT_EMAIL, version, { email: 'no address' })).toMatchObject({
      nomination: null,
      errors: [{ code: 'INVALID_INPUT', path: ['input', 'email'] }],
    });
    const corrected = await run(CORRECT, version, { name: `${name} Muster` });
    expect(corrected).toMatchObject({ nomination: { person: { name: `${name} Muster` } }, errors: [] });
    expect(await run(WITHDRAW, version - 1)).toMatchObject({ errors: [{ code: 'VERSION_CONFLICT' }] });
    expect(await run(WITHDRAW, corrected.nomination?.version ?? 0)).toMatchObject({
      nomination: { state: 'WITHDRAWN', availableActions: [] },
      errors: [],
    });
    expect(await follow()).toMatchObject({
      state: 'WITHDRAWN',
      history: {
        nodes: expect.arrayContaining([expect.objectContaining({ action: 'nomination.withdrawn' })]),
      },
    });
    expect(heard.said).toEqual([]);
    jest.restoreAllMocks();
  });
});
