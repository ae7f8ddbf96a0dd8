import { type DynamicModule, Module } from '@nestjs/common';
import { AccessGraphqlModule, AccessModule } from '#libs/access';
import { AttachmentsGraphqlModule } from '#libs/attachments';
import { AuditGraphqlModule } from '#libs/audit';
import { ConferenceGraphqlModule } from '#libs/conference';
import { ImportGraphqlModule } from '#libs/import';
import { InvitationsGraphqlModule } from '#libs/invitations';
import { IssuingGraphqlModule, IssuingModule } from '#libs/issuing';
import { NominationsGraphqlModule } from '#libs/nominations';
import { NotificationsGraphqlModule } from '#libs/notifications';
import {
  DatabaseModule,
  EventsModule,
  graphQLPlatform,
  type Logger,
  OutboxGraphqlModule,
  Readiness,
  type Settings,
  API_ROLE,
} from '#libs/platform';
import { DelegationsGraphqlModule } from '#libs/delegations';
import { OrganisationsGraphqlModule } from '#libs/organisations';
import { ViewsGraphqlModule } from '#libs/views';
import { WebhooksGraphqlModule } from '#libs/webhooks';
import { KeepTime } from './keep-time.js';
import { RegisterReadiness } from './register-readiness.js';

export interface ApiFacts {
  readonly version: string;
  /** Web address of the mail catcher, in a demonstration. */
  readonly mailCatcherUrl?: string | null;
}

/** The API process: the database under the API's role, the event bus, GraphQL, and every context's part of it. */
@Module({})
export class AppModule {
  static forRoot(settings: Settings, logger: Logger, facts: ApiFacts): DynamicModule {
    const { database, http } = settings;
    return {
      module: AppModule,
      imports: [
        DatabaseModule.forRole({
          role: API_ROLE,
          url: database.apiUrl,
          poolSize: database.poolSize,
          applicationName: 'plenary-api',
        }),
        EventsModule.forRoot({ settings, databaseUrl: database.apiUrl, logger }),
        graphQLPlatform({
          authentication: AccessModule.forSettings(settings),
          logger,
          publicUrl: http.publicUrl,
          allowedOrigins: http.allowedOrigins,
          objectsPerSecond: http.objectsPerSecond,
          sockets: http.connections,
          isOwnHostOnly: http.isOwnHostOnly,
          requestsAtOnce: database.poolSize,
          trustedProxies: http.trustedProxies,
        }),
        AccessGraphqlModule.forSettings(settings, facts),
        ConferenceGraphqlModule,
        AttachmentsGraphqlModule.forSettings(settings),
        NominationsGraphqlModule,
        NotificationsGraphqlModule.forSettings(settings),
        InvitationsGraphqlModule.forSettings(settings),
        AuditGraphqlModule,
        WebhooksGraphqlModule.forSettings(settings),
        ImportGraphqlModule,
        ViewsGraphqlModule,
        OrganisationsGraphqlModule,
        IssuingModule.forSettings(settings),
        IssuingGraphqlModule,
        DelegationsGraphqlModule,
        OutboxGraphqlModule,
      ],
      providers: [Readiness, RegisterReadiness, KeepTime],
    };
  }
}
