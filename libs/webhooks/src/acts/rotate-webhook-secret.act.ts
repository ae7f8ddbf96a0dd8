import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccessOptions } from '#libs/access';
import { WEBHOOK_ACTIONS } from '../domain/audit-actions.js';
import { FORMER_SECRET_HOURS } from '../domain/endpoint.js';
import { signingSecret } from '../domain/signature.js';
import { ROTATE_SECRET } from '../persistence/endpoint.statements.js';
import { type Call, endpointAct, EndpointActs } from './endpoint-acts.js';

const input = z.object({});

/** Gives an endpoint another secret. The one before signs beside it for a day, so that the receiver changes over in its own time. */
@Injectable()
export class RotateWebhookSecret {
  static readonly act = endpointAct({
    name: 'rotateWebhookSecret',
    description: `Gives an endpoint another secret, which is answered this once. The one before signs beside it for ${FORMER_SECRET_HOURS} hours`,
    input,
    action: 'ROTATE',
    fact: WEBHOOK_ACTIONS.rotated,
  });

  constructor(
    private readonly acts: EndpointActs,
    private readonly access: AccessOptions,
  ) {}

  /** The secret is null for a request that came again. */
  async run(...call: Call): Promise<{ id: string; secret: string | null }> {
    let made: string | null = null;
    const { id } = await this.acts.run({ ...RotateWebhookSecret.act, input }, call, async (tx, endpoint) => {
      const [row] = await tx.query<{ secretNumber: number }>(ROTATE_SECRET, [
        endpoint.id,
        FORMER_SECRET_HOURS,
      ]);
      if (row === undefined) throw new Error('An endpoint vanished under its lock');
      made = signingSecret(this.access.values.secret, endpoint.id, row.secretNumber);
      return {};
    });
    return { id, secret: made };
  }
}
