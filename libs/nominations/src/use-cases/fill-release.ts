import { Injectable } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import { type Outcome } from '#libs/approvals';
import { Invitations } from '#libs/invitations';
import { type Reserve } from '../domain/reserve.js';
import { quotaDelta, type QuotaMove } from '../persistence/quota-ledger.js';
import { LOCK_QUOTAS, LOCK_RESERVES } from '../persistence/release.statements.js';
import {
  type Ask,
  modeOf,
  type OfferedPlaces,
  type PlaceMove,
  reserveLine,
} from '../queries/reserve-line.js';

/** A decision that is released, as far as places go. */
export interface DecidedForPlaces {
  readonly nominationId: string;
  readonly bodyId: string;
  readonly constituencyId: string;
  readonly outcome: Outcome;
  readonly isQuotaOverridden: boolean;
}

/** What follows from the places that a release frees. */
export interface Filling {
  /** Who moves up in the same release, where the conference invites the next at once. */
  readonly promotions: readonly Reserve[];
  /** What the host is told of, where it invites by hand. */
  readonly told: readonly OfferedPlaces[];
}

const NOTHING: Filling = { promotions: [], told: [] };

/** What a decision does to the place that its nomination holds. */
export function moveOf({
  outcome,
  isQuotaOverridden,
}: Pick<DecidedForPlaces, 'outcome' | 'isQuotaOverridden'>): QuotaMove {
  if (outcome === 'REJECT') return 'REFUSE';
  if (outcome === 'RESERVE') return 'RESERVE';
  return isQuotaOverridden ? 'CONSUME_OVERRIDDEN' : 'CONSUME';
}

/** Sums moves by place. */
export function sumByPlace(moves: readonly PlaceMove[]): PlaceMove[] {
  const sums = new Map<string, PlaceMove>();
  for (const { bodyId, constituencyId, delta } of moves) {
    const key = `${bodyId} ${constituencyId}`;
    const before = sums.get(key)?.delta ?? { held: 0, consumed: 0, overridden: 0, onOffer: 0 };
    sums.set(key, {
      bodyId,
      constituencyId,
      delta: {
        held: before.held + delta.held,
        consumed: before.consumed + delta.consumed,
        overridden: before.overridden + delta.overridden,
        onOffer: before.onOffer + delta.onOffer,
      },
    });
  }
  return [...sums.values()];
}

/** Finds who moves up by a release: the same for its preview and, with everybody locked, for itself. */
@Injectable()
export class FillRelease {
  constructor(private readonly invitations: Invitations) {}

  /** As things stand. Refusals free places and reservations bring who waits for one: without either nothing follows. */
  async plan(tx: Transaction, conferenceId: string, decided: readonly DecidedForPlaces[]): Promise<Filling> {
    if (decided.every(({ outcome }) => outcome === 'APPROVE')) return NOTHING;
    const ask: Ask = (text, values) => tx.query(text, values);
    const moves = sumByPlace(decided.map((one) => ({ ...one, delta: quotaDelta(moveOf(one)) })));
    const [mode, canBeAnswered, offered] = await Promise.all([
      modeOf(ask, conferenceId),
      this.invitations.canBeAnswered(tx, conferenceId),
      reserveLine(ask, moves.filter(isTouched(decided)), joiningOf(decided)),
    ]);
    if (mode === 'BY_HAND') return { promotions: [], told: offered };
    return { promotions: canBeAnswered ? offered.flatMap(({ line }) => line) : [], told: [] };
  }

  /**
   * The same with reserves and then quotas locked, in the order in which every writer locks them; the decided nominations
   * are locked by now. Whoever has left the list meanwhile is not among them.
   */
  async lock(tx: Transaction, conferenceId: string, decided: readonly DecidedForPlaces[]): Promise<Filling> {
    const first = await this.plan(tx, conferenceId, decided);
    if (first.promotions.length === 0) return first;
    const locked = await tx.query<{ id: string }>(LOCK_RESERVES, [
      first.promotions.map(({ id }) => id),
      joiningOf(decided),
    ]);
    const places = sumByPlace(
      first.promotions.map((reserve) => ({ ...reserve, delta: quotaDelta('PROMOTE') })),
    );
    await tx.query(LOCK_QUOTAS, [
      places.map(({ bodyId }) => bodyId),
      places.map(({ constituencyId }) => constituencyId),
    ]);
    const ids = new Set(locked.map(({ id }) => id));
    const { promotions, told } = await this.plan(tx, conferenceId, decided);
    return { promotions: promotions.filter(({ id }) => ids.has(id)), told };
  }
}

const joiningOf = (decided: readonly DecidedForPlaces[]): string[] =>
  decided.filter(({ outcome }) => outcome === 'RESERVE').map(({ nominationId }) => nominationId);

const isTouched =
  (decided: readonly DecidedForPlaces[]) =>
  ({ bodyId, constituencyId }: PlaceMove): boolean =>
    decided.some(
      (one) => one.outcome !== 'APPROVE' && one.bodyId === bodyId && one.constituencyId === constituencyId,
    );
