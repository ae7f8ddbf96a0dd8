import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { asUser, notFound, type Page, Refusal } from '#libs/kernel';
import { Access, asActor, type GraphQLContext, ListSize, Nodes, PageArgs } from '#libs/platform';
import { MOST_ENDPOINTS } from '../domain/endpoint.js';
import { type DeliveryView, type EndpointView, Webhooks } from '../queries/webhooks.js';
import { CreateWebhookEndpoint } from '../use-cases/create-webhook-endpoint.js';
import {
  CreateWebhookEndpointInput,
  CreateWebhookEndpointPayload,
  WebhookDeliveryConnection,
  WebhookDeliveryFilter,
  WebhookEndpointType,
} from './webhook.type.js';

const KEEPERS = ['HOST_ADMINISTRATOR', 'PARTNER_COORDINATOR'] as const;

@Resolver()
export class WebhookResolver {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly create: CreateWebhookEndpoint,
    nodes: Nodes,
  ) {
    nodes.register(
      { type: 'WebhookEndpoint', read: asActor(webhooks.endpointsByIds) },
      { type: 'WebhookDelivery', read: asActor(webhooks.deliveriesByIds) },
    );
  }

  @Query(() => [WebhookEndpointType], {
    description: `Endpoints of the bodies that the caller coordinates, and for administrators the host’s; the oldest first, at most ${MOST_ENDPOINTS} of each. Empty for everybody else`,
  })
  @ListSize(MOST_ENDPOINTS)
  @Access.role(...KEEPERS)
  webhookEndpoints(
    @Args('conferenceId', { type: () => ID }) conferenceId: string,
    @Args('bodyId', { type: () => ID, nullable: true }) bodyId: string | null,
    @Context() { actor }: GraphQLContext,
  ): Promise<readonly EndpointView[]> {
    return this.webhooks.endpoints(actor, conferenceId, bodyId ?? null);
  }

  @Query(() => WebhookDeliveryConnection, {
    description: 'What was sent to an endpoint in the last 30 days, and what waits; the newest first',
  })
  @Access.signedIn()
  async webhookDeliveries(
    @Args('endpointId', {
      type: () => ID,
      description: 'Whose deliveries; NOT_FOUND where the caller keeps none of this id',
    })
    endpointId: string,
    @Args() page: PageArgs,
    @Args('filter', { type: () => WebhookDeliveryFilter, nullable: true })
    filter: WebhookDeliveryFilter | null,
    @Context() { actor }: GraphQLContext,
  ): Promise<Page<DeliveryView>> {
    const found = await this.webhooks.deliveries(actor, endpointId, {
      ...page,
      state: filter?.state ?? null,
    });
    if (found === null) throw new Refusal('NOT_FOUND', notFound('endpoint').message, ['endpointId']);
    return found;
  }

  @Mutation(() => CreateWebhookEndpointPayload.type, {
    description:
      'Makes an endpoint, which is told of what changes from now on. Its secret is answered this once',
  })
  @Access.signedIn()
  createWebhookEndpoint(
    @Args('input') { idempotencyKey, ...input }: CreateWebhookEndpointInput,
    @Context() { actor }: GraphQLContext,
  ): Promise<object> {
    return CreateWebhookEndpointPayload.answer(async () => {
      const { id, secret } = await this.create.run(asUser(actor), idempotencyKey, input);
      return { webhookEndpoint: await this.webhooks.endpoint(actor, id), secret };
    });
  }
}
