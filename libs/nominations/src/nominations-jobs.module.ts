import { Module } from '@nestjs/common';
import { LapseUnanswered, RemindAnswer } from './jobs/answer-deadline.job.js';
import { FillPlacesJob } from './jobs/fill-places.job.js';
import { LapseNomination } from './jobs/lapse-nomination.job.js';
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
import { EscalateReview, RemindReview } from './jobs/review-reminders.job.js';
import { SettlePlace } from './jobs/settle-place.job.js';
import { NominationsModule } from './nominations.module.js';
import { FillPlaces } from './use-cases/fill-places.js';
import { ReleasePlace } from './use-cases/release-place.js';
import { Lapse } from './use-cases/lapse.js';

const HANDLERS = [
  ScreenNomination,
  FormerEnd,
  ...FORMER_CHECK_HANDLERS,
  LapseNomination,
  LapseUnanswered,
  RemindAnswer,
  OfferPlace,
  FillPlacesJob,
  SettlePlace,
  RemindReview,
  EscalateReview,
];

const CHECKS = [DuplicatesCheck, CompletenessCheck, PreviousRefusalsCheck, QuotaCheck, WatchListCheck];

/** What the worker adds. */
@Module({
  imports: [NominationsModule],
  providers: [...HANDLERS, ...CHECKS, Candidates, LookAlikes, Screening, ReleasePlace, FillPlaces, Lapse],
  exports: HANDLERS,
})
export class NominationsJobsModule {}
