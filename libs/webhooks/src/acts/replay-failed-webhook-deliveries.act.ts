import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { WEBHOOK_ACTIONS } from '../domain/audit-actions.js';
import { MOST_WAITING } from '../domain/delivery.js';
import { type ReplayedFailed, REPLAY_FAILED } from '../persistence/delivery.statements.js';
import { type Call, endpointAct, EndpointActs } from './endpoint-acts.js';

const input = z.object({
  since: z.date().meta({
    type: 'DateTime',
    description: 'Those whose last attempt was then or later, back to 30 days',
  }),
});

/** Sends again what has failed, as far as there is room beside what waits: the oldest changes first. */
@Injectable()
export class ReplayFailedWebhookDeliveries {
  static readonly act = endpointAct({
    name: 'replayFailedWebhookDeliveries',
    description: `Sends an endpoint again what has failed since a time, tests left out: the oldest changes first, each under the same \`webhook-id\`, with its attempts counted anew. At most ${MOST_WAITING.toLocaleString('en')} deliveries of an endpoint wait; \`hasMore\` says that others failed too and found no room. What is sent again waits while the endpoint is paused or has ended`,
    input,
    action: 'REPLAY',
    fact: WEBHOOK_ACTIONS.failedReplayed,
  });

  constructor(private readonly acts: EndpointActs) {}

  run(...call: Call): Promise<{ id: string; count: number; hasMore: boolean }> {
    return this.acts.run(
      { ...ReplayFailedWebhookDeliveries.act, input },
      call,
      async (tx, { id }, { since }) => {
        const [replayed] = await tx.query<ReplayedFailed>(REPLAY_FAILED, [id, since, MOST_WAITING]);
        if (replayed === undefined) throw new Error('A statement that always answers has not');
        return { count: replayed.count, hasMore: replayed.hasMore };
      },
      ({ count }) => ({ count }),
    );
  }
}
