import { type DynamicModule, Module } from '@nestjs/common';
import { StaffDirectory } from '#libs/access';
import { AuditModule } from '#libs/audit';
import { ConferenceModule } from '#libs/conference';
import { NotificationsModule } from '#libs/notifications';
import { type Settings } from '#libs/platform';
import { EndedNotices } from './sending/ended-notices.js';
import { DeliveryLedger } from './sending/delivery-ledger.js';
import { FeedReader } from './sending/feed-reader.js';
import { WebhookSender } from './sending/webhook-sender.js';
import { SweepDeliveries } from './sweeps/sweep-deliveries.js';
import { WebhookOptions } from './sending/webhook-options.js';

/** What the worker adds: reading the feed for endpoints, and sending. */
@Module({})
export class WebhooksJobsModule {
  static forSettings(settings: Pick<Settings, 'webhooks'>): DynamicModule {
    return {
      module: WebhooksJobsModule,
      imports: [AuditModule, ConferenceModule, NotificationsModule],
      providers: [
        { provide: WebhookOptions, useValue: WebhookOptions.of(settings) },
        FeedReader,
        StaffDirectory,
        EndedNotices,
        DeliveryLedger,
        WebhookSender,
        SweepDeliveries,
      ],
    };
  }
}
