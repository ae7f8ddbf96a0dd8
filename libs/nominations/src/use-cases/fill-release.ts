import { Injectable } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import { type Outcome } from '#libs/approvals';
import { Invitations } from '#libs/invitations';
import {
  type Ask,
  lockQuotas,
  modeOf,
  type OfferedPlaces,
  type PlaceMove,
  quotaDelta,
  type QuotaMove,
  ReserveLine,
  sumByPlace,
} from '#libs/places';
import { type Filling, type LockedFilling } from '../domain/filling.js';
import { LOCK_RESERVES } from '../persistence/release.statements.js';
import { SamePeople } from './same-people.js';

/** A decision that is released, as far as places go. */
export interface DecidedForPlaces {
  readonly nominationId: string;
  readonly bodyId: string;
  readonly constituencyId: string;
  readonly outcome: Outcome;
  readonly isQuotaOverridden: boolean;
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

/** Finds who moves up by a release: the same for its preview and, with everybody locked, for itself. */
@Injectable()
export class FillRelease {
  constructor(
    private readonly invitations: Invitations,
    private readonly line: ReserveLine,
    private readonly people: SamePeople,
  ) {}

  /** As things stand. Refusals free places and reservations bring who waits for one: without either nothing follows. */
  async plan(
    tx: Pick<Transaction, 'query'>,
    conferenceId: string,
    decided: readonly DecidedForPlaces[],
  ): Promise<Filling> {
    if (decided.every(({ outcome }) => outcome === 'APPROVE')) return NOTHING;
    const ask: Ask = (text, values) => tx.query(text, values);
    const [mode, canBeAnswered, offered] = await Promise.all([
      modeOf(ask, conferenceId),
      this.invitations.canBeAnswered(tx, conferenceId),
      this.next(tx, conferenceId, decided),
    ]);
    if (mode === 'BY_HAND') return { promotions: [], told: offered };
    return { promotions: canBeAnswered ? offered.flatMap(({ line }) => line) : [], told: [] };
  }

  /**
   * The same with reserves and then all quotas of the release locked, each in the order in which every writer locks them; the
   * decided nominations are locked by now. What it finds then is so until the commit, but for the reserves that it finds only
   * now: to lock them behind the quotas would be the wrong way round, so they are left to `fillPlaces`.
   */
  async lock(
    tx: Transaction,
    conferenceId: string,
    decided: readonly DecidedForPlaces[],
  ): Promise<LockedFilling> {
    const first = await this.plan(tx, conferenceId, decided);
    if (first.promotions.length > 0) await this.people.lock(tx, conferenceId);
    const locked =
      first.promotions.length === 0
        ? []
        : await tx.query<{ id: string }>(LOCK_RESERVES, [
            first.promotions.map(({ id }) => id),
            joiningOf(decided),
          ]);
    const places = sumByPlace(decided.map((one) => ({ ...one, delta: quotaDelta(moveOf(one)) })));
    await lockQuotas(tx, places);
    const { promotions, told } = await this.plan(tx, conferenceId, decided);
    const ids = new Set(locked.map(({ id }) => id));
    return {
      promotions: promotions.filter(({ id }) => ids.has(id)),
      told,
      left: promotions.filter(({ id }) => !ids.has(id)),
    };
  }

  /** Who is next for the places that come free. Whoever this very release invites by another nomination is passed over, and the next one comes. */
  private async next(
    tx: Pick<Transaction, 'query'>,
    conferenceId: string,
    decided: readonly DecidedForPlaces[],
    passedOver: readonly string[] = [],
  ): Promise<readonly OfferedPlaces[]> {
    const ask: Ask = (text, values) => tx.query(text, values);
    const moves = sumByPlace(decided.map((one) => ({ ...one, delta: quotaDelta(moveOf(one)) })));
    const touched = moves.filter(isTouched(decided));
    const offered = await this.line.after(ask, touched, joiningOf(decided), passedOver);
    const line = offered.flatMap((place) => place.line.map(({ id }) => id));
    if (line.length === 0) return offered;
    const approved = decided.filter(({ outcome }) => outcome === 'APPROVE');
    const inviting = [...approved.map(({ nominationId }) => nominationId), ...line];
    const twice = await this.people.heldBack(tx, conferenceId, inviting);
    const held = line.filter((id) => twice.has(id));
    return held.length === 0 ? offered : this.next(tx, conferenceId, decided, [...passedOver, ...held]);
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
