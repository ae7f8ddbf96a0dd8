import { useCallback, useState } from 'react';
import { useQuery, type AnyVariables, type CombinedError, type TypedDocumentNode } from 'urql';
import { usePartOnItsWay } from '../ui/drawn-together';
import { failureOf, type Failure } from './failure';

/** The one way to fetch: what a page has while it waits, when it failed, and when the answer is there. */
export type Read<Data> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly failure: Failure; readonly retry: () => void }
  | {
      readonly state: 'ready';
      readonly data: Data;
      readonly isRefreshing: boolean;
      readonly refresh: () => void;
    };

/** Whether there is no answer in it: what failed is null in an answer with errors, and is not known to be missing. */
function isNothing({ data, error }: { readonly data?: unknown; readonly error?: CombinedError }): boolean {
  if (error === undefined || typeof data !== 'object' || data === null) return false;
  if (error.graphQLErrors[0]?.extensions?.['code'] === 'NOT_FOUND') return false;
  return Object.values(data).every((value) => value === null);
}

/** `isPaused` keeps a question back until its variables are known. */
export function useRead<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  isPaused = false,
): Read<Data> {
  const [result, execute] = useQuery<Data, Variables>({ query, variables, pause: isPaused });
  const refresh = useCallback(() => {
    execute({ requestPolicy: 'network-only' });
  }, [execute]);

  // An answer that is there stays on the page when refreshing it fails: the next refresh mends it.
  const [last, setLast] = useState<{ readonly question: number | undefined; readonly data: Data }>();
  const question = result.operation?.key;
  const fresh = isNothing(result) ? undefined : (result.data ?? undefined);
  if (fresh !== undefined && (last?.data !== fresh || last.question !== question))
    setLast({ question, data: fresh });
  const data = fresh ?? (result.error !== undefined && last?.question === question ? last?.data : undefined);
  const error = result.fetching ? undefined : result.error;
  usePartOnItsWay(!isPaused && data === undefined && error === undefined);
  if (data !== undefined)
    return { state: 'ready', data, isRefreshing: result.fetching || result.stale, refresh };
  if (error !== undefined) return { state: 'failed', failure: failureOf(error), retry: refresh };
  return { state: 'loading' };
}
