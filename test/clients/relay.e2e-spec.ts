import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import relay, {
  type ConcreteRequest,
  type Environment as RelayEnvironment,
  type Variables,
} from 'relay-runtime';
import { nomineesOf } from '../journeys/nominees.js';
import { createNomination } from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';
import { endpointOf, listenToConsole } from './client.js';

const { createOperationDescriptor, Environment, fetchQuery, Network, RecordSource, Store } = relay;

/**
 * What relay-compiler 21.0.1 makes of `relay/queries.graphql`. The compiler brings a program for each platform, 118 MB: it is no
 * package of ours. To change a query: run it elsewhere on the schema, and keep its `ConcreteRequest` as JSON.
 */
const compiled = (name: string): ConcreteRequest =>
  JSON.parse(readFileSync(new URL(`./relay/${name}.json`, import.meta.url), 'utf8')) as ConcreteRequest;
const TRAIL = compiled('trail-query');
const NODE = compiled('node-query');

interface Trail {
  readonly viewer: { readonly user: { readonly id: string; readonly email: string } };
  readonly staff: {
    readonly nodes: readonly { readonly id: string; readonly user: { id: string } | null }[];
  };
  readonly auditEvents: {
    readonly edges: readonly { readonly node: { readonly id: string; readonly action: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

let product: Product;
let heard: ReturnType<typeof listenToConsole>;
let environment: RelayEnvironment;

beforeAll(async () => {
  product = await startProduct({ places: 10 });
  const nominees = nomineesOf(product);
  for (const name of ['Ada Sample', 'Basil Beispiel']) {
    await createNomination(product.as('iccCoordinator'), nominees.draft(name));
  }
});

afterAll(() => product.close());

beforeEach(() => {
  heard = listenToConsole();
  const { url, headers } = endpointOf(product, 'administrator');
  environment = new Environment({
    network: Network.create(async ({ text }, variables) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ query: text, variables }),
      });
      return (await response.json()) as never;
    }),
    store: new Store(new RecordSource()),
  });
});

afterEach(() => {
  expect(heard.said).toEqual([]);
  jest.restoreAllMocks();
});

const read = async <Data>(request: ConcreteRequest, variables: Variables): Promise<Data> =>
  (await fetchQuery(environment, request, variables).toPromise()) as Data;

describe('Relay', () => {
  it('keeps people, roles and entries of the trail apart, by their ids', async () => {
    const variables = { conferenceId: product.world.conferenceId, count: 2, cursor: null };
    const { viewer, staff, auditEvents } = await read<Trail>(TRAIL, variables);
    expect(viewer.user.id).toBe(product.world.people.administrator.userId);
    expect(staff.nodes).toHaveLength(Object.keys(product.world.people).length);
    expect(auditEvents.edges.map(({ node }) => node.action)).toEqual(Array(2).fill('nomination.created'));
    const kept = environment.lookup(createOperationDescriptor(TRAIL, variables).fragment);
    expect(kept.isMissingData).toBe(false);
    expect(kept.data).toEqual({ viewer, staff, auditEvents });
  });

  it('joins the next page to its connection', async () => {
    const variables = { conferenceId: product.world.conferenceId, count: 1, cursor: null };
    const query = createOperationDescriptor(TRAIL, variables);
    const retained = environment.retain(query);
    const { auditEvents: newest } = await read<Trail>(TRAIL, variables);
    await read<Trail>(TRAIL, { ...variables, cursor: newest.pageInfo.endCursor });
    const both = environment.lookup(query.fragment).data as unknown as Trail;
    retained.dispose();
    expect(newest.pageInfo.hasNextPage).toBe(true);
    expect(both.auditEvents.edges).toHaveLength(2);
    expect(both.auditEvents.edges[0]).toEqual(newest.edges[0]);
  });

  it('reads each of them again by its id alone', async () => {
    const variables = { conferenceId: product.world.conferenceId, count: 1, cursor: null };
    const { viewer, staff, auditEvents } = await read<Trail>(TRAIL, variables);
    for (const [id, type] of [
      [viewer.user.id, 'User'],
      [staff.nodes[0]?.id, 'Grant'],
      [auditEvents.edges[0]?.node.id, 'AuditEvent'],
    ]) {
      expect(await read(NODE, { id })).toMatchObject({ node: { __typename: type, id } });
    }
  });
});
