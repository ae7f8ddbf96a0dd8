import { newId, Refusal } from '#libs/kernel';
import { type Transaction, violatedConstraint } from '#libs/platform';
import { type Place } from '../domain/place.js';
import { type Ask } from './ask.js';
import {
  APPLY_QUOTA,
  CHANGE_QUOTA,
  INSERT_QUOTA_ENTRIES,
  INSERT_QUOTA_ENTRY,
  LOCK_QUOTAS,
  USED,
} from './quota.statements.js';
import { type QuotaEntryKind } from './quota.table.js';

export interface QuotaBalance {
  readonly id: string;
  readonly bodyId: string;
  readonly constituencyId: string;
  /** Overrides included. */
  readonly allotted: number;
  /** Of these, the places that approvers gave beyond the allotment. */
  readonly overridden: number;
  readonly held: number;
  readonly consumed: number;
  readonly available: number;
}

export type QuotaMove =
  | 'HOLD'
  | 'RELEASE_HOLD'
  | 'REFUSE'
  | 'RESERVE'
  | 'CONSUME'
  | 'CONSUME_OVERRIDDEN'
  | 'RELEASE_CONSUMED'
  | 'RELEASE_OVERRIDDEN'
  | 'PROMOTE'
  | 'PROMOTE_OVERRIDDEN';

export interface QuotaDelta {
  readonly kind: QuotaEntryKind;
  readonly held: number;
  readonly consumed: number;
  readonly overridden: number;
  /** Places more or fewer that wait for a reserve; never below none, however many are taken. */
  readonly onOffer: number;
}

/**
 * On offer to the reserve list is what an approved person gives back and what a refusal frees, until a reserve takes it or
 * a new submission needs it because no other place is free. The hold of an undecided nomination is its body's own, and
 * whoever is put on the list has given nothing back. An override's extra place goes with its nomination.
 */
const DELTAS: Record<QuotaMove, QuotaDelta> = {
  HOLD: { kind: 'HOLD', held: 1, consumed: 0, overridden: 0, onOffer: 0 },
  RELEASE_HOLD: { kind: 'RELEASE', held: -1, consumed: 0, overridden: 0, onOffer: 0 },
  REFUSE: { kind: 'RELEASE', held: -1, consumed: 0, overridden: 0, onOffer: 1 },
  RESERVE: { kind: 'RELEASE', held: -1, consumed: 0, overridden: 0, onOffer: 0 },
  CONSUME: { kind: 'CONSUME', held: -1, consumed: 1, overridden: 0, onOffer: 0 },
  CONSUME_OVERRIDDEN: { kind: 'OVERRIDE', held: -1, consumed: 1, overridden: 1, onOffer: 0 },
  RELEASE_CONSUMED: { kind: 'RELEASE', held: 0, consumed: -1, overridden: 0, onOffer: 1 },
  RELEASE_OVERRIDDEN: { kind: 'RELEASE', held: 0, consumed: -1, overridden: -1, onOffer: 0 },
  PROMOTE: { kind: 'CONSUME', held: 0, consumed: 1, overridden: 0, onOffer: -1 },
  PROMOTE_OVERRIDDEN: { kind: 'OVERRIDE', held: 0, consumed: 1, overridden: 1, onOffer: 0 },
};

export const quotaDelta = (move: QuotaMove): QuotaDelta => DELTAS[move];

/** Why a place was taken, as the ledger tells of who moves up by itself. */
export const FROM_RESERVE_LIST = 'From the reserve list';

/** What a body without an allotment hears. */
export const NO_PLACES = 'This body has no places for this constituency.';

/**
 * One move on a body's quota for a constituency, with its ledger entry. An overrun is refused by the CHECK constraint. The
 * row is one for all subjects of the place, so it is written last: those who wait for it wait for one commit.
 * Answers the entry's id.
 */
