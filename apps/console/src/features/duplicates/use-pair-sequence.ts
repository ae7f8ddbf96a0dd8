import { useState } from 'react';
import { useRead } from '../../api/use-read';
import { useListAddress } from '../../lists/use-list-address';
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

interface Sequence {
  readonly search: string;
  readonly paths: readonly string[];
  readonly total: number;
}

/**
 * Where a pair stands in the list that it was opened from, of which the first hundred are walked through. It is read once and
 * kept: a pair that was just judged stays in it, so that "next" means what it meant when the person began.
 */
export function usePairSequence(path: string): PairPlace {
  const address = useListAddress();
  const { search } = address;
  const [kept, setKept] = useState<Sequence>();
  const isKept = kept?.search === search;
  const read = useRead(
    PairSequenceQuery,
    { conferenceId: useConferenceId(), filter: pairFilter(address) },
    isKept,
  );
  if (!isKept && read.state === 'ready') {
    const { nodes, totalCount } = read.data.possibleDuplicates;
    setKept({
      search,
      paths: nodes.map(({ first, second }) => `/duplicates/${first.id}/${second.id}`),
      total: totalCount,
    });
  }
  const paths = isKept ? kept.paths : [];
  const index = paths.indexOf(path);
  const at = (place: number) => {
    const found = paths[place];
    return found === undefined ? undefined : `${found}${search}`;
  };
  return {
    previous: index > 0 ? at(index - 1) : undefined,
    next: at(index + 1),
    position: index === -1 ? undefined : index + 1,
    total: kept?.total ?? 0,
    list: `/duplicates${search}`,
  };
}
