import { Injectable } from '@nestjs/common';
import { parseInput, Refusal, type UserActor } from '#libs/kernel';
import { Commands, violatedConstraint } from '#libs/platform';
import { recordPromotion, ReviewDesk } from '#libs/approvals';
import { promoteNominationInput } from '../domain/nomination.js';
import { loadForAction, type NominationRecord } from '../persistence/nomination-record.js';
import { moveQuota } from '../persistence/quota-ledger.js';
import { PromoteReserve } from './promote-reserve.js';
import { QuotaRefusals } from './quota-refusals.js';

const SPENT =
  'Every place of this body for this constituency is taken. Wait until one is given back, or promote beyond the quota and say why.';

/**
 * An approver gives somebody on the reserve list a place that is free, whatever their rank, or one beyond the quota. It
 * takes effect at once: the person is invited and the body is told.
 */
@Injectable()
export class PromoteNomination {
  constructor(
    private readonly commands: Commands,
    private readonly desk: ReviewDesk,
    private readonly quota: QuotaRefusals,
    private readonly promotion: PromoteReserve,
  ) {}

  /** Refuses also SEPARATION_OF_DUTIES, REASON_REQUIRED and QUOTA_SPENT (with the balance). */
  async run(actor: UserActor, id: string, key: string, raw: unknown): Promise<{ id: string }> {
    const input = parseInput(promoteNominationInput, raw);
    const reason = input.reasonText ?? null;
    let place: NominationRecord | undefined;
    const promote = (): Promise<{ id: string }> =>
      this.commands.run(actor, { operation: 'promoteNomination', key, request: [id, raw] }, async (tx) => {
        const nomination = await loadForAction(tx, this.desk, actor, {
          id,
          version: input.version,
          action: 'PROMOTE',
        });
        place = nomination;
        const { isQuotaOverridden } = input;
        if (isQuotaOverridden && reason === null) throw reasonRequired();
        await recordPromotion(tx, actor, nomination, reason);
        const { bodyId, constituencyId } = nomination;
        const move = isQuotaOverridden ? 'PROMOTE_OVERRIDDEN' : 'PROMOTE';
        moveQuota(tx, { bodyId, constituencyId, nominationId: id }, move, reason);
        // An overrun has to be met before anything is written on the strength of the place.
        await tx.settle();
        await this.promotion.promote(tx, nomination, { isQuotaOverridden });
        return { id };
      });
    try {
      return await this.quota.explain(actor, () => place, promote, { message: SPENT });
    } catch (error) {
      if (violatedConstraint(error) !== 'separation_of_duties') throw error;
      throw new Refusal(
        'SEPARATION_OF_DUTIES',
        'Nobody promotes what they made, edited, submitted, answered for or recommended.',
      );
    }
  }
}

const reasonRequired = (): Refusal<'REASON_REQUIRED'> =>
  new Refusal('REASON_REQUIRED', 'Say why the quota may be exceeded.', ['input', 'reasonText']);
