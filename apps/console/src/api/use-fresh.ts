import { useCallback } from 'react';
import { useClient, type AnyVariables, type TypedDocumentNode } from 'urql';

/** Asks anew, past what the page has read before. Answers undefined where that cannot be read just now. */
export function useFresh(): <Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) => Promise<Data | undefined> {
  const client = useClient();
  return useCallback(
    async (query, variables) => {
      const options = { requestPolicy: 'network-only' } as const;
      const { data, error } = await client.query(query, variables, options).toPromise();
      return error === undefined ? data : undefined;
    },
    [client],
  );
}
