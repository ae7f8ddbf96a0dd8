import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { parseInput, type UserActor } from '#libs/kernel';
import { MOST_MANY } from '#libs/platform';
import { RemindColleagues, type RemindedReview } from '#libs/approvals';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';

const remindReviewsInput = z.object({
  conferenceId: z.string(),
  nominationIds: z
    .array(z.string())
    .min(1, 'Name at least one.')
    .max(MOST_MANY, `At most ${MOST_MANY.toLocaleString('en')} can be done at a time.`),
  isDryRun: z.boolean().default(false),
});

/** Reminds whoever still has to act on reviews of nominations. */
@Injectable()
export class RemindNominationReviews {
  constructor(private readonly reminders: RemindColleagues) {}

  /** Refuses as `RemindColleagues`, and INVALID_INPUT none or too many. */
  async run(actor: UserActor, key: string, raw: unknown): Promise<readonly RemindedReview[]> {
    const { nominationIds: subjectIds, ...input } = parseInput(remindReviewsInput, raw);
    return this.reminders.run(actor, key, { type: NOMINATION_SUBJECT, subjectIds, ...input });
  }
}
