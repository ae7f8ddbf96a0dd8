import { Module } from '@nestjs/common';
import { ApprovalsJobsModule } from '#libs/approvals';
import { PlacesJobsModule } from '#libs/places';
import { LapseUnanswered, RemindAnswer } from './jobs/answer-deadline.job.js';
import { Candidates } from './jobs/candidates.js';
import { LookAlikes } from './jobs/look-alikes.js';
import { FORMER_CHECK_HANDLERS, FormerEnd, ScreenNomination } from './jobs/screen-nomination.job.js';
import { Screening } from './jobs/screening.js';
import {
  CompletenessCheck,
  DuplicatesCheck,
  PreviousRefusalsCheck,
  QuotaCheck,
  WatchListCheck,
} from './jobs/screening-checks.js';
import { ReleasePlaceWhenNominationWithdrawn } from './listeners/release-place-when-nomination-withdrawn.listener.js';
import { NominationsModule } from './nominations.module.js';

const HANDLERS = [
  ScreenNomination,
  FormerEnd,
  ...FORMER_CHECK_HANDLERS,
  LapseUnanswered,
  RemindAnswer,
  ReleasePlaceWhenNominationWithdrawn,
];

const CHECKS = [DuplicatesCheck, CompletenessCheck, PreviousRefusalsCheck, QuotaCheck, WatchListCheck];

/** What the worker adds. */
@Module({
  imports: [NominationsModule, ApprovalsJobsModule, PlacesJobsModule],
  providers: [...HANDLERS, ...CHECKS, Candidates, LookAlikes, Screening],
  exports: HANDLERS,
})
export class NominationsJobsModule {}
