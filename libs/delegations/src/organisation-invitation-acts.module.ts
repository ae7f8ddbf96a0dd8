import { Module } from '@nestjs/common';
import { StaffDirectory, UserDirectory } from '#libs/access';
import { ConferenceModule } from '#libs/conference';
import { OrganisationActsModule, OrganisationsModule } from '#libs/organisations';
import { AcceptOrganisationInvitation } from './acts/accept-organisation-invitation.act.js';
import { AcknowledgeOrganisationInvitation } from './acts/acknowledge-organisation-invitation.act.js';
import { AdmitOrganisationInvitation } from './acts/admit-organisation-invitation.act.js';
import { AskOrganisationInvitation } from './acts/ask-organisation-invitation.act.js';
import { ApproveOrganisationInvitation } from './acts/approve-organisation-invitation.act.js';
import { DeclineOrganisationInvitation } from './acts/decline-organisation-invitation.act.js';
import { ExtendOrganisationInvitation } from './acts/extend-organisation-invitation.act.js';
import { InvitationActs } from './acts/organisation-invitation-acts.js';
import { RegretOrganisationInvitation } from './acts/regret-organisation-invitation.act.js';
import { RemindOrganisationInvitation } from './acts/remind-organisation-invitation.act.js';
import { RevokeOrganisationInvitation } from './acts/revoke-organisation-invitation.act.js';
import { SendOrganisationInvitation } from './acts/send-organisation-invitation.act.js';
import { UpdateOrganisationInvitation } from './acts/update-organisation-invitation.act.js';
import { Invited } from './invited.js';
import { Correspondents } from './letter/correspondents.js';
import { DrawnLetters } from './letter/drawn-letters.js';
import { IssueLetter } from './letter/issue-letter.js';
import { Letters } from './letter/letters.js';
import { CreateOrganisationInvitation } from './use-cases/create-organisation-invitation.js';

export const INVITATION_ACTS = [
  UpdateOrganisationInvitation,
  ApproveOrganisationInvitation,
  SendOrganisationInvitation,
  AcknowledgeOrganisationInvitation,
  AcceptOrganisationInvitation,
  AskOrganisationInvitation,
  AdmitOrganisationInvitation,
  DeclineOrganisationInvitation,
  RegretOrganisationInvitation,
  RemindOrganisationInvitation,
  ExtendOrganisationInvitation,
  RevokeOrganisationInvitation,
] as const;

/** What the host does with invitations of organisations, for whoever acts as its people: the API, and the demonstration. */
@Module({
  imports: [ConferenceModule, OrganisationsModule, OrganisationActsModule],
  providers: [
    InvitationActs,
    Invited,
    Letters,
    DrawnLetters,
    Correspondents,
    IssueLetter,
    StaffDirectory,
    UserDirectory,
    CreateOrganisationInvitation,
    ...INVITATION_ACTS,
  ],
  exports: [InvitationActs, Invited, Letters, DrawnLetters, CreateOrganisationInvitation, ...INVITATION_ACTS],
})
export class OrganisationInvitationActsModule {}
