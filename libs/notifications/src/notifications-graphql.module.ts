import { type DynamicModule, Module } from '@nestjs/common';
import { ExportModule } from '#libs/export';
import { type Settings } from '#libs/platform';
import { MessageExport } from './export/message-export.js';
import { MailTroubleResolver } from './graphql/mail-trouble.resolver.js';
import { MessageCatalogueResolver } from './graphql/message-catalogue.resolver.js';
import { NotificationNodes } from './graphql/notification.nodes.js';
import { MessageResolver } from './graphql/message.resolver.js';
import { MailContact } from './mail-contact.js';
import { NotificationsModule } from './notifications.module.js';
import { contactOf } from './sending/sender-address.js';
import { MessageCatalogue } from './queries/message-catalogue.js';
import { ReplayMessage } from './use-cases/replay-message.js';
import { SettleMessage } from './use-cases/settle-message.js';

/** What the API process adds: messages and their delivery. */
@Module({
  imports: [NotificationsModule, ExportModule],
  providers: [
    MessageResolver,
    NotificationNodes,
    MailTroubleResolver,
    MessageCatalogueResolver,
    MessageCatalogue,
    MessageExport,
    ReplayMessage,
    SettleMessage,
  ],
})
export class NotificationsGraphqlModule {
  /** With whom the settings name for questions: whoever reads a message before or after it is sent reads that too. */
  static forSettings({ smtp }: Pick<Settings, 'smtp'>): DynamicModule {
    const contact = { provide: MailContact, useValue: new MailContact(contactOf(smtp.replyTo)) };
    return { module: NotificationsGraphqlModule, global: true, providers: [contact], exports: [MailContact] };
  }
}
