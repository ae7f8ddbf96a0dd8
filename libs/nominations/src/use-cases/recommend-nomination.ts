import { Injectable } from '@nestjs/common';
import { parseInput, type UserActor } from '#libs/kernel';
import { Commands } from '#libs/platform';
import { ReviewDesk } from '#libs/approvals';
import { recommendNominationInput } from '../domain/nomination.js';
import { loadForAction, reviewOf } from '../persistence/nomination-record.js';
import { beginReview } from './begin-review.js';
import { announceChange } from '../nominations.topics.js';

/** An officer's recommendation. Only the host sees it; the body sees at most that the review has begun. */
@Injectable()
export class RecommendNomination {
  constructor(
    private readonly commands: Commands,
    private readonly desk: ReviewDesk,
  ) {}

  async run(actor: UserActor, id: string, key: string, raw: unknown): Promise<{ id: string }> {
    const input = parseInput(recommendNominationInput, raw);
    return this.commands.run(
      actor,
      { operation: 'recommendNomination', key, request: [id, raw] },
      async (tx) => {
        const nomination = await loadForAction(tx, this.desk, actor, {
          id,
          version: input.version,
          action: 'RECOMMEND',
        });
        const { insteadOf, agreeing, needed } = this.desk.recommend(
          tx,
          actor,
          reviewOf(nomination),
          input.recommendation,
          input.note ?? null,
        );
        beginReview(tx, nomination);
        tx.audit({
          conferenceId: nomination.conferenceId,
          action: 'nomination.recommended',
          subjectType: 'nomination',
          subjectId: id,
          details: { recommendation: input.recommendation, insteadOf, agreeing, needed },
        });
        announceChange(tx, nomination, 'host');
        return { id };
      },
    );
  }
}
