import { z } from 'zod';
import { defineJob, type JobDefinition } from '#libs/platform';
import { type ScreeningKind } from './domain/screening.js';

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

const screened = z.object({ nominationId: z.uuid(), version: z.number().int() });
export type ScreeningPayload = z.output<typeof screened>;

/** The most nominations that are screened together: many cost each little. */
export const MOST_SCREENED_TOGETHER = 400;
/** One has the process while another waits for the database. */
export const BATCHES_AT_ONCE = 2;
/** While they are screened the next one gathers; a crash or a stop costs no more than these. */
const BATCHES_AT_HAND = BATCHES_AT_ONCE + 1;
/** A job waits for its batch and for those before it, on a machine that is short of everything too: tried again, each would be screened alone. */
const SCREENED_WITHIN_MS = 120_000;

const screening = (name: string, more: Partial<JobDefinition<ScreeningPayload>> = {}) =>
  defineJob({
    queue: 'screening',
    name,
    payload: screened,
    attempts: 5,
    backoffMs: 500,
    mostBackoffMs: 10_000,
    timeoutMs: SCREENED_WITHIN_MS,
    together: BATCHES_AT_HAND * MOST_SCREENED_TOGETHER,
    ...more,
  });

/** All checks of one version of a nomination; when they have ended, well or badly, it is under review. */
export const screenNomination = screening('screen-nomination');

/**
 * What an older release has queued or still queues beside this one: a flow of five jobs, each of which does one check, and
 * one that ends it. They are worked off, and nothing here makes new ones.
 */
export const FORMER_CHECKS: Record<ScreeningKind, JobDefinition<ScreeningPayload>> = {
  DUPLICATES: screening('screen-duplicates'),
  COMPLETENESS: screening('screen-completeness'),
  PREVIOUS_REFUSALS: screening('screen-previous-refusals'),
  QUOTA: screening('screen-quota'),
  WATCH_LIST: screening('screen-watch-list'),
};

/** Still a parent, so that one whose children the queue has forgotten is added again under another id. */
export const formerEnd = screening('finish-screening', { children: () => [] });
