import { Module } from '@nestjs/common';
import { ApprovalsJobsModule } from '#libs/approvals';
import { LapseUnanswered, RemindAnswer } from './jobs/answer-deadline.job.js';
import { FillPlacesJob } from './jobs/fill-places.job.js';
import { FormerOfferPlace, FormerSettlePlace } from './jobs/former-places.job.js';
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
import { CorrectNoticesWhenInvitationConfirmed } from './listeners/correct-notices-when-invitation-confirmed.listener.js';
import { ReleasePlaceWhenInvitationDeclined } from './listeners/release-place-when-invitation-declined.listener.js';
import { ReleasePlaceWhenInvitationLapsed } from './listeners/release-place-when-invitation-lapsed.listener.js';
import { ReleasePlaceWhenNominationWithdrawn } from './listeners/release-place-when-nomination-withdrawn.listener.js';
import { NominationsModule } from './nominations.module.js';
import { FillPlaces } from './use-cases/fill-places.js';
import { PassPlaceOn } from './use-cases/pass-place-on.js';
import { ReleasePlace } from './use-cases/release-place.js';

const LISTENERS = [
  CorrectNoticesWhenInvitationConfirmed,
  ReleasePlaceWhenInvitationDeclined,
  ReleasePlaceWhenInvitationLapsed,
  ReleasePlaceWhenNominationWithdrawn,
];

const HANDLERS = [
  ScreenNomination,
  FormerEnd,
  ...FORMER_CHECK_HANDLERS,
  LapseUnanswered,
  RemindAnswer,
  FillPlacesJob,
  FormerOfferPlace,
  FormerSettlePlace,
  ...LISTENERS,
];

const CHECKS = [DuplicatesCheck, CompletenessCheck, PreviousRefusalsCheck, QuotaCheck, WatchListCheck];

/** What the worker adds. */
@Module({
  imports: [NominationsModule, ApprovalsJobsModule],
  providers: [
    ...HANDLERS,
    ...CHECKS,
    Candidates,
    LookAlikes,
    Screening,
    ReleasePlace,
    FillPlaces,
    PassPlaceOn,
  ],
  exports: HANDLERS,
})
export class NominationsJobsModule {}
