import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { WEBHOOK_ACTIONS } from '../domain/audit-actions.js';
import { DELETE_ENDPOINT } from '../persistence/endpoint.statements.js';
import { type Call, endpointAct, EndpointActs } from './endpoint-acts.js';

const input = z.object({});

/** Removes an endpoint with its deliveries; the trail keeps that it was there. */
@Injectable()
export class DeleteWebhookEndpoint {
  static readonly act = endpointAct({
    name: 'deleteWebhookEndpoint',
    description: 'Removes an endpoint and its deliveries, what waits included',
    input,
    action: 'DELETE',
    fact: WEBHOOK_ACTIONS.deleted,
  });

  constructor(private readonly acts: EndpointActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run({ ...DeleteWebhookEndpoint.act, input }, call, (tx, { id }) => {
      tx.write(DELETE_ENDPOINT, [id]);
      return {};
    });
  }
}