export function moveQuota(
  tx: Transaction,
  place: Place & { readonly subjectId: string },
  move: QuotaMove,
  reason: string | null = null,
): string {
  const id = newId();
  const delta = DELTAS[move];
  const byUser = tx.actor.kind === 'user' ? tx.actor.userId : null;
  tx.writeLast(
    CHANGE_QUOTA,
    [place.bodyId, place.constituencyId, delta.held, delta.consumed, delta.overridden, delta.onOffer],
    { rows: 1, otherwise: () => new Refusal('QUOTA_SPENT', NO_PLACES, [], { balance: null }) },
  );
  tx.writeLast(INSERT_QUOTA_ENTRY, [
    id,
    place.bodyId,
    place.constituencyId,
    place.subjectId,
    delta.kind,
    delta.held,
    delta.consumed,
    delta.overridden,
    byUser,
    reason,
  ]);
  return id;
}

/** What an act does to the places of a body for a constituency. */
export interface PlaceMove extends Place {
  readonly delta: Omit<QuotaDelta, 'kind'>;
}

/** A move of one subject, as the ledger tells of it. */
export interface PlaceEntry extends Place {
  readonly subjectId: string;
  readonly delta: QuotaDelta;
  /** Null for what follows by itself. */
  readonly byUser: string | null;
  readonly reason: string | null;
}

const NO_MOVE = { held: 0, consumed: 0, overridden: 0, onOffer: 0 };

/** Sums moves by place. */
export function sumByPlace(moves: readonly PlaceMove[]): PlaceMove[] {
  const sums = new Map<string, PlaceMove>();
  for (const { bodyId, constituencyId, delta } of moves) {
    const key = `${bodyId} ${constituencyId}`;
    const before = sums.get(key)?.delta ?? NO_MOVE;
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

/** Locks the quotas of many places, in the order in which every writer locks them. */
export async function lockQuotas(tx: Transaction, places: readonly Place[]): Promise<void> {
  await tx.query(LOCK_QUOTAS, [
    places.map(({ bodyId }) => bodyId),
    places.map(({ constituencyId }) => constituencyId),
  ]);
}

/** Many moves in one pass over the quotas, which are locked by now, with an entry for each. */
export function moveQuotas(tx: Transaction, moves: readonly PlaceEntry[]): void {
  const sums = sumByPlace(moves);
  const sum = <T>(pick: (one: PlaceMove) => T): T[] => sums.map(pick);
  tx.write(APPLY_QUOTA, [
    sum((s) => s.bodyId),
    sum((s) => s.constituencyId),
    sum((s) => s.delta.held),
    sum((s) => s.delta.consumed),
    sum((s) => s.delta.overridden),
    sum((s) => s.delta.onOffer),
  ]);
  const move = <T>(pick: (one: PlaceEntry) => T): T[] => moves.map(pick);
  tx.write(INSERT_QUOTA_ENTRIES, [
    move(() => newId()),
    move((m) => m.bodyId),
    move((m) => m.constituencyId),
    move((m) => m.subjectId),
    move((m) => m.delta.kind),
    move((m) => m.delta.held),
    move((m) => m.delta.consumed),
    move((m) => m.delta.overridden),
    move((m) => m.byUser),
    move((m) => m.reason),
  ]);
}

/** Places that a subject uses, by the ledger: none or one, and of these given beyond the quota. */
export async function placesUsedBy(
  ask: Ask,
  subjectId: string,
): Promise<{ readonly consumed: number; readonly overridden: number }> {
  const [used] = await ask<{ consumed: number; overridden: number }>(USED, [subjectId]);
  return used ?? { consumed: 0, overridden: 0 };
}

export interface BalanceRow {
  [column: string]: unknown;
  id: string;
  body_id: string;
  constituency_id: string;
  allotted: number;
  overridden: number;
  held: number;
  consumed: number;
}

export const toBalance = (row: BalanceRow): QuotaBalance => ({
  id: row.id,
  bodyId: row.body_id,
  constituencyId: row.constituency_id,
  allotted: row.allotted,
  overridden: row.overridden,
  held: row.held,
  consumed: row.consumed,
  available: row.allotted - row.held - row.consumed,
});

/** Whether an error is the database's refusal to overrun a quota. */
export const isQuotaOverrun = (error: unknown): boolean => violatedConstraint(error) === 'quota_not_overrun';
