import { z } from 'zod';
import { defineJob, type Transaction } from '#libs/platform';
import { type Place } from './domain/place.js';

const place = z.object({ bodyId: z.uuid(), constituencyId: z.uuid() });

/**
 * Places that were given back go to the best-ranked reserves of the same body and constituency. Safe to run twice and by
 * several workers at once: the quota tells how many places are on offer.
 */
export const fillPlaces = defineJob({ queue: 'nominations', name: 'fill-places', payload: place });

/** For whatever gives a place back or puts somebody on the reserve list. */
export function promiseToFill(
  tx: Transaction,
  conferenceId: string,
  { bodyId, constituencyId }: Place,
): void {
  tx.enqueue(fillPlaces, { bodyId, constituencyId }, { conferenceId });
}

/**
 * What an older release has queued or still queues beside this one, where this one hears what nominations and
 * invitations tell. They are worked off, and nothing here makes new ones.
 */
export const formerOfferPlace = defineJob({
  queue: 'nominations',
  name: 'offer-place',
  payload: z.object({ nominationId: z.uuid() }),
});
export const formerSettlePlace = defineJob({
  queue: 'nominations',
  name: 'settle-place',
  payload: z.object({
    invitationId: z.uuid(),
    nominationId: z.uuid(),
    outcome: z.enum(['CONFIRMED', 'DECLINED', 'LAPSED']),
  }),
});
