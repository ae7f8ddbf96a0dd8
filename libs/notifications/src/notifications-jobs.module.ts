import { type DynamicModule, Module } from '@nestjs/common';
import { type Settings } from '#libs/platform';
import { SendMessages } from './jobs/send-messages.job.js';
import { NotificationsModule } from './notifications.module.js';
import { SendingOptions } from './sending/sending-options.js';

/** What the worker adds: the mail. */
@Module({})
export class NotificationsJobsModule {
  static forSettings(settings: Pick<Settings, 'smtp' | 'http' | 'queue'>): DynamicModule {
    return NotificationsJobsModule.forOptions(SendingOptions.of(settings));
  }

  /** For tests: other times than an installation needs. */
  static forOptions(options: SendingOptions): DynamicModule {
    return {
      module: NotificationsJobsModule,
      imports: [NotificationsModule],
      providers: [{ provide: SendingOptions, useValue: options }, SendMessages],
      exports: [SendMessages],
    };
  }
}
