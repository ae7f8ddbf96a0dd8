import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { newId } from '#libs/kernel';
import { NOW } from '#libs/platform';
import { WEBHOOK_ACTIONS, WEBHOOK_SUBJECT } from '../domain/audit-actions.js';
import { TEST_KIND } from '../domain/delivery.js';
import { DELIVERY } from '../persistence/webhook.table.js';
import { type Call, endpointAct, EndpointActs } from './endpoint-acts.js';

const input = z.object({});

/** Sends a delivery that is about nothing, once, whatever the state of the endpoint. */
@Injectable()
export class SendTestWebhook {
  static readonly act = endpointAct({
    name: 'sendTestWebhook',
    description:
      'Sends an endpoint a test, once and at once, also while it is paused. What was answered is read in the delivery',
    input,
    action: 'TEST',
    fact: WEBHOOK_ACTIONS.tested,
  });

  constructor(private readonly acts: EndpointActs) {}

  async run(...call: Call): Promise<{ id: string }> {
    const { deliveryId } = await this.acts.run(
      { ...SendTestWebhook.act, input },
      call,
      (tx, { id: endpointId, conferenceId, bodyId }) => {
        const id = newId();
        // Its subject is itself, so that it waits behind nothing.
        tx.insert(DELIVERY, {
          id,
          endpointId,
          conferenceId,
          bodyId,
          place: null,
          kind: TEST_KIND,
          subjectType: WEBHOOK_SUBJECT,
          subjectId: id,
          externalReference: null,
          occurredAt: NOW,
        });
        return { deliveryId: id };
      },
    );
    return { id: deliveryId };
  }
}
