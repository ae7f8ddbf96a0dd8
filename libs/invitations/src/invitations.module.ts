import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { ConferenceModule } from '#libs/conference';
import { LinkSources, NotificationsModule } from '#libs/notifications';
import { InvitationLinks } from './invitation-links.js';
import { InvitationSources } from './invitation-sources.js';
import { Invitations } from './invitations.facade.js';
import { personalInvitation } from './messages/personal-invitation.message.js';
import { InvitationPreviews } from './queries/invitation-previews.js';
import { CancelInvitation } from './use-cases/cancel-invitation.js';
import { CorrectInvitee } from './use-cases/correct-invitee.js';
import { RedirectInvitation } from './use-cases/redirect-invitation.js';
import { IssueInvitations } from './use-cases/issue-invitations.js';

/** Inviting people, for every context of the process. The installation's secret comes from the access context. */
@Global()
@Module({
  imports: [ConferenceModule, NotificationsModule],
  providers: [
    InvitationLinks,
    InvitationSources,
    Invitations,
    InvitationPreviews,
    IssueInvitations,
    CancelInvitation,
    RedirectInvitation,
    CorrectInvitee,
  ],
  exports: [Invitations, InvitationPreviews, InvitationSources, NotificationsModule],
})
export class InvitationsModule implements OnModuleInit {
  constructor(
    private readonly sources: LinkSources,
    private readonly links: InvitationLinks,
  ) {}

  onModuleInit(): void {
    this.sources.register(personalInvitation, (subject, { linkVersion }) =>
      this.links.pathFor(subject.id, linkVersion),
    );
  }
}
