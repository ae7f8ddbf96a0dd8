import { useClient } from 'urql';
import { useListAddress } from '../../lists/use-list-address';
import { useSequence } from '../../lists/use-sequence';
import { useConferenceId } from '../conference/current-conference';
import { PairSequenceQuery } from './operations';
import { pairFilter } from './pair-filter';

export interface PairPlace {
  /** Addresses of the pairs before and behind this one */
  readonly previous: string | undefined;
  readonly next: string | undefined;
  /** 1 for the first; undefined while the list is on its way, or when the pair is not in it */
  readonly position: number | undefined;
  readonly total: number;
  /** Of the list that it was opened from */
  readonly list: string;
}

/** Where a pair stands in the list that it was opened from. */
export function usePairSequence(path: string): PairPlace {
  const client = useClient();
  const address = useListAddress();
  const conferenceId = useConferenceId();
  const { search } = address;
  const { previous, next, position, total } = useSequence(path, {
    search,
    isSought: address.after !== null,
    readPart: async (after) => {
      const variables = { conferenceId, after, filter: pairFilter(address) };
      const request = client.query(PairSequenceQuery, variables, { requestPolicy: 'network-only' });
      const { data } = await request.toPromise();
      if (data === undefined) return undefined;
      const { nodes, pageInfo, totalCount } = data.possibleDuplicates;
      return {
        ids: nodes.map(({ first, second }) => `/duplicates/${first.id}/${second.id}`),
        total: totalCount,
        next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
      };
    },
  });
  const at = (found: string | undefined) => (found === undefined ? undefined : `${found}${search}`);
  return { previous: at(previous), next: at(next), position, total, list: `/duplicates${search}` };
}
