import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from '#libs/audit';
import { ConferenceModule } from '#libs/conference';
import { resolversOf, type Settings } from '#libs/platform';
import { DeleteWebhookEndpoint } from './acts/delete-webhook-endpoint.act.js';
import { EndpointActs } from './acts/endpoint-acts.js';
import { PauseWebhookEndpoint } from './acts/pause-webhook-endpoint.act.js';
import { ReplayFailedWebhookDeliveries } from './acts/replay-failed-webhook-deliveries.act.js';
import { ReplayWebhookDelivery } from './acts/replay-webhook-delivery.act.js';
import { ResumeWebhookEndpoint } from './acts/resume-webhook-endpoint.act.js';
import { RotateWebhookSecret } from './acts/rotate-webhook-secret.act.js';
import { SendTestWebhook } from './acts/send-test-webhook.act.js';
import { UpdateWebhookEndpoint } from './acts/update-webhook-endpoint.act.js';
import {
  DELETED_EDGE,
  DeletedEndpointAnswer,
  DELIVERY_EDGE,
  DeliveryAnswer,
  ENDPOINT_EDGE,
  EndpointAnswer,
  FAILED_EDGE,
  SECRET_EDGE,
} from './graphql/act-edges.js';
import { WebhookResolver } from './graphql/webhook.resolver.js';
import { Webhooks } from './queries/webhooks.js';
import { CreateWebhookEndpoint } from './use-cases/create-webhook-endpoint.js';
import { WebhookOptions } from './sending/webhook-options.js';

/** What can be done, each a mutation, by what it answers with. */
const ENDPOINT_ACTS = [UpdateWebhookEndpoint, PauseWebhookEndpoint, ResumeWebhookEndpoint] as const;
const SECRET_ACTS = [RotateWebhookSecret] as const;
const FAILED_ACTS = [ReplayFailedWebhookDeliveries] as const;
const DELIVERY_ACTS = [SendTestWebhook, ReplayWebhookDelivery] as const;
const DELETING_ACTS = [DeleteWebhookEndpoint] as const;

/** Made once, however often a process starts: types of GraphQL are of the process. */
const MUTATIONS = [
  ...resolversOf(ENDPOINT_ACTS, ENDPOINT_EDGE),
  ...resolversOf(SECRET_ACTS, SECRET_EDGE),
  ...resolversOf(FAILED_ACTS, FAILED_EDGE),
  ...resolversOf(DELIVERY_ACTS, DELIVERY_EDGE),
  ...resolversOf(DELETING_ACTS, DELETED_EDGE),
];

/** What the API process adds: endpoints, their deliveries, and what people do with them. */
@Module({})
export class WebhooksGraphqlModule {
  static forSettings(settings: Pick<Settings, 'webhooks'>): DynamicModule {
    return {
      module: WebhooksGraphqlModule,
      imports: [AuditModule, ConferenceModule],
      providers: [
        { provide: WebhookOptions, useValue: WebhookOptions.of(settings) },
        Webhooks,
        EndpointActs,
        CreateWebhookEndpoint,
        WebhookResolver,
        EndpointAnswer,
        DeliveryAnswer,
        DeletedEndpointAnswer,
        ...ENDPOINT_ACTS,
        ...SECRET_ACTS,
        ...FAILED_ACTS,
        ...DELIVERY_ACTS,
        ...DELETING_ACTS,
        ...MUTATIONS,
      ],
    };
  }
}
