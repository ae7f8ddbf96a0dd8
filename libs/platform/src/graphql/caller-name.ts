import { networkOf } from '../net/network-of.js';
import { type GraphQLContext } from './graphql-context.js';

/** Who asks, as far as what they may cost is concerned. */
export type Caller = Pick<GraphQLContext, 'actor' | 'clientAddress'>;

/**
 * Whose turn it is, and whose connections are counted: a person with all sessions and tokens is one caller, so that making
 * tokens makes no room in the process; whoever is not signed in is one with everybody else at the address.
 */
export const callerName = ({ actor, clientAddress }: Caller): string =>
  actor.kind === 'user' ? `user ${actor.userId}` : addressName(clientAddress);

/**
 * Whose bucket a request is charged to: each API token has its own, so that the systems that work for one person do not starve
 * each other or the person, whose sessions share one.
 */
export const bucketName = (caller: Caller): string =>
  caller.actor.kind === 'user' && caller.actor.via === 'token'
    ? `token ${caller.actor.credentialId}`
    : callerName(caller);

export const addressName = (address: string): string => `address ${networkOf(address)}`;
