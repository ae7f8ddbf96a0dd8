import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { parseInput, type UserActor, validId } from '#libs/kernel';
import { MOST_MANY } from '#libs/platform';
import { type Assignment, AssignReviews, MOST_ASSIGNEES } from '#libs/approvals';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';

const assignReviewsInput = z.object({
  conferenceId: z.string(),
  nominationIds: z
    .array(z.string())
    .min(1, 'Name at least one.')
    .max(MOST_MANY, `At most ${MOST_MANY.toLocaleString('en')} can be done at a time.`),
  assigneeIds: z
    .array(validId)
    .min(1, 'Choose at least one colleague.')
    .max(MOST_ASSIGNEES, `Choose at most ${MOST_ASSIGNEES} colleagues.`),
  isDryRun: z.boolean().default(false),
});

/** Gives reviews of nominations to colleagues. */
@Injectable()
export class AssignNominationReviews {
  constructor(private readonly assign: AssignReviews) {}

  /** Refuses as `AssignReviews`, and INVALID_INPUT none or too many of either. */
  async run(actor: UserActor, key: string, raw: unknown): Promise<Assignment> {
    const { nominationIds: subjectIds, ...input } = parseInput(assignReviewsInput, raw);
    return this.assign.run(actor, key, { type: NOMINATION_SUBJECT, subjectIds, ...input });
  }
}
