import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type GraphqlClient } from '#libs/testing';

/** Everything that an answer tells, as one text, without what differs from one request to the next. */
export async function bytesOf(
  client: GraphqlClient,
  text: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { status, data, errors } = await client.query(text, variables);
  const told = errors?.map(({ message, extensions }) => ({ message, code: extensions?.code }));
  return JSON.stringify({ status, data, errors: told });
}

/** Long enough for any refusal; waited for only where none comes, which is a breach. */
const REFUSAL_WITHIN_MS = 15_000;

const withoutId = (told: unknown): string => JSON.stringify(told).replaceAll(/,?"requestId":"[^"]+"/g, '');

/** How a subscription is refused, as one text, without the id of the request. */
export function refusalOf(
  apiUrl: string,
  token: string,
  text: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<string> {
  const client = createClient({
    url: `${apiUrl.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  let patience: NodeJS.Timeout | undefined;
  const frame = new Promise<string>((heard) => {
    patience = setTimeout(heard, REFUSAL_WITHIN_MS, 'not refused');
    client.subscribe(
      { query: text, variables },
      {
        next: (event) => {
          heard(withoutId(event));
        },
        error: (failure) => {
          heard(withoutId(failure));
        },
        complete: () => {
          heard('complete');
        },
      },
    );
  });
  return frame.finally(() => {
    clearTimeout(patience);
    return client.dispose();
  });
}
