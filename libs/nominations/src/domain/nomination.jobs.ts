import { z } from 'zod';
import { defineJob } from '#libs/platform';

/**
 * A place that a nomination used is free again: gives it back to the quota and offers it to the best-ranked reserve of
 * the same body and constituency. Safe to run twice: the ledger tells whether the place was given back.
 */
export const offerPlace = defineJob({
  queue: 'nominations',
  name: 'offer-place',
  payload: z.object({ nominationId: z.uuid() }),
});
