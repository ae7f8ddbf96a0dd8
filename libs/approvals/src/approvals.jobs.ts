import { z } from 'zod';
import { defineJob } from '#libs/platform';

const reviewStage = z.object({
  reviewId: z.uuid(),
  stage: z.enum(['REVIEW', 'SIGN_OFF']),
  /** Which of the stages that the review has entered: a reopening enters sign-off again, with a due time of its own. */
  round: z.number().int().min(1),
});

/** Reminds those who can act that a stage is nearly due; checks first that this very round still waits. */
export const remindReview = defineJob({
  queue: 'approvals',
  name: 'remind-review',
  // Each reminder of the plan is a message of its own.
  payload: reviewStage.extend({ reminder: z.number().int().min(0).max(9) }),
});

/** Tells the host's administrators that a stage is overdue; checks first that this very round still waits. */
export const escalateReview = defineJob({
  queue: 'approvals',
  name: 'escalate-review',
  payload: reviewStage,
});

/** Lets an undecided subject lapse; its context does the work, and looks first at whether the review is still open. */
export const lapseSubject = defineJob({
  queue: 'approvals',
  name: 'lapse-subject',
  payload: z.object({ reviewId: z.uuid(), subjectId: z.uuid() }),
});
