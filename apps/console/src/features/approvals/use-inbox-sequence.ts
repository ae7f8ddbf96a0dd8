import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { useListAddress } from '../../lists/use-list-address';
import { usePartOnItsWay } from '../../ui/drawn-together';
import { worksInInbox } from '../access/roles';
import { useSession } from '../access/session';
import { useConferenceId } from '../conference/current-conference';
import { inboxFilter } from './inbox-filter';
import { InboxSequenceQuery } from './operations';

interface Sequence {
  readonly search: string;
  readonly ids: readonly string[];
  readonly total: number;
  readonly next: string | null;
}

export interface Place {
  readonly previous: string | undefined;
  readonly next: string | undefined;
  /** 1 for the first; undefined while the list is on its way, or when the record is not in it */
  readonly position: number | undefined;
  readonly total: number;
  readonly search: string;
}

/** How near the end of what is known the next part of the list is fetched. */
const MARGIN = 5;

/**
 * Where a record stands in the list that it was opened from. The list is read once and kept: a record that was just
 * decided stays in it, so that "next" means what it meant when the person began.
 */
export function useInboxSequence(id: string): Place {
  const client = useClient();
  const address = useListAddress();
  const conferenceId = useConferenceId();
  const canWork = worksInInbox(useSession().grants);
  const [sequence, setSequence] = useState<Sequence>();
  const [failed, setFailed] = useState<string>();
  const { search } = address;
  const isCurrent = sequence?.search === search;
  const ids = isCurrent ? sequence.ids : [];
  const index = ids.indexOf(id);
  const needsMore = !isCurrent || (sequence.next !== null && index >= ids.length - MARGIN);
  const after = isCurrent ? sequence.next : null;
  usePartOnItsWay(!isCurrent && failed !== search);

  useEffect(() => {
    if (!needsMore) return;
    let isWanted = true;
    const filter = inboxFilter(conferenceId, address, canWork);
    const request = client.query(InboxSequenceQuery, { after, filter }, { requestPolicy: 'network-only' });
    void request.toPromise().then(({ data }) => {
      if (!isWanted) return;
      if (!data) {
        setFailed(search);
        return;
      }
      const { nodes, pageInfo, totalCount } = data.inbox;
      setSequence((before) => {
        const known = before?.search === search ? before.ids : [];
        const added = nodes.map(({ nomination }) => nomination.id).filter((other) => !known.includes(other));
        return {
          search,
          ids: [...known, ...added],
          total: before?.search === search ? before.total : totalCount,
          next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
        };
      });
    });
    return () => {
      isWanted = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the address is a new object at each render; `search` stands for all that is read from it
  }, [client, conferenceId, search, after, needsMore]);

  return {
    previous: index > 0 ? ids[index - 1] : undefined,
    next: ids[index + 1],
    position: index === -1 ? undefined : index + 1,
    total: sequence?.total ?? 0,
    search,
  };
}
