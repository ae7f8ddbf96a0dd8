import { Module } from '@nestjs/common';
import { ConferenceModule } from '#libs/conference';
import { LapseOrganisationInvitation } from './jobs/lapse-organisation-invitation.job.js';
import { LetterMail } from './letter/letter-mail.js';

/** What the worker adds: invitations lapse behind the date for replies; letters go with their mail. */
@Module({
  imports: [ConferenceModule],
  providers: [LapseOrganisationInvitation, LetterMail],
  exports: [LapseOrganisationInvitation],
})
export class DelegationsJobsModule {}
