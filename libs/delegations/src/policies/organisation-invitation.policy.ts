import { type Actor, hasConferenceRole, hasOrganisationRole, type Role } from '#libs/kernel';
import {
  type OrganisationInvitationAction,
  organisationInvitationLifecycle,
  type OrganisationInvitationState,
  yesIn,
} from '../domain/organisation-invitation.lifecycle.js';

/** Officers of the host draft, send and record answers; approvers approve. What comes by itself is nobody's. */
const WHO: Readonly<Record<OrganisationInvitationAction, readonly Role[]>> = {
  UPDATE: ['HOST_OFFICER'],
  APPROVE: ['HOST_APPROVER'],
  SEND: ['HOST_OFFICER'],
  ACKNOWLEDGE: ['HOST_OFFICER'],
  ACCEPT: ['HOST_OFFICER'],
  ASK: [],
  ADMIT: ['HOST_OFFICER'],
  DECLINE: ['HOST_OFFICER'],
  REGRET: ['HOST_OFFICER'],
  LAPSE: [],
  REMIND: ['HOST_OFFICER'],
  EXTEND: ['HOST_OFFICER'],
  REVOKE: ['HOST_OFFICER'],
};

/** What whoever answers for the organisation does. */
const OF_ORGANISATION: readonly OrganisationInvitationAction[] = ['ACCEPT', 'ASK', 'REGRET'];

export const WHO_DRAFTS = 'Invitations of organisations are drafted by officers of the host.';
export const WHO_MAY: Readonly<Record<OrganisationInvitationAction, string>> = {
  UPDATE: 'Only an officer of the host changes an invitation.',
  APPROVE: 'Only an approver of the host approves an invitation.',
  SEND: 'Only an officer of the host sends an invitation.',
  ACKNOWLEDGE: 'Only an officer of the host records what came back.',
  ACCEPT:
    'Only whoever answers for the organisation accepts, or an officer of the host for what came on paper.',
  ASK: 'Only whoever answers for the organisation asks the host.',
  ADMIT: 'Only an officer of the host admits an organisation after the date or its regrets.',
  DECLINE: 'Only an officer of the host answers an organisation that asks.',
  REGRET:
    'Only whoever answers for the organisation sends its regrets, or an officer of the host for what came on paper.',
  LAPSE: 'An invitation lapses by itself.',
  REMIND: 'Only an officer of the host reminds an organisation.',
  EXTEND: 'Only an officer of the host gives a later date for replies.',
  REVOKE: 'Only an officer of the host revokes an invitation.',
};

/** What the rules look at. */
export interface InvitationFacts {
  readonly conferenceId: string;
  readonly organisationId: string;
  readonly state: OrganisationInvitationState;
  readonly editors: readonly string[];
  readonly acknowledgedAt: Date | null;
  /** When the organisation asked to accept after all; null: it has not, or is answered. */
  readonly askedAt: Date | null;
  /** The date for replies is over. */
  readonly isPast: boolean;
}

export const mayEver = (
  actor: Actor,
  { conferenceId, organisationId }: Pick<InvitationFacts, 'conferenceId' | 'organisationId'>,
  action: OrganisationInvitationAction,
): boolean =>
  hasConferenceRole(actor, conferenceId, ...WHO[action]) ||
  (OF_ORGANISATION.includes(action) && hasOrganisationRole(actor, organisationId, 'FOCAL_POINT'));

/** Nobody approves what they have drafted or changed, at any time. */
export const hasPart = (actor: Actor, { editors }: Pick<InvitationFacts, 'editors'>): boolean =>
  actor.kind === 'user' && editors.includes(actor.userId);

/** In time an organisation is recorded as accepting; after the date it is the host who admits it. A letter is acknowledged once. */
export function isOpen(
  { state, acknowledgedAt, askedAt, isPast }: InvitationFacts,
  action: OrganisationInvitationAction,
): boolean {
  if (organisationInvitationLifecycle.next(state, action) === undefined) return false;
  if (action === 'ACCEPT') return !isPast;
  if (action === 'DECLINE') return askedAt !== null;
  // Whoever has asked waits for the host, not the host for them.
  if (action === 'REMIND') return askedAt === null;
  if (action === 'ASK') return yesIn(state, isPast) === 'ASK_HOST' && askedAt === null;
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
            mayEver(actor, facts, action) &&
            (action !== 'APPROVE' || !hasPart(actor, facts)),
        )
    : [];
