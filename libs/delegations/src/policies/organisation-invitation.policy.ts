import { type Actor, hasConferenceRole, type Role } from '#libs/kernel';
import {
  type OrganisationInvitationAction,
  organisationInvitationLifecycle,
  type OrganisationInvitationState,
} from '../domain/organisation-invitation.lifecycle.js';

/** Officers of the host draft, send and record answers; approvers approve. What comes by itself is nobody's. */
const WHO: Readonly<Record<OrganisationInvitationAction, readonly Role[]>> = {
  UPDATE: ['HOST_OFFICER'],
  APPROVE: ['HOST_APPROVER'],
  SEND: ['HOST_OFFICER'],
  ACKNOWLEDGE: ['HOST_OFFICER'],
  ACCEPT: ['HOST_OFFICER'],
  ADMIT: ['HOST_OFFICER'],
  REGRET: ['HOST_OFFICER'],
  LAPSE: [],
  REVOKE: ['HOST_OFFICER'],
};

export const WHO_DRAFTS = 'Invitations of organisations are drafted by officers of the host.';
export const WHO_MAY: Readonly<Record<OrganisationInvitationAction, string>> = {
  UPDATE: 'Only an officer of the host changes an invitation.',
  APPROVE: 'Only an approver of the host approves an invitation.',
  SEND: 'Only an officer of the host sends an invitation.',
  ACKNOWLEDGE: 'Only an officer of the host records what came back.',
  ACCEPT: 'Only an officer of the host records what came back.',
  ADMIT: 'Only an officer of the host admits an organisation after the date or its regrets.',
  REGRET: 'Only an officer of the host records what came back.',
  LAPSE: 'An invitation lapses by itself.',
  REVOKE: 'Only an officer of the host revokes an invitation.',
};

/** What the rules look at. */
export interface InvitationFacts {
  readonly conferenceId: string;
  readonly state: OrganisationInvitationState;
  readonly editors: readonly string[];
  readonly acknowledgedAt: Date | null;
  /** The date for replies is over. */
  readonly isPast: boolean;
}

export const mayEver = (actor: Actor, conferenceId: string, action: OrganisationInvitationAction): boolean =>
  hasConferenceRole(actor, conferenceId, ...WHO[action]);

/** Nobody approves what they have drafted or changed, at any time. */
export const hasPart = (actor: Actor, { editors }: Pick<InvitationFacts, 'editors'>): boolean =>
  actor.kind === 'user' && editors.includes(actor.userId);

/** In time an organisation is recorded as accepting; after the date it is the host who admits it. A letter is acknowledged once. */
export function isOpen(
  { state, acknowledgedAt, isPast }: InvitationFacts,
  action: OrganisationInvitationAction,
): boolean {
  if (organisationInvitationLifecycle.next(state, action) === undefined) return false;
  if (action === 'ACCEPT') return !isPast;
  if (action === 'ADMIT') return state !== 'SENT' || isPast;
  return action !== 'ACKNOWLEDGE' || acknowledgedAt === null;
}

export const availableActions = (
  actor: Actor,
  facts: InvitationFacts,
): readonly OrganisationInvitationAction[] =>
  actor.kind === 'user' && actor.canWrite
    ? organisationInvitationLifecycle
        .actionsIn(facts.state)
        .filter(
          (action) =>
            isOpen(facts, action) &&
            mayEver(actor, facts.conferenceId, action) &&
            (action !== 'APPROVE' || !hasPart(actor, facts)),
        )
    : [];
