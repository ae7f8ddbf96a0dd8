import { Module } from '@nestjs/common';
import { StaffDirectory } from '#libs/access';
import { FinishScreening } from './jobs/finish-screening.job.js';
import { LapseNomination } from './jobs/lapse-nomination.job.js';
import { OfferPlace } from './jobs/offer-place.job.js';
import {
  CompletenessScreener,
  DuplicatesScreener,
  PreviousRefusalsScreener,
  QuotaScreener,
  WatchListScreener,
} from './jobs/screeners.js';
import { EscalateReview, RemindReview } from './jobs/review-reminders.job.js';
import { SettlePlace } from './jobs/settle-place.job.js';
import { NominationsModule } from './nominations.module.js';
import { GivePlaceBack } from './use-cases/give-place-back.js';

const HANDLERS = [
  FinishScreening,
  DuplicatesScreener,
  CompletenessScreener,
  PreviousRefusalsScreener,
  QuotaScreener,
  WatchListScreener,
  LapseNomination,
  OfferPlace,
  SettlePlace,
  RemindReview,
  EscalateReview,
];

/** What the worker adds. */
@Module({
  imports: [NominationsModule],
  providers: [...HANDLERS, StaffDirectory, GivePlaceBack],
  exports: HANDLERS,
})
export class NominationsJobsModule {}
