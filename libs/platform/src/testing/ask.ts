/** A GraphQL request over real HTTP, and everything that came back. */
export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
  readonly codes: readonly unknown[];
  readonly ms: number;
}

/** What every answer has beside data and errors tells how full the caller's bucket is by then: for comparing answers whole. */
export const withoutCost = (text: string): string =>
  text.trim().replace(/,"extensions":\{"cost":\{"asked":\d+,"left":\d+\}\}\}$/, '}');

/** What no two answers share even if they say the same: how full the bucket is by now, and the number of the request. */
export const withoutNumbers = (text: string): string =>
  text.replace(/"left":\d+/g, '"left":0').replace(/"requestId":"[\w-]+"/g, '"requestId":""');

export interface Asking {
  readonly variables?: unknown;
  readonly token?: string;
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly operationName?: string;
}

/** Posts a query as JSON. */
export function ask(url: string, query: string, asking: Asking = {}): Promise<Asked> {
  const { variables, operationName } = asking;
  return post(url, JSON.stringify({ query, variables, operationName }), asking);
}

/** Posts any body. */
export function post(url: string, body: string | Uint8Array, asking: Asking = {}): Promise<Asked> {
  // Packed only where a test asks for it: that costs as much as many an answer.
  const plain = { 'content-type': 'application/json', 'accept-encoding': 'identity' };
  const headers: Record<string, string> = { ...plain, ...asking.headers };
  if (asking.token !== undefined) headers.authorization = `Bearer ${asking.token}`;
  if (asking.cookie !== undefined) headers.cookie = `plenary=${asking.cookie}`;
  return send(`${url}/graphql`, { method: 'POST', headers, body });
}

export async function send(url: string, init: RequestInit): Promise<Asked> {
  const start = performance.now();
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const ms = performance.now() - start;
  const parsed = (text.startsWith('{') ? JSON.parse(text) : {}) as Partial<Asked>;
  const errors = parsed.errors ?? [];
  return {
    status: response.status,
    headers: response.headers,
    text,
    data: parsed.data,
    errors,
    codes: errors.map(({ extensions }) => extensions?.code),
    ms,
  };
}
