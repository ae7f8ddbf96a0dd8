import { Module } from '@nestjs/common';
import { InvitationsModule } from './invitations.module.js';
import { FormerAnnounceAnswer } from './jobs/former-announce-answer.job.js';
import { LapseInvitations } from './jobs/lapse-invitations.job.js';
import { RemindInvitees } from './jobs/remind-invitees.job.js';
import { AnnounceAnswerWhenInvitationConfirmed } from './listeners/announce-answer-when-invitation-confirmed.listener.js';
import { AnnounceAnswerWhenInvitationDeclined } from './listeners/announce-answer-when-invitation-declined.listener.js';
import { AnnounceAnswer } from './use-cases/announce-answer.js';

const LISTENERS = [AnnounceAnswerWhenInvitationConfirmed, AnnounceAnswerWhenInvitationDeclined];
const HANDLERS = [FormerAnnounceAnswer, LapseInvitations, RemindInvitees, ...LISTENERS];

/** What the worker adds. A provider of `BodyContacts` has to be in the process. */
@Module({ imports: [InvitationsModule], providers: [...HANDLERS, AnnounceAnswer], exports: HANDLERS })
export class InvitationsJobsModule {}
