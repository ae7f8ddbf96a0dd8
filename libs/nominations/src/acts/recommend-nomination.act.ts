import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { optionalProse, type UserActor } from '#libs/kernel';
import { OUTCOMES, ReviewDesk } from '#libs/approvals';
import { reviewOf } from '../persistence/nomination-record.js';
import { beginReview } from '../use-cases/begin-review.js';
import { nominationAct, NominationActs } from './nomination-acts.js';

export const recommendNomination = nominationAct({
  name: 'recommendNomination',
  description: "An officer's recommendation; with it the nomination goes to sign-off",
  action: 'RECOMMEND',
  input: {
    recommendation: z.enum(OUTCOMES).meta({ type: 'Recommendation' }),
    note: optionalProse(5_000).nullish(),
  },
  example: { recommendation: 'REJECT' },
  codes: ['SEPARATION_OF_DUTIES'],
  fact: { action: 'nomination.recommended', isOfHost: true },
});

/** An officer's recommendation. Only the host sees it; the body sees at most that the review has begun. */
@Injectable()
export class RecommendNomination {
  static readonly act = recommendNomination;

  constructor(
    private readonly acts: NominationActs,
    private readonly desk: ReviewDesk,
  ) {}

  run(...call: [actor: UserActor, id: string, key: string, raw: unknown]): Promise<{ id: string }> {
    return this.acts.run(recommendNomination, call, ({ tx, actor, nomination, input }) => {
      const { recommendation, note } = input;
      const quorum = this.desk.recommend(tx, actor, reviewOf(nomination), recommendation, note ?? null);
      beginReview(tx, nomination);
      const { insteadOf, agreeing, needed } = quorum;
      return { details: { recommendation, insteadOf, agreeing, needed } };
    });
  }
}
