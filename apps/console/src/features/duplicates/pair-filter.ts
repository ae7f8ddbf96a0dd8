import type { ListAddress } from '../../lists/use-list-address';
import { known } from '../../lists/words';
import type { PairFilter } from './operations';

export const PAIR_STATES = ['OPEN', 'LATER', 'SAME', 'DIFFERENT'] as const;

/** What the list of pairs asks the service for, read from its address. Without a state: the open ones. */
export function pairFilter(address: Pick<ListAddress, 'all'>): PairFilter {
  const states = known(address.all('state'), PAIR_STATES);
  const constituencyIds = address.all('constituency');
  return {
    states: states.length === 0 ? undefined : states,
    constituencyIds: constituencyIds.length === 0 ? undefined : [...constituencyIds],
  };
}
