import { type Actor, hasConferenceRole, hasOrganisationRole, Refusal } from '#libs/kernel';
import { contains, type Conference } from '#libs/conference';
import { type OrganisationInvitationState } from '../domain/organisation-invitation.lifecycle.js';

/** Whose delegation it is. */
export interface WhoseDelegation {
  readonly conferenceId: string;
  readonly organisationId: string;
}

const FROZEN = 'Delegations are frozen. Ask the host, whose officers can still change them.';

/** Whether the window DELEGATION lets whoever answers for an organisation change its delegation; without one nothing is frozen. */
export function areDelegationsOpen({ windows }: Pick<Conference, 'windows'>, at: Date): boolean {
  const times = windows.filter(({ kind }) => kind === 'DELEGATION');
  return times.length === 0 || times.some((window) => contains(window, at));
}

const isOfHost = (actor: Actor, { conferenceId }: WhoseDelegation): boolean =>
  hasConferenceRole(actor, conferenceId, 'HOST_OFFICER');

/** Whether somebody changes a delegation at any time at all: whoever answers for the organisation, and officers of the host. */
export const changesDelegation = (actor: Actor, whose: WhoseDelegation): boolean =>
  isOfHost(actor, whose) || hasOrganisationRole(actor, whose.organisationId, 'FOCAL_POINT');

/** Throws DELEGATIONS_FROZEN for whoever has to ask the host. */
export function requireOpen(actor: Actor, whose: WhoseDelegation, isOpen: boolean): void {
  if (!isOpen && !isOfHost(actor, whose)) throw new Refusal('DELEGATIONS_FROZEN', FROZEN);
}

/** Whether the caller can name and take out delegates now. */
export const canNameDelegates = (
  actor: Actor,
  facts: WhoseDelegation & { readonly state: OrganisationInvitationState; readonly isOpen: boolean },
): boolean =>
  actor.kind === 'user' &&
  actor.canWrite &&
  facts.state === 'ACCEPTED' &&
  (isOfHost(actor, facts) || (facts.isOpen && changesDelegation(actor, facts)));
