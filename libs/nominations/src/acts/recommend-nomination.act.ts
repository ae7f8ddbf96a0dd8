import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { optionalProse } from '#libs/kernel';
import { OUTCOMES, SubjectActs } from '#libs/approvals';
import { type Call, nominationAct, NominationActs } from './nomination-acts.js';

export const recommendNomination = nominationAct({
  name: 'recommendNomination',
  description: "An officer's recommendation; with it the nomination goes to sign-off",
  action: 'RECOMMEND',
  many: { description: "An officer's recommendation of the same for each; with it they go to sign-off" },
  input: {
    recommendation: z.enum(OUTCOMES).meta({ type: 'Recommendation' }).describe('What is recommended'),
    note: optionalProse(5_000).nullish().describe('For the approver, at most 5,000 characters'),
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
    private readonly reviews: SubjectActs,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(recommendNomination, call, ({ tx, actor, nomination, input }) => {
      const { recommendation, note = null } = input;
      const quorum = this.reviews.recommend(tx, actor, nomination, { recommendation, note });
      const { insteadOf, agreeing, needed } = quorum;
      return { details: { recommendation, insteadOf, agreeing, needed } };
    });
  }
}
