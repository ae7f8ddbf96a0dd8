import { Module } from '@nestjs/common';
import { StaffDirectory } from '#libs/access';
import { LapseUnanswered, RemindAnswer } from './jobs/answer-deadline.job.js';
import { FillPlacesJob } from './jobs/fill-places.job.js';
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
import { FillPlaces } from './use-cases/fill-places.js';
import { GivePlaceBack } from './use-cases/give-place-back.js';
import { LetLapse } from './use-cases/let-lapse.js';

const HANDLERS = [
  FinishScreening,
  DuplicatesScreener,
  CompletenessScreener,
  PreviousRefusalsScreener,
  QuotaScreener,
  WatchListScreener,
  LapseNomination,
  LapseUnanswered,
  RemindAnswer,
  OfferPlace,
  FillPlacesJob,
  SettlePlace,
  RemindReview,
  EscalateReview,
];

/** What the worker adds. */
@Module({
  imports: [NominationsModule],
  providers: [...HANDLERS, StaffDirectory, GivePlaceBack, FillPlaces, LetLapse],
  exports: HANDLERS,
})
export class NominationsJobsModule {}
