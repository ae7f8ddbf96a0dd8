import { cacheExchange, Client, fetchExchange, subscriptionExchange, type ExecutionResult } from 'urql';
import type { Client as SocketClient } from 'graphql-ws';

const ENDPOINT = '/graphql';

function socketAddress(): string {
  const address = new URL(ENDPOINT, window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return address.href;
}

/** Connects when the first subscription needs it; the library is not part of the first load. */
function lazySocket(): () => Promise<SocketClient> {
  let socket: Promise<SocketClient> | undefined;
  return () => {
    socket ??= import('graphql-ws').then(({ createClient }) =>
      createClient({ url: socketAddress(), lazy: true, retryAttempts: Infinity, shouldRetry: () => true }),
    );
    return socket;
  };
}

/**
 * The console's only way to the API. Its document cache lives as long as this page: signing in and out load a new
 * page (see `features/access/session.ts`), so nothing that one person read can be shown to the next.
 */
export function createApiClient(): Client {
  const socket = lazySocket();
  return new Client({
    url: ENDPOINT,
    // By GET, names of people would stand in addresses, and so in proxies' logs.
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: () => ({
      credentials: 'same-origin',
      headers: {
        accept: 'application/graphql-response+json, application/json',
        'accept-language': document.documentElement.lang,
      },
    }),
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (request) => ({
          subscribe(sink) {
            let unsubscribe: (() => void) | undefined;
            let isCancelled = false;
            void socket().then((client) => {
              if (isCancelled) return;
              unsubscribe = client.subscribe(
                { ...request, query: request.query ?? '' },
                {
                  next: (result) => {
                    sink.next(result as ExecutionResult);
                  },
                  error: (error) => {
                    sink.error(error);
                  },
                  complete: () => {
                    sink.complete();
                  },
                },
              );
            });
            return {
              unsubscribe() {
                isCancelled = true;
                unsubscribe?.();
              },
            };
          },
        }),
      }),
    ],
  });
}
