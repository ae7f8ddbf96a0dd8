import { Client, fetchExchange, gql } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type IntrospectionQuery } from 'graphql';
import { nomineesOf } from '../journeys/nominees.js';
import { createNomination } from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';
import { countingFetch, endpointOf, introspect, listenToConsole, typesWithoutId } from './client.js';

const VIEWER = gql`
  query Viewer {
    viewer {
      id
      user {
        id
        name
        email
      }
      grants {
        id
        role
        user {
          id
          name
        }
        body {
          id
          name
        }
      }
    }
  }
`;
const NOMINATIONS = gql`
  query Nominations($conferenceId: ID!, $first: Int, $after: String) {
    nominations(conferenceId: $conferenceId, first: $first, after: $after, orderBy: { field: NAME }) {
      edges {
        cursor
        node {
          id
          person {
            id
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
const NOMINATION = gql`
  query Nomination($id: ID!) {
    nomination(id: $id) {
      id
      state
      version
      unavailableActions {
        action
        reason
      }
      history {
        nodes {
          id
          action
          values {
            name
            text
            number
          }
        }
      }
    }
  }
`;
const WITHDRAW = gql`
  mutation Withdraw($id: ID!, $input: WithdrawNominationInput!) {
    withdrawNomination(id: $id, input: $input) {
      nomination {
        id
        state
        version
      }
      errors {
        code
        message
        path
      }
    }
  }
`;
const NODE = gql`
  query Thing($id: ID!) {
    node(id: $id) {
      ... on Node {
        id
      }
      ... on Nomination {
        reference
      }
    }
  }
`;

interface Nominations {
  readonly nominations: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly person: { name: string } } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

const NAMES = ['Ada Sample', 'Basil Beispiel', 'Chloe Exemple'];
let product: Product;
let schema: IntrospectionQuery;
let ids: string[];
let client: Client;
let network: ReturnType<typeof countingFetch>;
let heard: ReturnType<typeof listenToConsole>;

beforeAll(async () => {
  product = await startProduct({ places: 10 });
  const nominees = nomineesOf(product);
  ids = [];
  for (const name of NAMES) {
    const { nomination } = await createNomination(product.as('iccCoordinator'), nominees.draft(name));
    ids.push(nomination?.id ?? '');
  }
  schema = await introspect(product, 'iccCoordinator');
});

beforeEach(() => {
  heard = listenToConsole();
  network = countingFetch();
  const { url, headers } = endpointOf(product, 'iccCoordinator');
  client = new Client({
    url,
    preferGetMethod: false,
    fetch: network.fetch,
    fetchOptions: { headers },
    exchanges: [
      cacheExchange({
        schema,
        keys: Object.fromEntries(typesWithoutId(schema).map((name) => [name, () => null])),
        resolvers: { Query: { nominations: relayPagination() } },
      }),
      fetchExchange,
    ],
  });
});

afterEach(() => {
  expect(heard.said).toEqual([]);
  jest.restoreAllMocks();
});

afterAll(() => product.close());

async function read<Data>(query: Parameters<Client['query']>[0], variables: object): Promise<Data> {
  const { data, error } = await client.query<Data>(query, variables).toPromise();
  if (error) throw error;
  return data as Data;
}

describe('urql with Graphcache', () => {
  it('takes the schema as it is told by introspection, and reads the viewer once', async () => {
    const { userId } = product.world.people.iccCoordinator;
    for (let time = 0; time < 2; time++) {
      expect(await read(VIEWER, {})).toMatchObject({
        viewer: { user: { id: userId }, grants: [{ role: 'PARTNER_COORDINATOR', user: { id: userId } }] },
      });
    }
    expect(network.asked).toEqual(['Viewer']);
  });

  it('joins the pages of nominations by relayPagination', async () => {
    const variables = { conferenceId: product.world.conferenceId, first: 2 };
    const { nominations } = await read<Nominations>(NOMINATIONS, variables);
    expect(nominations.edges).toHaveLength(2);
    const both = await read<Nominations>(NOMINATIONS, {
      ...variables,
      after: nominations.pageInfo.endCursor,
    });
    expect(both.nominations.edges.map(({ node }) => node.person.name)).toEqual(NAMES);
    expect(both.nominations.pageInfo.hasNextPage).toBe(false);
  });

  it('shows what a mutation has changed wherever it is shown, without asking again', async () => {
    const id = ids[2] ?? '';
    const { nomination } = await read<{ nomination: { version: number } }>(NOMINATION, { id });
    const input = { idempotencyKey: `withdraw-${id}`, version: nomination.version };
    const { data, error } = await client.mutation<unknown>(WITHDRAW, { id, input }).toPromise();
    expect(error).toBeUndefined();
    expect(data).toMatchObject({ withdrawNomination: { nomination: { state: 'WITHDRAWN' }, errors: [] } });
    expect(await read(NOMINATION, { id })).toMatchObject({ nomination: { state: 'WITHDRAWN' } });
    expect(network.asked).toEqual(['Nomination', 'Withdraw']);
  });

  it('knows by the schema which fragments a thing has', async () => {
    expect(await read(NODE, { id: ids[0] })).toMatchObject({
      node: { id: ids[0], reference: expect.stringMatching(/^ICC-/) },
    });
    expect(await read(NODE, { id: product.world.icc })).toMatchObject({ node: { id: product.world.icc } });
  });
});
