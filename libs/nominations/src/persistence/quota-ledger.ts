import { newId, Refusal } from '#libs/kernel';
import { type Database, inSight, sightOf, type Transaction, violatedConstraint } from '#libs/platform';
import { type Actor } from '#libs/kernel';
import { CHANGE_QUOTA, INSERT_QUOTA_ENTRY } from './nomination.statements.js';

export interface QuotaBalance {
  readonly id: string;
  readonly bodyId: string;
  readonly constituencyId: string;
  readonly allotted: number;
  readonly held: number;
  readonly consumed: number;
  readonly available: number;
}

export type QuotaMove =
  'HOLD' | 'RELEASE_HOLD' | 'CONSUME' | 'CONSUME_OVERRIDDEN' | 'RELEASE_CONSUMED' | 'CONSUME_FREE';

const DELTAS: Record<QuotaMove, { kind: string; held: number; consumed: number; overridden: number }> = {
  HOLD: { kind: 'HOLD', held: 1, consumed: 0, overridden: 0 },
  RELEASE_HOLD: { kind: 'RELEASE', held: -1, consumed: 0, overridden: 0 },
  CONSUME: { kind: 'CONSUME', held: -1, consumed: 1, overridden: 0 },
  CONSUME_OVERRIDDEN: { kind: 'OVERRIDE', held: -1, consumed: 1, overridden: 1 },
  RELEASE_CONSUMED: { kind: 'RELEASE', held: 0, consumed: -1, overridden: 0 },
  CONSUME_FREE: { kind: 'CONSUME', held: 0, consumed: 1, overridden: 0 },
};

export const quotaDelta = (move: QuotaMove): (typeof DELTAS)[QuotaMove] => DELTAS[move];

/** One move on a body's quota for a constituency, with its ledger entry. An overrun is refused by the CHECK constraint. */
export function moveQuota(
  tx: Transaction,
  place: { readonly bodyId: string; readonly constituencyId: string; readonly nominationId: string },
  move: QuotaMove,
  reason: string | null = null,
): void {
  const delta = DELTAS[move];
  const byUser = tx.actor.kind === 'user' ? tx.actor.userId : null;
  tx.write(CHANGE_QUOTA, [place.bodyId, place.constituencyId, delta.held, delta.consumed, delta.overridden], {
    rows: 1,
    otherwise: () =>
      new Refusal('QUOTA_SPENT', 'This body has no places for this constituency.', [], { balance: null }),
  });
  tx.write(INSERT_QUOTA_ENTRY, [
    newId(),
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
}

const BALANCE = `SELECT q.id, q.body_id, q.constituency_id, q.allotted + q.overridden AS allotted, q.held, q.consumed
  FROM nominations.quota q WHERE q.body_id = $1 AND q.constituency_id = $2 AND ${inSight('q', 3)}`;

export async function readBalance(
  database: Database,
  actor: Actor,
  place: { readonly bodyId: string; readonly constituencyId: string },
): Promise<QuotaBalance | null> {
  const [row] = await database.read<Record<string, never> & BalanceRow>(actor, BALANCE, [
    place.bodyId,
    place.constituencyId,
    ...sightOf(actor),
  ]);
  return row === undefined ? null : toBalance(row);
}

export interface BalanceRow {
  [column: string]: unknown;
  id: string;
  body_id: string;
  constituency_id: string;
  allotted: number;
  held: number;
  consumed: number;
}

export const toBalance = (row: BalanceRow): QuotaBalance => ({
  id: row.id,
  bodyId: row.body_id,
  constituencyId: row.constituency_id,
  allotted: row.allotted,
  held: row.held,
  consumed: row.consumed,
  available: row.allotted - row.held - row.consumed,
});

/** Whether an error is the database's refusal to overrun a quota. */
export const isQuotaOverrun = (error: unknown): boolean => violatedConstraint(error) === 'quota_not_overrun';
