import { Module } from '@nestjs/common';
import { PlacesModule } from '#libs/places';
import { Candidates } from './checks/candidates.js';
import { LookAlikes } from './checks/look-alikes.js';
import { Screening } from './checks/screening.js';
import {
  CompletenessCheck,
  DuplicatesCheck,
  PreviousRefusalsCheck,
  QuotaCheck,
  WatchListCheck,
} from './checks/screening-checks.js';
import { FORMER_CHECK_HANDLERS, FormerEnd, ScreenNomination } from './jobs/screen-nomination.job.js';
import { ScreeningModule } from './screening.module.js';

const HANDLERS = [ScreenNomination, FormerEnd, ...FORMER_CHECK_HANDLERS];
const CHECKS = [DuplicatesCheck, CompletenessCheck, PreviousRefusalsCheck, QuotaCheck, WatchListCheck];

/** What the worker adds. */
@Module({
  imports: [ScreeningModule, PlacesModule],
  providers: [...HANDLERS, ...CHECKS, Candidates, LookAlikes, Screening],
  exports: HANDLERS,
})
export class ScreeningJobsModule {}
