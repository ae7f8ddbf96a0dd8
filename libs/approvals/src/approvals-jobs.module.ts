import { Module } from '@nestjs/common';
import { StaffDirectory } from '#libs/access';
import { NotificationsModule } from '#libs/notifications';
import { ApprovalsModule } from './approvals.module.js';
import { LapseSubject } from './jobs/lapse-subject.job.js';
import { EscalateReview, RemindReview } from './jobs/review-notices.job.js';

const HANDLERS = [RemindReview, EscalateReview, LapseSubject];

/** What the worker adds. The contexts whose subjects are approved have to be in the process. */
@Module({
  imports: [ApprovalsModule, NotificationsModule],
  providers: [...HANDLERS, StaffDirectory],
  exports: HANDLERS,
})
export class ApprovalsJobsModule {}
