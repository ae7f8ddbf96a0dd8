import { Module } from '@nestjs/common';
import { ConferenceModule } from '#libs/conference';
import { OrganisationDirectory } from './organisation-directory.js';

/** What other contexts ask, in every process. */
@Module({
  imports: [ConferenceModule],
  providers: [OrganisationDirectory],
  exports: [OrganisationDirectory],
})
export class OrganisationsModule {}
