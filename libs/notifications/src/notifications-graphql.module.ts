import { Module } from '@nestjs/common';
import { MessageResolver } from './graphql/message.resolver.js';
import { NotificationsModule } from './notifications.module.js';
import { ReplayMessage } from './use-cases/replay-message.js';
import { SettleMessage } from './use-cases/settle-message.js';

/** What the API process adds: messages and their delivery. */
@Module({ imports: [NotificationsModule], providers: [MessageResolver, ReplayMessage, SettleMessage] })
export class NotificationsGraphqlModule {}
