import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient as createStreamClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { PlenaryClient } from '#libs/client';
import { freePort } from '#libs/platform';
import { drain } from '#libs/testing';
import { type RunningApi, startApi } from '../../apps/api/src/start-api.js';
import { nomineesOf } from '../journeys/nominees.js';
import { createNomination } from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';

const FOLLOW = 'subscription ($c: ID!) { nominationsChanged(conferenceId: $c) { cursor } }';
const PATIENCE = { timeoutMs: 45_000, everyMs: 250 } as const;

interface Follower {
  readonly cursors: string[];
  readonly failures: unknown[];
  /** What came to an end while it was open. */
  readonly closedWith: unknown[];
  end(): void;
}

let product: Product;
let port: number;
let api: RunningApi;
const token = (): string => `Bearer ${product.tokenOf('iccViewer')}`;
const variables = (): { c: string } => ({ c: product.world.conferenceId });

const start = (): Promise<RunningApi> =>
  startApi({ ...product.settings, http: { ...product.settings.http, port } }, { version: 'test' });

beforeAll(async () => {
  product = await startProduct({ places: 10, withoutWorker: true });
  port = await freePort();
  api = await start();
});

afterAll(async () => {
  await api.close();
  await product.close();
});

interface Told {
  readonly data?: { readonly nominationsChanged: { readonly cursor: string } } | null;
}

/** As the README shows it. */
function bySocket(): Follower {
  const closedWith: unknown[] = [];
  const cursors: string[] = [];
  const failures: unknown[] = [];
  const client = createSocketClient({
    url: `ws://127.0.0.1:${port}/graphql`,
    connectionParams: { authorization: token() },
    retryAttempts: Infinity,
    shouldRetry: () => true,
    webSocketImpl: WebSocket,
    on: { closed: (event) => closedWith.push((event as { code: number }).code) },
  });
  client.subscribe<Told['data']>(
    { query: FOLLOW, variables: variables() },
    {
      next: ({ data }) => cursors.push((data as NonNullable<Told['data']>).nominationsChanged.cursor),
      error: (error) => failures.push(error),
      complete: () => undefined,
    },
  );
  return { cursors, failures, closedWith, end: () => void client.dispose() };
}

function byStream(): Follower {
  const cursors: string[] = [];
  const failures: unknown[] = [];
  const client = createStreamClient({
    url: `http://127.0.0.1:${port}/graphql`,
    headers: { authorization: token() },
    retryAttempts: Infinity,
  });
  client.subscribe<Told['data']>(
    { query: FOLLOW, variables: variables() },
    {
      next: ({ data }) => cursors.push((data as NonNullable<Told['data']>).nominationsChanged.cursor),
      error: (error) => failures.push(error),
      complete: () => undefined,
    },
  );
  return { cursors, failures, closedWith: [], end: () => client.dispose() };
}

describe.each([
  ['graphql-ws', bySocket, 'Ada Sample', [1012]],
  ['graphql-sse', byStream, 'Basil Beispiel', []],
])('over a restart of the API the client %s', (_client, follow, name, codes) => {
  it('comes back by itself, and its first event is where things stand by then: nothing is missed', async () => {
    const follower = follow();
    const heard = (more: number): Promise<unknown> =>
      drain(() => follower.cursors.length >= more, {
        ...PATIENCE,
        what: `${more} events`,
        progress: () => follower,
      });
    await heard(1);
    const [before = ''] = follower.cursors;
    await api.close();
    expect(follower.closedWith.slice(0, 1)).toEqual(codes);
    // Done at another process, which tells nobody here.
    const { nomination } = await createNomination(
      product.as('iccCoordinator'),
      nomineesOf(product).draft(name),
    );
    const soFar = follower.cursors.length;
    api = await start();
    await heard(soFar + 1);
    expect(follower.cursors.at(-1)).not.toBe(before);
    // Another database's transaction on the test server may hold the feed back for a moment.
    const client = new PlenaryClient({ url: product.url, token: product.tokenOf('iccViewer') });
    const since = { conferenceId: product.world.conferenceId, after: before, isWaiting: true, everyMs: 250 };
    for await (const change of client.changes({
      ...since,
      signal: AbortSignal.timeout(PATIENCE.timeoutMs),
    })) {
      if (change.nomination?.id === nomination?.id) break;
    }
    expect(follower.failures).toEqual([]);
    follower.end();
  });
});
