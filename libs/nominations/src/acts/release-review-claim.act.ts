import { Injectable } from '@nestjs/common';
import { ReviewClaims } from '#libs/approvals';
import { reviewOf } from '../persistence/nomination-record.js';
import { type Call, nominationAct, NominationActs } from './nomination-acts.js';

/** Lets a review go that the caller had taken on, or was given. */
@Injectable()
export class ReleaseReviewClaim {
  static readonly act = nominationAct({
    name: 'releaseReviewClaim',
    description: 'The caller lets a review go that they have taken on or were given; it is nobody’s then',
    action: 'RELEASE_CLAIM',
    many: { description: 'The caller lets reviews go that they have taken on or were given' },
    input: {},
    example: {},
    fact: { action: 'nomination.review-let-go', isOfHost: true },
  });

  constructor(
    private readonly acts: NominationActs,
    private readonly claims: ReviewClaims,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(ReleaseReviewClaim.act, call, async ({ tx, actor, nomination }) => {
      await this.claims.release(tx, actor, reviewOf(nomination));
      return {};
    });
  }
}
