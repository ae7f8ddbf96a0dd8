import { Module } from '@nestjs/common';
import { InvitationResolver } from './graphql/invitation.resolver.js';
import { InvitationsModule } from './invitations.module.js';
import { PersonalInvitation } from './queries/personal-invitation.js';
import { AnswerInvitation } from './use-cases/answer-invitation.js';

/** What the API process adds: the invitee's page. */
@Module({
  imports: [InvitationsModule],
  providers: [InvitationResolver, PersonalInvitation, AnswerInvitation],
})
export class InvitationsGraphqlModule {}
