import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { forbidden, isId, newId, notFound, parseInput, Refusal, type UserActor } from '#libs/kernel';
import {
  type Act,
  type ActTarget,
  Commands,
  idOfTarget,
  requestOf,
  sightOf,
  type Transaction,
} from '#libs/platform';
import { auditPlaceOffer } from '../audit-place-offer.js';
import { type PlaceOfferAction, placeOfferLifecycle } from '../domain/place-offer.js';
import {
  ANSWER_PLACE_OFFER,
  LOCK_OFFER_IN_SIGHT,
  type PlaceOfferRow,
} from '../persistence/place-offer.statements.js';
import { tellOfPlaceOffer } from '../place-offer.jobs.js';
import { mayDo, WHO } from '../policies/place-offer.policy.js';

const version = z.number().int().min(1).describe('The version of the offer that the caller has read');

export interface PlaceOfferAct extends Act {
  readonly action: PlaceOfferAction;
}

export const placeOfferAct = (
  act: Pick<PlaceOfferAct, 'name' | 'description' | 'action'>,
): PlaceOfferAct => ({
  ...act,
  input: z.object({ version }),
  codes: [
    'NOT_FOUND',
    'FORBIDDEN',
    'INVALID_INPUT',
    'IDEMPOTENCY_KEY_REUSED',
    'VERSION_CONFLICT',
    'ACTION_UNAVAILABLE',
  ],
  extras: ['currentVersion', 'offerState'],
});

/** What `run` of an act is given. */
export type Call = readonly [actor: UserActor, target: ActTarget, key: string, raw: unknown];

/** Does acts on offers: checks the input, loads and locks the offer, works, and tells of it, all or nothing. */
@Injectable()
export class PlaceOfferActs {
  constructor(private readonly commands: Commands) {}

  /**
   * Refuses with NOT_FOUND (unknown, others', or not told yet), FORBIDDEN, ACTION_UNAVAILABLE (answered, taken back, over) and
   * VERSION_CONFLICT. `work` writes the state and moves the places.
   */
  run(
    act: PlaceOfferAct,
    [actor, target, key, raw]: Call,
    work: (tx: Transaction, offer: PlaceOfferRow) => void | Promise<void>,
  ): Promise<{ id: string }> {
    const input = parseInput(act.input, raw) as { readonly version: number };
    const command = { operation: act.name, key, ...requestOf(target, raw) };
    return this.commands.run(actor, command, async (tx) => {
      const { offer, next } = await load(tx, actor, {
        ...act,
        id: idOfTarget(target),
        version: input.version,
      });
      await work(tx, offer);
      auditPlaceOffer(tx, offer, act.action, offer.state === 'OFFERED' || next === 'OFFERED');
      tx.enqueue(tellOfPlaceOffer, { offerId: offer.id, state: next }, { conferenceId: offer.conferenceId });
      return { id: offer.id };
    });
  }
}

async function load(
  tx: Transaction,
  actor: UserActor,
  asked: { readonly id: string; readonly action: PlaceOfferAction; readonly version: number },
) {
  const [offer] = isId(asked.id)
    ? await tx.query<PlaceOfferRow>(LOCK_OFFER_IN_SIGHT, [asked.id, ...sightOf(actor)])
    : [];
  if (offer === undefined) throw notFound('offer of places');
  if (!mayDo(actor, asked.action, offer)) throw forbidden(WHO[asked.action][1]);
  const next = placeOfferLifecycle.next(offer.state, asked.action);
  if (next === undefined || offer.isOver) throw unavailable(offer);
  if (offer.version !== asked.version)
    throw new Refusal(
      'VERSION_CONFLICT',
      'This offer has changed since you opened it. Look at it again.',
      ['input', 'version'],
      {
        currentVersion: offer.version,
      },
    );
  return { offer, next };
}

const unavailable = ({ state }: PlaceOfferRow): Refusal =>
  new Refusal('ACTION_UNAVAILABLE', 'This offer was answered, taken back, or is over.', [], {
    offerState: state,
  });

/**
 * Writes the answer of the body that is offered places; both quotas move with it. ACTION_UNAVAILABLE where the offer's time ends between
 * its loading and this. `waited`: how many of the added places somebody of the body waits for.
 */
export function answerPlaceOffer(
  tx: Transaction,
  offer: PlaceOfferRow,
  answer: 'ACCEPTED' | 'DECLINED',
  waited = 0,
): void {
  tx.writeLast(ANSWER_PLACE_OFFER, [offer.id, answer, newId(), newId(), waited], {
    rows: 1,
    otherwise: () => unavailable(offer),
  });
}
