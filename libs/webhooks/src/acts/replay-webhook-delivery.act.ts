import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { isId, notFound, parseInput, Refusal, type UserActor } from '#libs/kernel';
import { type Act, type ActTarget, Commands, idOfTarget, requestOf } from '#libs/platform';
import { WEBHOOK_ACTIONS } from '../domain/audit-actions.js';
import { type DeliveryRow, LOAD_DELIVERY, REPLAY_DELIVERY } from '../persistence/delivery.statements.js';
import { mayChange, webhookSightOf } from '../policies/webhook.policy.js';
import { auditEndpoint } from '../audit-endpoint.js';

/** Sends a delivery again, under the same id: a receiver that has had it can tell. */
@Injectable()
export class ReplayWebhookDelivery {
  static readonly act: Act = {
    name: 'replayWebhookDelivery',
    description:
      'Sends a delivery again that arrived or failed, under the same `webhook-id`, and begins to count its attempts anew. It waits for older ones of its subject, and while the endpoint is paused',
    input: z.object({}),
    codes: ['NOT_FOUND', 'ACTION_UNAVAILABLE', 'IDEMPOTENCY_KEY_REUSED'],
    extras: [],
  };

  constructor(private readonly commands: Commands) {}

  run(actor: UserActor, target: ActTarget, key: string, raw: unknown): Promise<{ id: string }> {
    const { act } = ReplayWebhookDelivery;
    parseInput(act.input, raw);
    const id = idOfTarget(target);
    return this.commands.run(actor, { operation: act.name, key, ...requestOf(target, raw) }, async (tx) => {
      const [delivery] = isId(id)
        ? await tx.query<DeliveryRow>(LOAD_DELIVERY, [id, ...webhookSightOf(actor)])
        : [];
      if (delivery === undefined || !mayChange(actor, delivery)) throw notFound('delivery');
      if (delivery.state === 'WAITING')
        throw new Refusal('ACTION_UNAVAILABLE', 'This delivery waits to be sent already.');
      tx.write(REPLAY_DELIVERY, [id]);
      auditEndpoint(tx, { ...delivery, id: delivery.endpointId }, WEBHOOK_ACTIONS.replayed, {
        deliveryId: id,
      });
      return { id };
    });
  }
}
