import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { NOW } from '#libs/platform';
import { WEBHOOK_ACTIONS } from '../domain/audit-actions.js';
import { ENDPOINT } from '../persistence/webhook.table.js';
import { type Call, endpointAct, EndpointActs } from './endpoint-acts.js';

const input = z.object({});

/** Goes on where the endpoint was paused, or had ended by itself. */
@Injectable()
export class ResumeWebhookEndpoint {
  static readonly act = endpointAct({
    name: 'resumeWebhookEndpoint',
    description:
      'Goes on with an endpoint that was paused or has ended: what waits and what has changed since is sent, in order. What has failed is sent again by `replayFailedWebhookDeliveries`',
    input,
    action: 'RESUME',
    fact: WEBHOOK_ACTIONS.resumed,
    codes: ['ACTION_UNAVAILABLE'],
  });

  constructor(private readonly acts: EndpointActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run({ ...ResumeWebhookEndpoint.act, input }, call, (tx, { id, version }) => {
      tx.update(ENDPOINT, id, {
        state: 'ACTIVE',
        stateSince: NOW,
        endedReason: null,
        failingSince: null,
        version: version + 1,
      });
      return {};
    });
  }
}
