import { z } from 'zod';
import { defineJob } from '#libs/platform';

const passage = {
  nominationId: z.uuid(),
  /** The review that ended with the question. */ reviewId: z.uuid(),
};

/** Reminds a body of the host's question; checks first that it is still unanswered. `hoursBefore` tells reminders apart. */
export const remindAnswer = defineJob({
  queue: 'nominations',
  name: 'remind-answer',
  payload: z.object({ ...passage, hoursBefore: z.number().int().positive() }),
});

/** Lets a nomination lapse whose body has not answered the host's question in time; checks first that it is still so. */
export const lapseUnanswered = defineJob({
  queue: 'nominations',
  name: 'lapse-unanswered',
  payload: z.object(passage),
});

/** A little later than the due time, so that the database's clock agrees that it is over. */
export const afterDue = (dueAt: Date): Date => new Date(dueAt.getTime() + 1_000);
