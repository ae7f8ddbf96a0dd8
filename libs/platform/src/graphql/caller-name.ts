import { networkOf } from '../net/network-of.js';
import { type GraphQLContext } from './graphql-context.js';

/** Who asks, as far as what they may cost is concerned. */
export type Caller = Pick<GraphQLContext, 'actor' | 'clientAddress'>;

/**
 * A person with all sessions and tokens is one caller, so that making tokens makes no room; whoever is not signed in is one
 * with everybody else at the address.
 */
export const callerName = ({ actor, clientAddress }: Caller): string =>
  actor.kind === 'user' ? `user ${actor.userId}` : addressName(clientAddress);

export const addressName = (address: string): string => `address ${networkOf(address)}`;
