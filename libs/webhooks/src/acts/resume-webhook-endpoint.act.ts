import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { NOW } from '#libs/platform';
import { WEBHOOK_ACTIONS } from '../domain/audit-actions.js';
import { MOST_WAITING } from '../domain/delivery.js';
import { REPLAY_FAILED } from '../persistence/delivery.statements.js';
import { ENDPOINT } from '../persistence/webhook.table.js';
import { type Call, endpointAct, EndpointActs } from './endpoint-acts.js';

const input = z.object({});

/** Goes on where the endpoint was paused, or had ended by itself: what failed while nothing arrived is sent again first. */
@Injectable()
export class ResumeWebhookEndpoint {
  static readonly act = endpointAct({
    name: 'resumeWebhookEndpoint',
    description: `Goes on with an endpoint that was paused or has ended: what has failed since nothing arrived any more (as far as there is room among the ${MOST_WAITING.toLocaleString('en')} that may wait), what waits and what has changed since is sent, in order. What failed before is sent again by \`replayFailedWebhookDeliveries\``,
    input,
    action: 'RESUME',
    fact: WEBHOOK_ACTIONS.resumed,
    codes: ['ACTION_UNAVAILABLE'],
  });

  constructor(private readonly acts: EndpointActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(
      { ...ResumeWebhookEndpoint.act, input },
      call,
      async (tx, { id, version, failingSince }) => {
        if (failingSince !== null) await tx.query(REPLAY_FAILED, [id, failingSince, MOST_WAITING]);
        tx.update(ENDPOINT, id, {
          state: 'ACTIVE',
          stateSince: NOW,
          endedReason: null,
          failingSince: null,
          version: version + 1,
        });
        return {};
      },
    );
  }
}
