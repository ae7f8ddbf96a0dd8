/** The door of delegations: how the invitation of an organisation goes, its seats, dates and chasers; what the host does with it. */
export { AcceptOrganisationInvitation } from './acts/accept-organisation-invitation.act.js';
export { AcknowledgeOrganisationInvitation } from './acts/acknowledge-organisation-invitation.act.js';
export { ApproveOrganisationInvitation } from './acts/approve-organisation-invitation.act.js';
export { RegretOrganisationInvitation } from './acts/regret-organisation-invitation.act.js';
export { RevokeOrganisationInvitation } from './acts/revoke-organisation-invitation.act.js';
export { SendOrganisationInvitation } from './acts/send-organisation-invitation.act.js';
export { DelegationsGraphqlModule } from './delegations-graphql.module.js';
export { DelegationsJobsModule } from './delegations-jobs.module.js';
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
export { OrganisationInvitationActsModule } from './organisation-invitation-acts.module.js';
export { CreateOrganisationInvitation } from './use-cases/create-organisation-invitation.js';
