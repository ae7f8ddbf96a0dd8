import { Module } from '@nestjs/common';
import { ConferenceModule } from '#libs/conference';
import { OrganisationsGraphqlModule, OrganisationsModule } from '#libs/organisations';
import { FocalPoints } from '#libs/access';
import { IssuingGraphqlModule } from '#libs/issuing';
import { resolversOf } from '#libs/platform';
import { INVITATION_EDGE, OrganisationInvitationAnswer } from './graphql/act-edges.js';
import { DelegateResolver } from './graphql/delegate.resolver.js';
import { OwnInvitationResolver } from './graphql/own-invitation.resolver.js';
import { OrganisationInvitationResolver } from './graphql/organisation-invitation.resolver.js';
import { OrganisationLetterResolver } from './graphql/organisation-letter.resolver.js';
import { INVITATION_ACTS, OrganisationInvitationActsModule } from './organisation-invitation-acts.module.js';
import { Delegates } from './members/delegates.js';
import { NameDelegate } from './members/name-delegate.js';
import { RemoveDelegate } from './members/remove-delegate.js';
import { InvitedNames } from './queries/invited-names.js';
import { LetterRoute } from './letter/drawn-letters.js';
import { LetterState } from './queries/letter-state.js';
import { OrganisationInvitations } from './queries/organisation-invitations.js';

/** Made once, however often a process starts: types of GraphQL are of the process. */
const MUTATIONS = resolversOf(INVITATION_ACTS, INVITATION_EDGE);

/** What the API process adds: invitations of organisations, and what the host does with them. */
@Module({
  imports: [
    ConferenceModule,
    OrganisationsModule,
    OrganisationsGraphqlModule,
    IssuingGraphqlModule,
    OrganisationInvitationActsModule,
  ],
  providers: [
    OrganisationInvitations,
    LetterState,
    LetterRoute,
    OrganisationInvitationResolver,
    InvitedNames,
    FocalPoints,
    OwnInvitationResolver,
    Delegates,
    NameDelegate,
    RemoveDelegate,
    DelegateResolver,
    OrganisationLetterResolver,
    OrganisationInvitationAnswer,
    ...MUTATIONS,
  ],
  exports: [OrganisationInvitationActsModule],
})
export class DelegationsGraphqlModule {}
