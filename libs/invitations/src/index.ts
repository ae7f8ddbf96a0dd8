/** The door of invitations: inviting people, what they answered, the page for their answer. */
export { CAPACITIES, type Capacity, INVITATION_STATES, type InvitationState } from './domain/invitation.js';
export { invitationConfirmed, invitationDeclined, invitationLapsed } from './invitation.events.js';
export { hashInvitationToken, invitationToken, tokenAsTyped } from './domain/invitation-token.js';
export { CapacityEnum, InvitationStateEnum, InvitationType } from './graphql/invitation.type.js';
export {
  type InvitationSource,
  InvitationSources,
  type InvitedPlace,
  type PlaceStanding,
  type SourceOfInvitation,
} from './invitation-sources.js';
export { Invitations, type InvitationView } from './invitations.facade.js';
export { InvitationsGraphqlModule } from './invitations-graphql.module.js';
export { InvitationsJobsModule } from './invitations-jobs.module.js';
export { InvitationsModule } from './invitations.module.js';
export {
  type InvitationPreview,
  InvitationPreviews,
  type PossibleInvitee,
} from './queries/invitation-previews.js';
export { type InvitationToIssue } from './use-cases/issue-invitations.js';
export { AnswerInvitation } from './use-cases/answer-invitation.js';
export { NEWEST_OF_SOURCES } from './persistence/invitation.statements.js';
