import { Module } from '@nestjs/common';
import { LapseUnanswered, RemindAnswer } from './jobs/answer-deadline.job.js';
import { FillPlacesJob } from './jobs/fill-places.job.js';
import { LapseNomination } from './jobs/lapse-nomination.job.js';
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
import { GivePlaceBack } from './use-cases/give-place-back.js';
import { LetLapse } from './use-cases/let-lapse.js';

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
  providers: [...HANDLERS, ...CHECKS, LookAlikes, Screening, GivePlaceBack, FillPlaces, LetLapse],
  exports: HANDLERS,
})
export class NominationsJobsModule {}
