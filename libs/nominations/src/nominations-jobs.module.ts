import { Module } from '@nestjs/common';
import { ApprovalsJobsModule } from '#libs/approvals';
import { LapseUnanswered, RemindAnswer } from './jobs/answer-deadline.job.js';
import { FillPlacesJob } from './jobs/fill-places.job.js';
import { Candidates } from './jobs/candidates.js';
import { LookAlikes } from './jobs/look-alikes.js';
import { OfferPlace } from './jobs/offer-place.job.js';
import { FORMER_CHECK_HANDLERS, FormerEnd, ScreenNomination } from './jobs/screen-nomination.job.js';
import { Screening } from './jobs/screening.js';
import {
  CompletenessCheck,
  DuplicatesCheck,
  PreviousRefusalsCheck,
  QuotaCheck,
  WatchListCheck,
} from './jobs/screening-checks.js';
import { SettlePlace } from './jobs/settle-place.job.js';
import { NominationsModule } from './nominations.module.js';
import { FillPlaces } from './use-cases/fill-places.js';
import { ReleasePlace } from './use-cases/release-place.js';

const HANDLERS = [
  ScreenNomination,
  FormerEnd,
  ...FORMER_CHECK_HANDLERS,
  LapseUnanswered,
  RemindAnswer,
  OfferPlace,
  FillPlacesJob,
  SettlePlace,
];

const CHECKS = [DuplicatesCheck, CompletenessCheck, PreviousRefusalsCheck, QuotaCheck, WatchListCheck];

/** What the worker adds. */
@Module({
  imports: [NominationsModule, ApprovalsJobsModule],
  providers: [...HANDLERS, ...CHECKS, Candidates, LookAlikes, Screening, ReleasePlace, FillPlaces],
  exports: HANDLERS,
})
export class NominationsJobsModule {}
