import { Module } from '@nestjs/common';
import { ConferenceModule } from '#libs/conference';
import { LapseOrganisationInvitation } from './jobs/lapse-organisation-invitation.job.js';

/** What the worker adds: invitations lapse behind the date for replies. */
@Module({
  imports: [ConferenceModule],
  providers: [LapseOrganisationInvitation],
  exports: [LapseOrganisationInvitation],
})
export class DelegationsJobsModule {}
