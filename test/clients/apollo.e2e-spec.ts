import { ApolloClient, gql, HttpLink, InMemoryCache, type ObservableQuery } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { drain } from '#libs/testing';
import { nomineesOf } from '../journeys/nominees.js';
import { createNomination } from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';
import { countingFetch, endpointOf, introspect, listenToConsole, possibleTypesOf } from './client.js';

const VIEWER_NAME = gql`
  query ViewerName {
    viewer {
      id
      user {
        id
        name
      }
    }
  }
`;
const VIEWER_GRANTS = gql`
  query ViewerGrants {
    viewer {
      id
      grants {
        id
        role
        body {
          id
          code
        }
      }
    }
  }
`;
const NOMINATIONS = gql`
  query Nominations($conferenceId: ID!, $first: Int, $after: String) {
    nominations(conferenceId: $conferenceId, first: $first, after: $after, orderBy: { field: NAME }) {
      totalCount
      edges {
        cursor
        node {
          id
          state
          person {
            id
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`;
const NOMINATION = gql`
  query Nomination($id: ID!) {
    nomination(id: $id) {
      id
      version
      state
      availableActions
      unavailableActions {
        action
        code
      }
      quotaBalance {
        id
        available
      }
      person {
        id
        name
        email
        country
      }
      history {
        nodes {
          id
          summary
          values {
            name
            text
          }
        }
      }
    }
  }
`;
const THING = gql`
  query Thing($id: ID!) {
    node(id: $id) {
      ...Named
    }
  }
  fragment Named on Node {
    id
    ... on Nomination {
      reference
    }
    ... on Body {
      name
    }
  }
`;

interface NominationsData {
  readonly nominations: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: { readonly person: { readonly name: string } } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

const NAMES = ['Ada Sample', 'Basil Beispiel', 'Chloe Exemple', 'Dario Ejemplo', 'Edda Muster'];
let product: Product;
let ids: string[];
let client: ApolloClient;
let network: ReturnType<typeof countingFetch>;
let heard: ReturnType<typeof listenToConsole>;
let possibleTypes: Record<string, string[]>;

beforeAll(async () => {
  product = await startProduct({ places: 10 });
  const nominees = nomineesOf(product);
  ids = [];
  for (const name of NAMES) {
    const { nomination } = await createNomination(product.as('iccCoordinator'), nominees.draft(name));
    ids.push(nomination?.id ?? '');
  }
  possibleTypes = possibleTypesOf(await introspect(product, 'iccCoordinator'));
});

beforeEach(() => {
  heard = listenToConsole();
  network = countingFetch();
  const { url, headers } = endpointOf(product, 'iccCoordinator');
  client = new ApolloClient({
    link: new HttpLink({ uri: url, headers, fetch: network.fetch }),
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: {
        Query: { fields: { nominations: relayStylePagination(['conferenceId', 'filter', 'orderBy']) } },
      },
    }),
  });
});

afterEach(() => {
  client.stop();
  expect(heard.said).toEqual([]);
  jest.restoreAllMocks();
});

afterAll(() => product.close());

const conferenceId = (): string => product.world.conferenceId;
const shownOf = (query: ObservableQuery<NominationsData>): string[] =>
  (query.getCurrentResult().data as NominationsData).nominations.edges.map(({ node }) => node.person.name);

/** The last data of a query that is watched, and every time that it changed. */
function watch<Data>(query: ObservableQuery<Data>): { readonly seen: Data[] } {
  const seen: Data[] = [];
  query.subscribe(({ data, dataState }) => {
    if (dataState === 'complete') seen.push(data);
  });
  return { seen };
}

describe('Apollo Client', () => {
  it('reads two parts of the viewer side by side, each of them once', async () => {
    const name = watch(client.watchQuery({ query: VIEWER_NAME }));
    const grants = watch(client.watchQuery({ query: VIEWER_GRANTS }));
    await drain(() => name.seen.length > 0 && grants.seen.length > 0, { what: 'both parts of the viewer' });
    await client.refetchQueries({ include: ['ViewerName'] });
    // A query that lost its part would have asked again by the time that another is answered.
    await client.query({ query: THING, variables: { id: ids[0] } });
    expect(network.asked).toEqual(['ViewerName', 'ViewerGrants', 'ViewerName', 'Thing']);
    expect(grants.seen.at(-1)).toMatchObject({
      viewer: { grants: [{ role: 'PARTNER_COORDINATOR', body: { code: 'ICC' } }] },
    });
  });

  it('joins the pages of nominations by relayStylePagination', async () => {
    const list = client.watchQuery<NominationsData>({
      query: NOMINATIONS,
      variables: { conferenceId: conferenceId(), first: 2 },
    });
    watch(list);
    for (const more of [2, 4, 5]) {
      await drain(() => list.getCurrentResult().dataState === 'complete' && shownOf(list).length === more, {
        what: `${more} nominations`,
      });
      const { pageInfo } = (list.getCurrentResult().data as NominationsData).nominations;
      expect(pageInfo.hasNextPage).toBe(more < 5);
      if (pageInfo.hasNextPage) await list.fetchMore({ variables: { after: pageInfo.endCursor } });
    }
    expect(shownOf(list)).toEqual(NAMES);
    expect(network.asked).toEqual(['Nominations', 'Nominations', 'Nominations']);
  });

  it('reads a nomination whose list it has, and keeps one record of it', async () => {
    await client.query({ query: NOMINATIONS, variables: { conferenceId: conferenceId(), first: 5 } });
    const { data } = await client.query({ query: NOMINATION, variables: { id: ids[0] } });
    expect(data).toMatchObject({ nomination: { person: { name: NAMES[0] }, state: 'DRAFT' } });
    const kept = Object.keys(client.cache.extract() as object).filter((id) => id.startsWith('Nomination:'));
    expect(kept).toHaveLength(NAMES.length);
  });

  it('reads whatever it is by its id, with fragments of interfaces', async () => {
    for (const [id, found] of [
      [ids[0] ?? '', { __typename: 'Nomination', reference: expect.stringMatching(/^ICC-/) }],
      [product.world.icc, { __typename: 'Body', name: 'International Chamber of Commerce' }],
    ] as const) {
      const { data } = await client.query({ query: THING, variables: { id } });
      expect(data).toEqual({ node: { id, ...found } });
    }
  });
});
