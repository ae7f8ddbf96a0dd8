import { type OrganisationInvitationState } from './organisation-invitation.lifecycle.js';
import { type Member, seatBalances, type Seats } from './seats.js';

/**
 * How an organisation stands on the board: its stored state, and behind an acceptance how far its delegation is. Computed when it is
 * read, so it goes back by itself when a member leaves or a seat is added.
 */
export const STANDINGS = [
  'DRAFT',
  'APPROVED',
  'SENT',
  'OPENED',
  'ACCEPTED',
  'NAMED',
  'COMPLETE',
  'REGRETS',
  'LAPSED',
  'REVOKED',
] as const;
export type Standing = (typeof STANDINGS)[number];

export interface Delegation {
  readonly state: OrganisationInvitationState;
  /** Somebody who answers for the organisation has opened the letter. */
  readonly isOpened: boolean;
  readonly seats: Seats;
  readonly members: readonly (Member & {
    /** Confirmed, and with all that the conference needs of them. */
    readonly isReady: boolean;
  })[];
  /** The focal point has said that nobody more will come. */
  readonly isClosed: boolean;
}

/**
 * NAMED: it has members. COMPLETE: it has a head where one is offered, every member is ready, and all seats are taken or the focal point has
 * said that nobody more comes. Without a head it is never complete.
 */
export function standingOf({ state, isOpened, seats, members, isClosed }: Delegation): Standing {
  if (state === 'SENT') return isOpened ? 'OPENED' : 'SENT';
  if (state !== 'ACCEPTED' || members.length === 0) return state;
  const isFull = seatBalances(seats, members).every(({ free }) => free === 0);
  const heads = members.filter(({ role }) => role === 'HEAD').length;
  const isComplete = heads === 1 && (isFull || isClosed) && members.every(({ isReady }) => isReady);
  return isComplete ? 'COMPLETE' : 'NAMED';
}
