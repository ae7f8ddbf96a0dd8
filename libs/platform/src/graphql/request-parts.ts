import { type FastifyRequest } from 'fastify';

/**
 * Clients of persisted queries send the hash of a text beside the text. Nothing is kept by hashes here, so with the text the hash
 * says nothing; alone it is refused, on which those clients send the text.
 */
export function bodyWithoutHash(body: unknown): unknown {
  if (!isRecord(body) || !isText(body.query) || !isRecord(body.extensions)) return body;
  const { persistedQuery: _hash, ...extensions } = body.extensions;
  return { ...body, extensions };
}

/** The same of an address. */
export function withoutHash(search: string, query: unknown): string {
  if (!isRecord(query) || !isText(query.query) || typeof query.extensions !== 'string') return search;
  const extensions = parsed(query.extensions);
  if (!isRecord(extensions)) return search;
  const { persistedQuery: _hash, ...others } = extensions;
  const parameters = new URLSearchParams(search);
  parameters.set('extensions', JSON.stringify(others));
  return `?${parameters.toString()}`;
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** Where a GraphQL request says what it asks for: in its body, or in its address. */
export function parametersOf({ method, body, query }: FastifyRequest): Readonly<Record<string, unknown>> {
  if (method === 'POST') return isRecord(body) ? body : {};
  const { variables, ...parameters } = query as Readonly<Record<string, unknown>>;
  return { ...parameters, variables: typeof variables === 'string' ? parsed(variables) : variables };
}

/** What a text says as JSON; one that is none, as it is. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
