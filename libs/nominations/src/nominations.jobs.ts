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

/** Tells a body's coordinators of all its nominations that are ready and that they were not told of. */
export const tellOfReady = defineJob({
  queue: 'nominations',
  name: 'tell-of-ready',
  payload: z.object({ bodyId: z.uuid() }),
});

/** A nominator marks one after the other; the coordinators get one mail. */
export const toldAt = (readyAt: Date): Date => new Date(readyAt.getTime() + 10 * 60_000);

/** A little later than the due time, so that the database's clock agrees that it is over. */
export const afterDue = (dueAt: Date): Date => new Date(dueAt.getTime() + 1_000);
