import { z } from 'zod';
import { defineJob } from '#libs/platform';

const reviewStage = z.object({ reviewId: z.uuid(), stage: z.enum(['REVIEW', 'SIGN_OFF']) });

/** Reminds those who can act that a stage is nearly due; checks first that it still waits. */
export const remindReview = defineJob({ queue: 'approvals', name: 'remind-review', payload: reviewStage });

/** Tells the host's administrators that a stage is overdue; checks first that it still waits. */
export const escalateReview = defineJob({
  queue: 'approvals',
  name: 'escalate-review',
  payload: reviewStage,
});

/** Lets an undecided subject lapse; its context does the work, after checking that the review is still open. */
export const lapseSubject = defineJob({
  queue: 'approvals',
  name: 'lapse-subject',
  payload: z.object({ reviewId: z.uuid(), subjectId: z.uuid() }),
});
