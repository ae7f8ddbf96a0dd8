import { Module } from '@nestjs/common';
import { InvitationsModule } from './invitations.module.js';
import { AnnounceAnswer } from './jobs/announce-answer.job.js';
import { LapseInvitations } from './jobs/lapse-invitations.job.js';
import { RemindInvitees } from './jobs/remind-invitees.job.js';

const HANDLERS = [AnnounceAnswer, LapseInvitations, RemindInvitees];

/** What the worker adds. A provider of `BodyContacts` has to be in the process. */
@Module({ imports: [InvitationsModule], providers: HANDLERS, exports: HANDLERS })
export class InvitationsJobsModule {}
