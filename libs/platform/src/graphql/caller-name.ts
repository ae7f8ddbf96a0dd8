import { networkOf } from '../net/network-of.js';
import { type GraphQLContext } from './graphql-context.js';

/** Who asks, as far as what they may cost is concerned. */
export type Caller = Pick<GraphQLContext, 'actor' | 'clientAddress'>;

/**
 * Whose turn it is, and whose connections are counted: a person with all sessions and tokens is one caller, and so are all systems
 * of a body, so that making tokens makes no room in the process; whoever is not signed in is one with everybody else at the address.
 */
export function callerName({ actor, clientAddress }: Caller): string {
  if (actor.kind !== 'user') return addressName(clientAddress);
  return actor.systemOf === undefined ? `user ${actor.userId}` : `body ${actor.systemOf}`;
}

/**
 * Whose bucket a request is charged to: each API token has its own, so that the systems that work for one person do not starve
 * each other or the person, whose sessions share one.
 */
export const bucketName = (caller: Caller): string =>
  caller.actor.kind === 'user' && caller.actor.via === 'token'
    ? `token ${caller.actor.credentialId}`
    : callerName(caller);

export const addressName = (address: string): string => `address ${networkOf(address)}`;
