import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { NOW } from '#libs/platform';
import { WEBHOOK_ACTIONS } from '../domain/audit-actions.js';
import { ENDPOINT } from '../persistence/webhook.table.js';
import { type Call, endpointAct, EndpointActs } from './endpoint-acts.js';

const input = z.object({});

/** Nothing is sent until somebody resumes it; what changes meanwhile is kept. */
@Injectable()
export class PauseWebhookEndpoint {
  static readonly act = endpointAct({
    name: 'pauseWebhookEndpoint',
    description:
      'Sends an endpoint nothing until it is resumed. Nothing is lost: what changes meanwhile comes then',
    input,
    action: 'PAUSE',
    fact: WEBHOOK_ACTIONS.paused,
    codes: ['ACTION_UNAVAILABLE'],
  });

  constructor(private readonly acts: EndpointActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run({ ...PauseWebhookEndpoint.act, input }, call, (tx, { id, version }) => {
      tx.update(ENDPOINT, id, { state: 'PAUSED', stateSince: NOW, version: version + 1 });
      return {};
    });
  }
}
