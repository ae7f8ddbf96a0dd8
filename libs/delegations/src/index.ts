/** The door of delegations: how the invitation of an organisation goes, its seats, dates and chasers. Pure; no Nest, no TypeORM. */
export { chaserPlan, type ChaserPlan, chasersOf, type Chased } from './domain/chasers.js';
export {
  ORGANISATION_INVITATION_STATES,
  type OrganisationInvitationAction,
  organisationInvitationLifecycle,
  type OrganisationInvitationState,
  type Yes,
  yesIn,
} from './domain/organisation-invitation.lifecycle.js';
export { endOfDay, replyDateWords, type ReplyDateWords } from './domain/reply-date.js';
export {
  hasFreeSeat,
  type Member,
  SEAT_ROLES,
  type SeatBalance,
  seatBalances,
  type SeatRole,
  type Seats,
  type SeatsProblem,
  seatsProblems,
} from './domain/seats.js';
export { type Delegation, type Standing, standingOf, STANDINGS } from './domain/standing.js';
