import { Injectable } from '@nestjs/common';
import { ReviewClaims } from '#libs/approvals';
import { reviewOf } from '../persistence/nomination-record.js';
import { type Call, nominationAct, NominationActs } from './nomination-acts.js';

/** Takes the review on, for the stage at which it waits. Who acts first acts all the same. */
@Injectable()
export class ClaimReview {
  static readonly act = nominationAct({
    name: 'claimReview',
    description:
      'The caller takes the review of a nomination on, which the host’s colleagues then read. A courtesy: others may act all the same. It ends with the stage, with the role, and with an absence',
    action: 'CLAIM',
    many: { description: 'The caller takes the reviews of these nominations on' },
    input: {},
    example: {},
    codes: ['SEPARATION_OF_DUTIES', 'ALREADY_CLAIMED'],
    extras: ['claimedBy'],
    fact: { action: 'nomination.review-claimed', isOfHost: true },
  });

  constructor(
    private readonly acts: NominationActs,
    private readonly claims: ReviewClaims,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(ClaimReview.act, call, async ({ tx, actor, nomination }) => {
      await this.claims.claim(tx, actor, reviewOf(nomination));
      return {};
    });
  }
}
