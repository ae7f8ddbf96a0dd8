import { useClient } from 'urql';
import { useListAddress } from '../../lists/use-list-address';
import { useSequence, type Place } from '../../lists/use-sequence';
import { worksInInbox } from '../access/roles';
import { useSession } from '../access/session';
import { useConferenceId } from '../conference/current-conference';
import { inboxFilter } from './inbox-filter';
import { InboxSequenceQuery } from './operations';

/** Where a record stands in the inbox as it was opened. */
export function useInboxSequence(id: string): Place {
  const client = useClient();
  const address = useListAddress();
  const conferenceId = useConferenceId();
  const canWork = worksInInbox(useSession().grants);
  return useSequence(id, {
    search: address.search,
    isSought: address.after !== null,
    readPart: async (after) => {
      const filter = inboxFilter(conferenceId, address, canWork);
      const request = client.query(InboxSequenceQuery, { after, filter }, { requestPolicy: 'network-only' });
      const { data } = await request.toPromise();
      if (data === undefined) return undefined;
      const { nodes, pageInfo, totalCount } = data.inbox;
      return {
        ids: nodes.map(({ nomination }) => nomination.id),
        total: totalCount,
        next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
      };
    },
  });
}
