import { useClient } from 'urql';
import type { TickedItem } from '../../../lists/use-ticked';
import type { NominationsVariables } from '../operations';
import { MatchingInboxQuery, MatchingNominationsQuery } from './mutations';
import type { VariablesOf } from '../../../api/graphql';

/** Asks which rows match the filters of a list at this moment; undefined where they are too many, or nobody answers. */
export type AskMatching = () => Promise<readonly TickedItem[] | undefined>;

interface AtVersion {
  readonly nominationId: string;
  readonly version: number;
}
const itemsOf = (found: readonly AtVersion[] | undefined): readonly TickedItem[] | undefined =>
  found?.map(({ nominationId: id, version }) => ({ id, version }));
const NOW = { requestPolicy: 'network-only' } as const;

export function useMatchingNominations(): (
  variables: NominationsVariables,
) => Promise<readonly TickedItem[] | undefined> {
  const client = useClient();
  return async (variables) => {
    const { data } = await client.query(MatchingNominationsQuery, variables, NOW).toPromise();
    return itemsOf(data?.matchingNominations);
  };
}

export function useMatchingInbox(filter: VariablesOf<typeof MatchingInboxQuery>['filter']): AskMatching {
  const client = useClient();
  return async () => {
    const { data } = await client.query(MatchingInboxQuery, { filter }, NOW).toPromise();
    return itemsOf(data?.matchingInbox);
  };
}
