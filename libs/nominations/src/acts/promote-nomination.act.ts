import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { optionalProse, Refusal } from '#libs/kernel';
import { type Transaction, violatedConstraint } from '#libs/platform';
import { recordPromotion } from '#libs/approvals';
import { moveQuota, promiseToFill, QuotaRefusals } from '#libs/places';
import { PromoteReserve } from '../use-cases/promote-reserve.js';
import { SamePeople } from '../use-cases/same-people.js';
import { type Call, nominationAct, NominationActs, type Subject } from './nomination-acts.js';

const SPENT =
  'Every place of this body for this constituency is taken. Wait until one is given back, or promote beyond the quota and say why.';

export const promoteNomination = nominationAct({
  name: 'promoteNomination',
  description: 'Gives somebody on the reserve list a place; takes effect at once',
  action: 'PROMOTE',
  many: {
    description: 'Gives people on the reserve list places, the first of them first; takes effect at once',
    isInOrder: true,
  },
  input: {
    reasonText: optionalProse(2_000)
      .nullish()
      .describe('Why, at most 2,000 characters; needed where the quota is overridden'),
    isQuotaOverridden: z
      .boolean()
      .default(false)
      .describe("Give a place beyond the body's quota; needs reasonText"),
  },
  example: {},
  codes: ['SEPARATION_OF_DUTIES', 'REASON_REQUIRED', 'QUOTA_SPENT', 'ALREADY_EXPECTED'],
  extras: ['balance'],
});

/**
 * An approver gives somebody on the reserve list a place that is free, whatever their rank, or one beyond the quota. It
 * takes effect at once: the person is invited and the body is told.
 */
@Injectable()
export class PromoteNomination {
  static readonly act = promoteNomination;

  constructor(
    private readonly acts: NominationActs,
    private readonly quota: QuotaRefusals,
    private readonly promotion: PromoteReserve,
    private readonly people: SamePeople,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(
      promoteNomination,
      call,
      async ({ tx, actor, nomination, input: { isQuotaOverridden, reasonText: reason = null } }) => {
        if (isQuotaOverridden && reason === null) throw reasonRequired();
        await this.requireUnexpected(tx, nomination);
        await recordPromotion(tx, actor, nomination, reason);
        const { id, bodyId, constituencyId } = nomination;
        const move = isQuotaOverridden ? 'PROMOTE_OVERRIDDEN' : 'PROMOTE';
        moveQuota(tx, { bodyId, constituencyId, subjectId: id }, move, reason);
        // An overrun has to be met before anything is written on the strength of the place.
        await tx.settle();
        await this.promotion.promote(tx, nomination, { isQuotaOverridden });
        // What the host is still to be told of the place is put right.
        promiseToFill(tx, nomination.conferenceId, nomination);
        return {};
      },
      (error, subject) => this.explained(error, subject),
    );
  }

  /** Refuses ALREADY_EXPECTED where the host has judged that another nomination is of the same person and lets them be expected. */
  private async requireUnexpected(
    tx: Transaction,
    { id, conferenceId }: { readonly id: string; readonly conferenceId: string },
  ): Promise<void> {
    const other = (await this.people.lockHeldBack(tx, conferenceId, [id])).get(id);
    if (other !== undefined)
      throw new Refusal(
        'ALREADY_EXPECTED',
        `The host has judged that this is the person of ${other}, who is invited already. Judge the pair again if they are two.`,
      );
  }

  private async explained(
    error: unknown,
    { actor, nomination }: Subject<typeof promoteNomination>,
  ): Promise<unknown> {
    if (violatedConstraint(error) !== 'separation_of_duties')
      return this.quota.explained(actor, nomination, error, { message: SPENT });
    return new Refusal(
      'SEPARATION_OF_DUTIES',
      'Nobody promotes what they made, edited, submitted, answered for or recommended.',
    );
  }
}

const reasonRequired = (): Refusal<'REASON_REQUIRED'> =>
  new Refusal('REASON_REQUIRED', 'Say why the quota may be exceeded.', ['input', 'reasonText']);
