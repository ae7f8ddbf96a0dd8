import { z } from 'zod';
import { defineJob, type JobDefinition, type Transaction } from '#libs/platform';
import { SCREENING_KINDS, type ScreeningKind } from './domain/screening.js';
import { INSERT_SCREENINGS } from './persistence/screening.statements.js';
import { type SubjectVersion } from './screening-subjects.js';

// Subjects are nominations in the queue, for jobs of before lie there.
const screened = z.object({ nominationId: z.uuid(), version: z.number().int() });
export type ScreeningPayload = z.output<typeof screened>;

/** The most subjects that are screened together: many cost each little. */
export const MOST_SCREENED_TOGETHER = 1_000;
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

/** Begins the screening of this version of a subject: at its submission, and where a correction may make it another person's. */
export function screen(
  tx: Transaction,
  {
    id,
    version,
    conferenceId,
    bodyId,
  }: SubjectVersion & { readonly conferenceId: string; readonly bodyId: string },
): void {
  tx.write(INSERT_SCREENINGS, [id, version, SCREENING_KINDS, conferenceId, bodyId]);
  tx.enqueue(screenNomination, { nominationId: id, version }, { conferenceId });
}
