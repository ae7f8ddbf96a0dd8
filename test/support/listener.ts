import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** What one subscription tells one person. */
export interface Listener {
  /** Answers with data and without errors. */
  readonly events: unknown[];
  readonly failures: unknown[];
  /** Every message of the server, as it came. */
  readonly frames: string[];
  /** Code with which the server closed the connection. */
  closeCode(): number | undefined;
  end(): Promise<void>;
}

export interface ListenerCredentials {
  readonly token?: string;
  /** A whole Cookie header, as a browser sends it with the upgrade. */
  readonly cookie?: string;
}

/** Subscribes at the API of this address over a connection of its own, and never tries again. */
export function listen(
  url: string,
  { token, cookie }: ListenerCredentials,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Listener {
  const frames: string[] = [];
  let code: number | undefined;
  class Heard extends WebSocket {
    constructor(address: string, protocols: string | string[]) {
      super(
        address,
        protocols,
        cookie === undefined ? {} : { headers: { cookie, 'sec-fetch-site': 'same-origin' } },
      );
      this.on('message', (data: Buffer) => frames.push(data.toString()));
      this.on('close', (closedWith) => (code = closedWith));
    }
  }
  const client: Client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: Heard,
    connectionParams: token === undefined ? {} : { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  const events: unknown[] = [];
  const failures: unknown[] = [];
  client.subscribe(
    { query, variables },
    {
      next: (event) => (event.errors === undefined ? events : failures).push(event),
      error: (error) => failures.push(error),
      complete: () => undefined,
    },
  );
  return { events, failures, frames, closeCode: () => code, end: async () => client.dispose() };
}
