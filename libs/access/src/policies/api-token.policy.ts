import { type Actor, hasBodyRole } from '#libs/kernel';
import { type ApiToken } from '../domain/api-token.js';
import { mayManage } from './staff.policy.js';

/** Coordinators make tokens of their own body: who works for it is theirs to say. An administrator ends them and makes none. */
export const mayMakeTokenOf = (actor: Actor, bodyId: string): boolean =>
  hasBodyRole(actor, bodyId, 'PARTNER_COORDINATOR');

/** Whoever owns it, and of a body's token whoever gives the roles of the body. Who only reads ends nothing. */
export function mayRevoke(actor: Actor, token: ApiToken & { readonly userId: string }): boolean {
  if (actor.kind !== 'user' || !actor.canWrite) return false;
  const { conferenceId, bodyId, role } = token;
  if (token.userId === actor.userId) return true;
  return conferenceId !== null && role !== null && mayManage(actor, { conferenceId, bodyId, role });
}
