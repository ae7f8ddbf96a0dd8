import { defineLifecycle } from '#libs/kernel';

export const INVITATION_STATES = ['PENDING', 'CONFIRMED', 'DECLINED', 'LAPSED', 'CANCELLED'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

/** As what the person comes. */
export const CAPACITIES = ['DELEGATE', 'SPEAKER', 'OBSERVER', 'PRESS'] as const;
export type Capacity = (typeof CAPACITIES)[number];

export type InvitationAction = 'CONFIRM' | 'DECLINE' | 'LAPSE' | 'CANCEL';

/** Whoever has answered may change the answer until the answers close; who has declined, as long as the place is there. */
export const invitationLifecycle = defineLifecycle<InvitationState, InvitationAction>({
  states: INVITATION_STATES,
  initial: 'PENDING',
  transitions: [
    { action: 'CONFIRM', from: ['PENDING', 'DECLINED'], to: 'CONFIRMED' },
    { action: 'DECLINE', from: ['PENDING', 'CONFIRMED'], to: 'DECLINED' },
    { action: 'LAPSE', from: ['PENDING'], to: 'LAPSED' },
    { action: 'CANCEL', from: ['PENDING', 'CONFIRMED'], to: 'CANCELLED' },
  ],
});

/** Why an answer cannot be taken any more, in words for the person at the link. */
export function whyAnswered(state: InvitationState): string {
  switch (state) {
    case 'PENDING':
      return 'This invitation waits for its answer.';
    case 'CONFIRMED':
      return 'You have accepted this invitation already.';
    case 'DECLINED':
      return 'You have declined this invitation already.';
    case 'LAPSED':
      return 'The time to answer this invitation is over.';
    case 'CANCELLED':
      return 'This invitation no longer holds. If a newer one was sent to you, use the link in that mail.';
  }
}

/** Why an invitation is not sent to another address, in words for the body and the host. */
export function whyNotRedirected(state: Exclude<InvitationState, 'CANCELLED'>): string {
  switch (state) {
    case 'PENDING':
      return 'The invitation is being changed by somebody else. Try again.';
    case 'CONFIRMED':
      return 'The person has accepted the invitation by the link that went to this address, so the address works.';
    case 'DECLINED':
      return 'The person has declined the invitation by the link that went to this address, so the address works.';
    case 'LAPSED':
      return 'The time to answer the invitation is over and its place was given back. Nominate the person again.';
  }
}

/** Why facts about the person stand as they were sent. */
export function whyNotCorrected(state: Exclude<InvitationState, 'CANCELLED'>): string {
  switch (state) {
    case 'PENDING':
      return 'The invitation is being changed by somebody else. Try again.';
    case 'CONFIRMED':
    case 'DECLINED':
      return 'The person has answered the invitation, so this is not corrected any more. Ask the host.';
    case 'LAPSED':
      return 'The time to answer the invitation is over and its place was given back. Nominate the person again.';
  }
}

/** Why nobody else takes the place of an invitation. */
export function whyNotStanding(state: 'DECLINED' | 'LAPSED'): string {
  return state === 'DECLINED'
    ? 'The person has declined, and the place was given back. Nominate somebody else for a place that is free.'
    : 'The time to answer the invitation is over and its place was given back. Nominate somebody else for a place that is free.';
}

/**
 * Milliseconds before the deadline at which a person who has not answered is reminded: the last quarter of the time. None
 * where there are less than two days; deadlines are on the minute, so a begun hour counts as a whole one.
 */
export function reminderBeforeMs(hoursLeft: number): number | null {
  return Math.ceil(hoursLeft) < 48 ? null : (hoursLeft * 3_600_000) / 4;
}
