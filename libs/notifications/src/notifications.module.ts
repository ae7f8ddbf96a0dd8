import { Global, Module } from '@nestjs/common';
import { ConferenceModule } from '#libs/conference';
import { LinkSources } from './link-sources.js';
import { MailFiles } from './mail-files.js';
import { Notifications } from './notifications.facade.js';
import { MailHealth } from './queries/mail-health.js';
import { MessageLog } from './queries/message-log.js';

/** Writing messages and reading what became of them, for every context of the process. */
@Global()
@Module({
  imports: [ConferenceModule],
  providers: [Notifications, LinkSources, MailFiles, MessageLog, MailHealth],
  exports: [Notifications, LinkSources, MailFiles, MessageLog, MailHealth],
})
export class NotificationsModule {}
