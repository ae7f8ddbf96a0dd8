import { Injectable } from '@nestjs/common';
import { Int } from '@nestjs/graphql';
import { asUser, type UserActor } from '#libs/kernel';
import { type ActEdge, type ActReader, DateTime, type GraphQLContext } from '#libs/platform';
import { Webhooks } from '../queries/webhooks.js';
import { SECRET, WebhookDeliveryType, WebhookEndpointType } from './webhook.type.js';

type Done = (actor: UserActor) => Promise<{ id: string }>;
type Answered = Promise<Readonly<Record<string, unknown>>>;

/** Reads an endpoint again after an act; the secret is the act's. */
@Injectable()
export class EndpointAnswer implements ActReader {
  constructor(private readonly webhooks: Webhooks) {}

  async answer({ actor }: GraphQLContext, act: Done): Answered {
    const { id, ...made } = await act(asUser(actor));
    return { ...made, webhookEndpoint: await this.webhooks.endpoint(actor, id) };
  }
}

@Injectable()
export class DeliveryAnswer implements ActReader {
  constructor(private readonly webhooks: Webhooks) {}

  async answer({ actor }: GraphQLContext, act: Done): Answered {
    const { id } = await act(asUser(actor));
    return { webhookDelivery: await this.webhooks.delivery(actor, id) };
  }
}

@Injectable()
export class DeletedEndpointAnswer implements ActReader {
  async answer({ actor }: GraphQLContext, act: Done): Answered {
    return { isDeleted: (await act(asUser(actor))).id !== '' };
  }
}

const COMMON = {
  extras: { currentVersion: () => Int },
  types: { Kinds: () => [String], DateTime: () => DateTime },
} satisfies Partial<ActEdge>;

export const ENDPOINT_EDGE: ActEdge = {
  ...COMMON,
  result: { webhookEndpoint: () => WebhookEndpointType },
  reader: EndpointAnswer,
};
export const SECRET_EDGE: ActEdge = {
  ...COMMON,
  result: { webhookEndpoint: () => WebhookEndpointType, secret: SECRET },
  reader: EndpointAnswer,
};
export const FAILED_EDGE: ActEdge = {
  ...COMMON,
  result: {
    webhookEndpoint: () => WebhookEndpointType,
    count: { type: () => Int, otherwise: 0, description: 'How many are sent again' },
    hasMore: {
      type: () => Boolean,
      otherwise: false,
      description:
        'Others have failed since then too, for which there is no room yet: ask again later, with another key',
    },
  },
  reader: EndpointAnswer,
};
export const DELIVERY_EDGE: ActEdge = {
  ...COMMON,
  result: { webhookDelivery: () => WebhookDeliveryType },
  reader: DeliveryAnswer,
};
export const DELETED_EDGE: ActEdge = {
  ...COMMON,
  result: { isDeleted: { type: () => Boolean, otherwise: false, description: 'Whether it is gone' } },
  reader: DeletedEndpointAnswer,
};
