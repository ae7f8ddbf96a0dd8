import { z } from 'zod';
import { defineJob, type JobDefinition } from '#libs/platform';

export const SCREENING_KINDS = [
  'DUPLICATES',
  'COMPLETENESS',
  'PREVIOUS_REFUSALS',
  'QUOTA',
  'WATCH_LIST',
] as const;
export type ScreeningKind = (typeof SCREENING_KINDS)[number];

export const SCREENING_STATES = ['PENDING', 'CLEAR', 'FLAGGED', 'FAILED'] as const;
export type ScreeningState = (typeof SCREENING_STATES)[number];

const payload = z.object({ nominationId: z.uuid(), version: z.number().int() });
export type ScreeningPayload = z.output<typeof payload>;

const screener = (name: string): JobDefinition<ScreeningPayload> =>
  defineJob({
    queue: 'screening',
    name,
    payload,
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
  payload,
  children: (subject: ScreeningPayload) =>
    SCREENING_KINDS.map((kind) => ({ job: SCREENERS[kind], payload: subject })),
});
