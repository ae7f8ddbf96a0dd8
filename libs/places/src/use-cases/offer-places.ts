import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  forbidden,
  hasBodyRole,
  newId,
  notFound,
  optionalProse,
  parseInput,
  readsBody,
  Refusal,
  type UserActor,
  validId,
} from '#libs/kernel';
import { Commands, type Transaction } from '#libs/platform';
import { type PlaceTransfers } from '#libs/conference';
import { auditPlaceOffer } from '../audit-place-offer.js';
import { LONGEST_OFFER_DAYS, LONGEST_OFFER_NOTE } from '../domain/place-offer.js';
import { expirePlaceOffer, tellOfPlaceOffer } from '../place-offer.jobs.js';
import { moveForOffer } from '../persistence/offer-ledger.js';
import { BODIES, CONSTITUENCY, TRANSFERS } from '../persistence/place-offer.statements.js';
import { PLACE_OFFER } from '../persistence/place-offer.table.js';
import { QuotaRefusals } from './quota-refusals.js';

const DAY_MS = 86_400_000;

const offerPlacesInput = z.object({
  bodyId: validId,
  toBodyId: validId,
  constituencyId: validId,
  count: z
    .number()
    .int('Use a whole number.')
    .min(1, 'Use 1 or more.')
    .max(1_000_000, 'Use at most 1,000,000.'),
  note: optionalProse(LONGEST_OFFER_NOTE).nullish(),
  expiresAt: z.date().refine(isWithinReach, {
    message: `Choose a time between now and in ${LONGEST_OFFER_DAYS} days.`,
  }),
});
type Input = z.output<typeof offerPlacesInput>;

function isWithinReach(at: Date): boolean {
  const ahead = at.getTime() - Date.now();
  return ahead > 0 && ahead <= LONGEST_OFFER_DAYS * DAY_MS;
}

/**
 * A body offers free places to another. They are held for the offer, so that whoever accepts gets them; the giver has them again
 * where it takes the offer back, or nobody takes it.
 */
@Injectable()
export class OfferPlaces {
  constructor(
    private readonly commands: Commands,
    private readonly quota: QuotaRefusals,
  ) {}

  /**
   * Refuses with NOT_FOUND (no such body or constituency in the caller's sight), FORBIDDEN (no coordinator of the body; transfers are off),
   * INVALID_INPUT, QUOTA_SPENT (fewer are free, with the balance) and IDEMPOTENCY_KEY_REUSED.
   */
  async run(actor: UserActor, key: string, raw: unknown): Promise<{ id: string }> {
    const input = parseInput(offerPlacesInput, raw);
    try {
      return await this.commands.run(actor, { operation: 'offerPlaces', key, request: raw }, async (tx) => {
        const { conferenceId, mode } = await authorise(tx, actor, input);
        const isTold = mode === 'BETWEEN_BODIES';
        const { bodyId, toBodyId, constituencyId, count, note = null, expiresAt } = input;
        const offer = { id: newId(), conferenceId, bodyId, toBodyId, constituencyId, count };
        const state = isTold ? 'OFFERED' : 'AWAITING_HOST';
        tx.insert(PLACE_OFFER, {
          ...offer,
          note,
          state,
          isTold,
          offeredBy: actor.userId,
          expiresAt,
          answeredAt: null,
        });
        moveForOffer(tx, offer, 'HOLD');
        auditPlaceOffer(tx, offer, 'offered', isTold);
        tx.enqueue(tellOfPlaceOffer, { offerId: offer.id, state }, { conferenceId });
        tx.enqueue(expirePlaceOffer, { offerId: offer.id }, { conferenceId, runAt: expiresAt });
        return { id: offer.id };
      });
    } catch (error) {
      throw await this.quota.explained(actor, input, error, {
        message: 'Fewer places than these are free. Offer fewer, or withdraw a nomination first.',
        path: ['input', 'count'],
      });
    }
  }
}

interface BodyRow extends Record<string, unknown> {
  readonly id: string;
  readonly conferenceId: string;
  readonly kind: string;
}

async function authorise(
  tx: Transaction,
  actor: UserActor,
  { bodyId, toBodyId, constituencyId }: Input,
): Promise<{ readonly conferenceId: string; readonly mode: PlaceTransfers }> {
  const [bodies, [constituency]] = await Promise.all([
    tx.query<BodyRow>(BODIES, [[bodyId, toBodyId]]),
    tx.query<{ conferenceId: string }>(CONSTITUENCY, [constituencyId]),
  ]);
  const giver = bodies.find(({ id }) => id === bodyId);
  if (giver === undefined || !readsBody(actor, giver.conferenceId, giver.id)) throw missing('body', 'bodyId');
  const { conferenceId } = giver;
  if (!hasBodyRole(actor, bodyId, 'PARTNER_COORDINATOR'))
    throw forbidden('Only a coordinator of the body offers its places.');
  const receiver = bodies.find((body) => body.id === toBodyId && body.conferenceId === conferenceId);
  if (receiver === undefined) throw missing('body', 'toBodyId');
  if (constituency?.conferenceId !== conferenceId) throw missing('constituency', 'constituencyId');
  if (toBodyId === bodyId || receiver.kind === 'HOST')
    throw new Refusal('INVALID_INPUT', 'Choose another body that nominates.', ['input', 'toBodyId']);
  const [transfers] = await tx.query<{ mode: PlaceTransfers }>(TRANSFERS, [conferenceId]);
  const mode = transfers?.mode ?? 'OFF';
  if (mode === 'OFF') throw forbidden('Bodies of this conference do not pass places on to each other.');
  return { conferenceId, mode };
}

const missing = (what: 'body' | 'constituency', field: string): Refusal =>
  new Refusal('NOT_FOUND', notFound(what).message, ['input', field]);
