import { Injectable } from '@nestjs/common';
import { type Actor, Refusal } from '#libs/kernel';
import { Database, type Transaction } from '#libs/platform';
import { isQuotaOverrun, NO_PLACES } from '../persistence/quota-ledger.js';
import { QuotaBalances } from '../queries/quota-balances.js';

const LOCK = `SELECT id FROM nominations.quota WHERE body_id = $1 AND constituency_id = ANY ($2::uuid[]) ORDER BY id FOR UPDATE`;
const SPENT =
  'Every place of this body for this constituency is taken. Withdraw a nomination or ask the host for more places.';

/** Turns the database's refusal of an overrun into QUOTA_SPENT with the balance as it is now. */
@Injectable()
export class QuotaRefusals {
  private readonly balances: QuotaBalances;

  constructor(database: Database) {
    this.balances = new QuotaBalances(database);
  }

  /** Locks quota rows in the order of their ids, so that two writers never wait for each other. */
  async lockInOrder(tx: Transaction, bodyId: string, constituencyIds: readonly string[]): Promise<void> {
    await tx.query(LOCK, [bodyId, constituencyIds]);
  }

  /**
   * What is thrown instead of an error that a write met: an overrun becomes a refusal that carries the balance of the place it
   * was about, null where the body has no places at all.
   */
  async explained(
    actor: Actor,
    place: { readonly bodyId: string; readonly constituencyId: string },
    error: unknown,
    told: { readonly message?: string; readonly path?: readonly string[] } = {},
  ): Promise<unknown> {
    const isSpent = isQuotaOverrun(error) || (error instanceof Refusal && error.code === 'QUOTA_SPENT');
    if (!isSpent) return error;
    const balance = await this.balances.ofPlace(actor, place);
    const message = balance === null ? NO_PLACES : (told.message ?? SPENT);
    return new Refusal('QUOTA_SPENT', message, told.path ?? [], { balance });
  }
}
