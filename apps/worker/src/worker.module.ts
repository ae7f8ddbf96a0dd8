import { type DynamicModule, Module } from '@nestjs/common';
import { AccessJobsModule, AccessModule } from '#libs/access';
import { AttachmentsJobsModule } from '#libs/attachments';
import { AuditJobsModule } from '#libs/audit';
import { DelegationsJobsModule } from '#libs/delegations';
import { ImportJobsModule } from '#libs/import';
import { InvitationsJobsModule } from '#libs/invitations';
import { IssuingModule } from '#libs/issuing';
import { NominationsJobsModule } from '#libs/nominations';
import { NotificationsJobsModule } from '#libs/notifications';
import {
  DatabaseModule,
  declaredJobs,
  EventsModule,
  JobsModule,
  type Logger,
  Readiness,
  type Settings,
  WORKER_ROLE,
} from '#libs/platform';
import { WebhooksJobsModule } from '#libs/webhooks';
import { RegisterReadiness } from './register-readiness.js';

/** The worker process: the database under the worker's role, every context's handlers, the relay and the queues. */
@Module({})
export class WorkerModule {
  static forSettings(settings: Settings, logger: Logger): DynamicModule {
    const { database } = settings;
    return {
      module: WorkerModule,
      imports: [
        DatabaseModule.forRole({
          role: WORKER_ROLE,
          url: database.workerUrl,
          poolSize: database.poolSize,
          applicationName: 'plenary-worker',
        }),
        EventsModule.forRoot({ settings, databaseUrl: database.workerUrl, logger }),
        AccessModule.forSettings(settings),
        AccessJobsModule,
        AuditJobsModule,
        NotificationsJobsModule.forSettings(settings),
        InvitationsJobsModule,
        NominationsJobsModule,
        AttachmentsJobsModule.forSettings(settings),
        ImportJobsModule,
        IssuingModule.forSettings(settings),
        DelegationsJobsModule,
        WebhooksJobsModule.forSettings(settings),
        JobsModule.forWorker({ settings, jobs: declaredJobs() }),
      ],
      providers: [Readiness, RegisterReadiness],
    };
  }
}
