import { Module } from '@nestjs/common';
import { ApprovalsJobsModule } from '#libs/approvals';
import { PlacesJobsModule } from '#libs/places';
import { ScreeningJobsModule } from '#libs/screening';
import { LapseUnanswered, RemindAnswer } from './jobs/answer-deadline.job.js';
import { TellOfReady } from './jobs/tell-of-ready.job.js';
import { ReleasePlaceWhenNominationWithdrawn } from './listeners/release-place-when-nomination-withdrawn.listener.js';
import { ExternalReferences } from './queries/external-references.js';
import { NominationsModule } from './nominations.module.js';
import { SweepMerges } from './sweeps/sweep-merges.js';

const HANDLERS = [LapseUnanswered, RemindAnswer, TellOfReady, ReleasePlaceWhenNominationWithdrawn];

/** What the worker adds. */
@Module({
  imports: [NominationsModule, ApprovalsJobsModule, PlacesJobsModule, ScreeningJobsModule],
  providers: [...HANDLERS, ExternalReferences, SweepMerges],
  exports: HANDLERS,
})
export class NominationsJobsModule {}
