export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface GraphqlAnswer<Data> {
  /** HTTP status. */
  readonly status: number;
  readonly data: Data | null;
  readonly errors: readonly GraphqlError[] | undefined;
}

export interface GraphqlCredentials {
  /** Personal or service API token. */
  readonly token?: string;
  /** A whole Cookie header, as a browser would send it from the same origin. */
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface GraphqlClient {
  /** Posts one operation. @throws when no GraphQL answer comes back: connection lost, HTML, an empty body. */
  query<Data = Record<string, unknown>>(
    text: string,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<GraphqlAnswer<Data>>;
  /** The same for operations that must succeed. @throws with the errors' texts when there are any. */
  data<Data = Record<string, unknown>>(
    text: string,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<Data>;
}

/** A client for one caller. `url` is the endpoint itself, as in http://127.0.0.1:4000/graphql. */
export function graphqlClient(url: string, credentials: GraphqlCredentials = {}): GraphqlClient {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json;q=0.9',
    // Packing and unpacking costs as much as many an answer; that answers are packed has tests of its own.
    'accept-encoding': 'identity',
    ...(credentials.token === undefined ? {} : { authorization: `Bearer ${credentials.token}` }),
    ...(credentials.cookie === undefined
      ? {}
      : { cookie: credentials.cookie, 'sec-fetch-site': 'same-origin' }),
    ...credentials.headers,
  };

  async function query<Data>(text: string, variables: Readonly<Record<string, unknown>> = {}) {
    const body = JSON.stringify({ query: text, variables });
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'error' });
    const answer = await response.text();
    const parsed = parseAnswer<Data>(answer);
    if (!parsed)
      throw new Error(`No GraphQL answer from ${url}, but ${response.status}: ${answer.slice(0, 300)}`);
    return { status: response.status, data: parsed.data ?? null, errors: parsed.errors };
  }

  return {
    query,
    async data<Data>(text: string, variables?: Readonly<Record<string, unknown>>): Promise<Data> {
      const answer = await query<Data>(text, variables);
      if (answer.errors?.length || !answer.data) {
        throw new Error(`GraphQL errors: ${JSON.stringify(answer.errors ?? 'no data')}`);
      }
      return answer.data;
    },
  };
}

function parseAnswer<Data>(text: string): { data?: Data | null; errors?: GraphqlError[] } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('data' in value || 'errors' in value))
      return undefined;
    return value as { data?: Data | null; errors?: GraphqlError[] };
  } catch {
    return undefined;
  }
}
