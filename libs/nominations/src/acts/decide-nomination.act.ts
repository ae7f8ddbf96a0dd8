import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { optionalProse, validId } from '#libs/kernel';
import { isReasonSharedByDefault, OUTCOMES, REASON_CODES, SubjectActs } from '#libs/approvals';
import { QuotaRefusals } from '#libs/places';
import { isOnWatchList } from '#libs/screening';
import { type Call, nominationAct, NominationActs } from './nomination-acts.js';

export const decideNomination = nominationAct({
  name: 'decideNomination',
  description: 'Signs a nomination off; nothing leaves the host before the release',
  action: 'DECIDE',
  many: { description: 'Signs nominations off with one outcome; nothing leaves the host before the release' },
  input: {
    outcome: z.enum(OUTCOMES).meta({ type: 'DecisionOutcome' }).describe('What is signed off'),
    reasonCode: z.enum(REASON_CODES).meta({ type: 'ReasonCode' }).nullish().describe('Needed for REJECT'),
    reasonText: optionalProse(2_000)
      .nullish()
      .describe('Why, in words: at most 2,000 characters; needed where the quota is overridden'),
    onBehalfOfId: validId.nullish().describe('The absent colleague for whom the caller signs'),
    isReasonShared: z
      .boolean()
      .nullish()
      .describe(
        'Tell the body the reason. Left out: shared, but for SECURITY and for whoever may be on the watch list (see `reasonsSharedByDefault`)',
      ),
    isQuotaOverridden: z
      .boolean()
      .default(false)
      .describe("Give a place beyond the body's quota; needs reasonText"),
  },
  example: { outcome: 'RESERVE' },
  // ALREADY_DECIDED with who did.
  codes: ['SEPARATION_OF_DUTIES', 'ALREADY_DECIDED', 'REASON_REQUIRED', 'QUOTA_SPENT'],
  extras: ['balance', 'decidedBy'],
});

/** Signs a nomination off: approve, reject or reserve. Nothing of it leaves the host before the release. */
@Injectable()
export class DecideNomination {
  static readonly act = decideNomination;

  constructor(
    private readonly acts: NominationActs,
    private readonly reviews: SubjectActs,
    private readonly quota: QuotaRefusals,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(
      decideNomination,
      call,
      async ({ tx, actor, nomination, input }) => {
        const reasonCode = input.reasonCode ?? null;
        await this.reviews.signOff(tx, actor, nomination, {
          outcome: input.outcome,
          reasonCode,
          reasonText: input.reasonText ?? null,
          isReasonShared:
            input.isReasonShared ??
            isReasonSharedByDefault(reasonCode, await isOnWatchList(tx, nomination.id)),
          isQuotaOverridden: input.isQuotaOverridden,
          onBehalfOfId: input.onBehalfOfId ?? null,
        });
        return {};
      },
      async (error, { actor, nomination }) =>
        (await this.reviews.explained(error, actor, nomination)) ??
        this.quota.explained(actor, nomination, error),
    );
  }
}
