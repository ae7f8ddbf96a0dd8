import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Refusal } from '#libs/kernel';
import { WEBHOOK_ACTIONS } from '../domain/audit-actions.js';
import { endpointFields } from '../domain/endpoint.js';
import { webhookAddress } from '../domain/webhook-address.js';
import { ENDPOINT } from '../persistence/webhook.table.js';
import { WebhookOptions } from '../sending/webhook-options.js';
import { type Call, endpointAct, EndpointActs } from './endpoint-acts.js';

const input = z.object({
  version: z.number().int().min(1).describe('The version that the caller has read'),
  url: endpointFields.url.optional(),
  description: endpointFields.description,
  kinds: endpointFields.kinds,
});

/** Gives an endpoint another address, description or kinds of changes. */
@Injectable()
export class UpdateWebhookEndpoint {
  static readonly act = endpointAct({
    name: 'updateWebhookEndpoint',
    description:
      'Gives an endpoint another address, description or kinds of changes. What waits goes to the new address',
    inputDescription: 'Absent = leave, null = clear',
    input,
    action: 'UPDATE',
    fact: WEBHOOK_ACTIONS.updated,
    codes: ['VERSION_CONFLICT'],
    extras: ['currentVersion'],
  });

  constructor(
    private readonly acts: EndpointActs,
    private readonly options: WebhookOptions,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run({ ...UpdateWebhookEndpoint.act, input }, call, (tx, endpoint, given) => {
      if (given.version !== endpoint.version)
        throw new Refusal(
          'VERSION_CONFLICT',
          'Somebody has changed this endpoint since you opened it. Look at it again.',
          ['input', 'version'],
          { currentVersion: endpoint.version },
        );
      const { url = endpoint.url, description = endpoint.description, kinds = endpoint.kinds } = given;
      tx.update(ENDPOINT, endpoint.id, {
        url: url === endpoint.url ? url : webhookAddress(url, this.options.values.ownNetworks).href,
        description,
        kinds,
        version: endpoint.version + 1,
      });
      return {};
    });
  }
}
