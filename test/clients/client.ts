import { jest } from '@jest/globals';
import {
  getIntrospectionQuery,
  type IntrospectionObjectType,
  type IntrospectionQuery,
  type IntrospectionType,
} from 'graphql';
import { type Person, type Product } from '../support/product.js';

/** Where a partner's client asks, and with what. */
export interface Endpoint {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const endpointOf = (product: Product, person: Person): Endpoint => ({
  url: `${product.url}/graphql`,
  headers: { authorization: `Bearer ${product.tokenOf(person)}` },
});

/** The schema as the server tells it to whoever bears a token. */
export const introspect = (product: Product, person: Person): Promise<IntrospectionQuery> =>
  product.as(person).data<IntrospectionQuery>(getIntrospectionQuery());

/** For a cache of Apollo: the types of each interface. */
export const possibleTypesOf = ({ __schema }: IntrospectionQuery): Record<string, string[]> =>
  Object.fromEntries(
    __schema.types.flatMap((type) =>
      type.kind === 'INTERFACE' ? [[type.name, type.possibleTypes.map(({ name }) => name)]] : [],
    ),
  );

/** What has no id is part of what it was read with; pages and their edges are known to be that by their names. */
export const typesWithoutId = ({ __schema }: IntrospectionQuery): string[] =>
  __schema.types
    .filter((type) => isObject(type) && !type.name.startsWith('__'))
    .filter((type) => !(type as IntrospectionObjectType).fields.some(({ name }) => name === 'id'))
    .map(({ name }) => name)
    .filter((name) => !/^PageInfo$|(Connection|Edge)$/.test(name));

const isObject = (type: IntrospectionType): type is IntrospectionObjectType => type.kind === 'OBJECT';

/** Everything that is written to the console from here on: what clients warn of. */
export function listenToConsole(): { readonly said: string[] } {
  const said: string[] = [];
  for (const method of ['debug', 'info', 'log', 'warn', 'error'] as const) {
    jest.spyOn(console, method).mockImplementation((...words: unknown[]) => {
      said.push(`${method}: ${words.map(String).join(' ')}`);
    });
  }
  return { said };
}

/** `fetch`, and the names of the operations that it was given. */
export function countingFetch(): { readonly fetch: typeof fetch; readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    fetch: (address, init) => {
      const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as { query: string }) : undefined;
      asked.push(/(?:query|mutation) (\w+)/.exec(body?.query ?? '')?.[1] ?? 'unnamed');
      return fetch(address, init);
    },
  };
}
