import { z } from 'zod';
import { defineJob, type JobDefinition } from '#libs/platform';
import { SCREENING_KINDS, type ScreeningKind } from './domain/screening.js';

/**
 * A place that a nomination used is free again: gives it back to the quota and offers it to the best-ranked reserve of
 * the same body and constituency. Safe to run twice: the ledger tells whether the place was given back.
 */
export const offerPlace = defineJob({
  queue: 'nominations',
  name: 'offer-place',
  payload: z.object({ nominationId: z.uuid() }),
});

const screened = z.object({ nominationId: z.uuid(), version: z.number().int() });
export type ScreeningPayload = z.output<typeof screened>;

const screener = (name: string): JobDefinition<ScreeningPayload> =>
  defineJob({
    queue: 'screening',
    name,
    payload: screened,
    attempts: 5,
    backoffMs: 500,
    mostBackoffMs: 10_000,
    timeoutMs: 15_000,
  });

export const SCREENERS: Record<ScreeningKind, JobDefinition<ScreeningPayload>> = {
  DUPLICATES: screener('screen-duplicates'),
  COMPLETENESS: screener('screen-completeness'),
  PREVIOUS_REFUSALS: screener('screen-previous-refusals'),
  QUOTA: screener('screen-quota'),
  WATCH_LIST: screener('screen-watch-list'),
};

/** The flow: five screeners as children; when all have ended, well or badly, the nomination is under review. */
export const screenNomination: JobDefinition<ScreeningPayload> = defineJob({
  queue: 'screening',
  name: 'finish-screening',
  payload: screened,
  children: (subject: ScreeningPayload) =>
    SCREENING_KINDS.map((kind) => ({ job: SCREENERS[kind], payload: subject })),
});
