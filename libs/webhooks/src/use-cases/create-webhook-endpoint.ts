import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  type Actor,
  bodiesRead,
  forbidden,
  newId,
  notFound,
  parseInput,
  Refusal,
  type UserActor,
  validId,
  worksFor,
} from '#libs/kernel';
import { AccessOptions } from '#libs/access';
import { ChangesOfScope } from '#libs/audit';
import { ConferenceReference } from '#libs/conference';
import { Commands, countBehindLock, type Transaction } from '#libs/platform';
import { auditEndpoint } from '../audit-endpoint.js';
import { WEBHOOK_ACTIONS } from '../domain/audit-actions.js';
import { endpointFields, MOST_ENDPOINTS } from '../domain/endpoint.js';
import { signingSecret } from '../domain/signature.js';
import { webhookAddress } from '../domain/webhook-address.js';
import { COUNT_ENDPOINTS } from '../persistence/endpoint.statements.js';
import { ENDPOINT } from '../persistence/webhook.table.js';
import { mayChange, type WebhookOwner } from '../policies/webhook.policy.js';
import { WebhookOptions } from '../sending/webhook-options.js';

const createInput = z.object({
  conferenceId: validId,
  bodyId: validId.nullish().transform((given) => given ?? null),
  ...endpointFields,
});

/** Makes an endpoint, which is told of what changes from now on. */
@Injectable()
export class CreateWebhookEndpoint {
  constructor(
    private readonly commands: Commands,
    private readonly conferences: ConferenceReference,
    private readonly feed: ChangesOfScope,
    private readonly access: AccessOptions,
    private readonly options: WebhookOptions,
  ) {}

  /**
   * Refuses with NOT_FOUND (conference, body), FORBIDDEN (a role that keeps none; the most there may be), INVALID_INPUT and
   * IDEMPOTENCY_KEY_REUSED. The secret is null for a request that came again.
   */
  async run(actor: UserActor, key: string, raw: unknown): Promise<{ id: string; secret: string | null }> {
    const input = parseInput(createInput, raw);
    const { conferenceId, bodyId, description = null, kinds = null } = input;
    let made: string | undefined;
    const { id } = await this.commands.run(
      actor,
      { operation: 'createWebhookEndpoint', key, request: raw },
      async (tx) => {
        await this.requireOwner(actor, input);
        const url = addressOf(input.url, this.options);
        await refuseHoard(tx, input);
        const endpoint = { id: newId(), conferenceId, bodyId };
        const place = await this.feed.standing(tx);
        tx.insert(ENDPOINT, { ...endpoint, url, description, kinds, place });
        auditEndpoint(tx, endpoint, WEBHOOK_ACTIONS.created);
        made = endpoint.id;
        return { id: endpoint.id };
      },
    );
    // What a request that came at the same time has made is another one.
    return { id, secret: made === id ? signingSecret(this.access.values.secret, id, 1) : null };
  }

  private async requireOwner(actor: Actor, { conferenceId, bodyId }: WebhookOwner): Promise<void> {
    const body = bodyId === null ? null : await this.conferences.body(bodyId);
    const isOfConference = body === null || body?.conferenceId === conferenceId;
    if (isOfConference && mayChange(actor, { conferenceId, bodyId })) return;
    if (!worksFor(actor, conferenceId))
      throw new Refusal('NOT_FOUND', notFound('conference').message, ['input', 'conferenceId']);
    // A body that is not the caller's is none, whether there is one or not.
    if (bodyId !== null && !bodiesRead(actor).includes(bodyId))
      throw new Refusal('NOT_FOUND', notFound('body').message, ['input', 'bodyId']);
    throw forbidden(
      'Coordinators make endpoints for their body, and administrators, who name no body, for the host.',
    );
  }
}

/** @throws Refusal INVALID_INPUT with the path of the input. */
export function addressOf(typed: string, { values: { ownNetworks } }: WebhookOptions): string {
  return webhookAddress(typed, ownNetworks).href;
}

async function refuseHoard(tx: Transaction, { conferenceId, bodyId }: WebhookOwner): Promise<void> {
  const owner = `webhooks.endpoint ${conferenceId} ${bodyId ?? ''}`;
  if ((await countBehindLock(tx, owner, COUNT_ENDPOINTS, [conferenceId, bodyId])) >= MOST_ENDPOINTS)
    throw forbidden(`There are ${MOST_ENDPOINTS} endpoints; delete one that is no longer used.`);
}
