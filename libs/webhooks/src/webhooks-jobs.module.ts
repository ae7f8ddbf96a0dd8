import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from '#libs/audit';
import { type Settings } from '#libs/platform';
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
      imports: [AuditModule],
      providers: [
        { provide: WebhookOptions, useValue: WebhookOptions.of(settings) },
        FeedReader,
        DeliveryLedger,
        WebhookSender,
        SweepDeliveries,
      ],
    };
  }
}
