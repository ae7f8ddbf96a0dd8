import { newId, Refusal } from '#libs/kernel';
import { type Transaction, violatedConstraint } from '#libs/platform';
import { CHANGE_QUOTA, INSERT_QUOTA_ENTRY } from './nomination.statements.js';
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

/** What a body without an allotment hears. */
export const NO_PLACES = 'This body has no places for this constituency.';

/**
 * One move on a body's quota for a constituency, with its ledger entry. An overrun is refused by the CHECK constraint. The
 * row is one for all nominations of the place, so it is written last: those who wait for it wait for one commit.
 * Answers the entry's id.
 */
export function moveQuota(
  tx: Transaction,
  place: { readonly bodyId: string; readonly constituencyId: string; readonly nominationId: string },
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
    place.nominationId,
    delta.kind,
    delta.held,
    delta.consumed,
    delta.overridden,
    byUser,
    reason,
  ]);
  return id;
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
