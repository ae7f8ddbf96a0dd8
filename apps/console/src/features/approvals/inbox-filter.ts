import type { ListAddress } from '../../lists/use-list-address';
import { known } from '../../lists/words';
import type { InboxVariables } from './operations';

export const CLAIMS = ['MINE', 'NOBODYS', 'COLLEAGUES'] as const;
export const STAGES = ['REVIEW', 'SIGN_OFF', 'RELEASE'] as const;

/** The address's word for work that waits for somebody else as well; without it, only what this person can do. */
export const EVERYBODYS = 'everybody';
export const OVERDUE = 'overdue';

/**
 * What the inbox asks the service for, read from its address.
 * @param canWork whether some of it can be this person's work; who only reads is shown everybody's.
 */
export function inboxFilter(
  conferenceId: string,
  address: Pick<ListAddress, 'all' | 'one'>,
  canWork: boolean,
): NonNullable<InboxVariables['filter']> {
  const stages = known(address.all('stage'), STAGES);
  const claims = known(address.all('claim'), CLAIMS);
  const bodyIds = address.all('body');
  const search = address.one('search');
  return {
    conferenceId,
    stages: stages.length === 0 ? undefined : stages,
    bodyIds: bodyIds.length === 0 ? undefined : [...bodyIds],
    claims: claims.length === 0 ? undefined : claims,
    isOverdue: address.all('due').includes(OVERDUE) ? true : undefined,
    search: search === '' ? undefined : search,
    actionable: canWork && !address.all('whose').includes(EVERYBODYS) ? true : undefined,
  };
}
