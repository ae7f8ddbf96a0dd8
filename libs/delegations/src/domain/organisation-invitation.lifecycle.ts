import { defineLifecycle } from '#libs/kernel';

/**
 * Where the invitation of an organisation stands. A no is REGRETS whenever it comes; DECLINED is a person's no. That the letter was opened,
 * that a delegation is named and that it is complete are read from what is there (`standingOf`), so that they go back by themselves.
 */
export const ORGANISATION_INVITATION_STATES = [
  'DRAFT',
  'APPROVED',
  'SENT',
  'ACCEPTED',
  'REGRETS',
  'LAPSED',
  'REVOKED',
] as const;
export type OrganisationInvitationState = (typeof ORGANISATION_INVITATION_STATES)[number];

/** What is done to an invitation, in the order in which it is offered. LAPSE comes by itself at the end of the date for replies. */
export const ORGANISATION_INVITATION_ACTIONS = [
  'UPDATE',
  'APPROVE',
  'SEND',
  'ACKNOWLEDGE',
  'ACCEPT',
  'ASK',
  'ADMIT',
  'DECLINE',
  'REGRET',
  'LAPSE',
  'REMIND',
  'EXTEND',
  'REVOKE',
] as const;
export type OrganisationInvitationAction = (typeof ORGANISATION_INVITATION_ACTIONS)[number];

/** Where an organisation may ask to accept after all. */
const ASKS_IN = ['SENT', 'REGRETS', 'LAPSED'] as const;

/**
 * A change takes an approval back: what goes out is what was approved. ACCEPT and REGRET are the organisation's, done by whoever
 * answers for it, or recorded by the host for a note that came on paper. After its regrets or after the date an organisation may ASK. ADMIT is the host's yes to that, DECLINE its no.
 * EXTEND gives a later date for replies: who has let the date pass may answer again.
 */
export const organisationInvitationLifecycle = defineLifecycle<
  OrganisationInvitationState,
  OrganisationInvitationAction
>({
  states: ORGANISATION_INVITATION_STATES,
  initial: 'DRAFT',
  transitions: [
    { action: 'UPDATE', from: ['DRAFT', 'APPROVED'], to: 'DRAFT' },
    { action: 'APPROVE', from: ['DRAFT'], to: 'APPROVED' },
    { action: 'SEND', from: ['APPROVED'], to: 'SENT' },
    { action: 'ACKNOWLEDGE', from: ['SENT'], to: 'SENT' },
    { action: 'ACCEPT', from: ['SENT'], to: 'ACCEPTED' },
    ...ASKS_IN.map((state) => ({ action: 'ASK' as const, from: [state], to: state })),
    { action: 'ADMIT', from: ASKS_IN, to: 'ACCEPTED' },
    ...ASKS_IN.map((state) => ({ action: 'DECLINE' as const, from: [state], to: state })),
    { action: 'REGRET', from: ['SENT', 'ACCEPTED', 'LAPSED'], to: 'REGRETS' },
    { action: 'LAPSE', from: ['SENT'], to: 'LAPSED' },
    { action: 'REMIND', from: ['SENT'], to: 'SENT' },
    { action: 'REMIND', from: ['LAPSED'], to: 'LAPSED' },
    { action: 'EXTEND', from: ['SENT', 'LAPSED'], to: 'SENT' },
    { action: 'REVOKE', from: ['DRAFT', 'APPROVED', 'SENT', 'ACCEPTED', 'REGRETS', 'LAPSED'], to: 'REVOKED' },
  ],
});

export type Yes =
  /** The organisation accepts by itself. */
  | 'ACCEPT'
  /** Its yes is a question to the host, who may ADMIT it: seats may be somebody else's by now. */
  | 'ASK_HOST'
  /** There is nothing to accept. */
  | 'NONE';

/**
 * What a focal point's yes does. After the date for replies, and after regrets, it is asked of the host in one press, and never happens
 * by itself.
 * @param isPast the date for replies is over
 */
export function yesIn(state: OrganisationInvitationState, isPast: boolean): Yes {
  if (state === 'SENT') return isPast ? 'ASK_HOST' : 'ACCEPT';
  return state === 'REGRETS' || state === 'LAPSED' ? 'ASK_HOST' : 'NONE';
}
