import type { ListAddress } from '../../lists/use-list-address';
import { known } from '../../lists/words';
import type { NominationsVariables } from './operations';

export const STATES = [
  'DRAFT',
  'RETURNED',
  'SUBMITTED',
  'UNDER_REVIEW',
  'DECIDED',
  'APPROVED',
  'RESERVED',
  'REJECTED',
  'WITHDRAWN',
  'SUPERSEDED',
  'LAPSED',
] as const;
/** Until its release a decision is the host's secret: a body reads of a nomination under review instead. */
export const STATES_OF_BODIES = STATES.filter((state) => state !== 'DECIDED');
export const CAPACITIES = ['DELEGATE', 'SPEAKER', 'OBSERVER', 'PRESS'] as const;
export const ORDERS = ['NAME', 'RANK', 'CREATED_AT', 'UPDATED_AT'] as const;
export type Order = (typeof ORDERS)[number];

/** The order that an address asks for; without one, what changed last comes first. */
export function orderOf(address: Pick<ListAddress, 'one'>): { field: Order; direction: 'ASC' | 'DESC' } {
  const [field] = known([address.one('order')], ORDERS);
  if (field === undefined) return { field: 'UPDATED_AT', direction: 'DESC' };
  return { field, direction: address.one('direction') === 'DESC' ? 'DESC' : 'ASC' };
}

const orUndefined = <Value>(values: readonly Value[]): Value[] | undefined =>
  values.length === 0 ? undefined : [...values];

/** What the list asks the service for, read from its address. */
export function listVariables(
  conferenceId: string,
  address: Pick<ListAddress, 'all' | 'one' | 'after'>,
): NominationsVariables {
  const search = address.one('search');
  return {
    conferenceId,
    after: address.after,
    filter: {
      states: orUndefined(known(address.all('state'), STATES)),
      constituencyIds: orUndefined(address.all('constituency')),
      capacities: orUndefined(known(address.all('capacity'), CAPACITIES)),
      isReady: address.all('ready').includes('true') ? true : undefined,
      bodyIds: orUndefined(address.all('body')),
      search: search === '' ? undefined : search,
    },
    orderBy: orderOf(address),
  };
}
