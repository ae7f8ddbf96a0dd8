import { types } from 'node:util';
import { InvalidInput, Refusal } from '#libs/kernel';
import { ZodError } from 'zod';
import { type JobDefinition } from './job-definition.js';

/** Crashes during one job after which the job is held to be what kills its workers. */
const MOST_CRASHES = 20;

/**
 * Milliseconds until the next attempt after `failures` bad ones: doubles from `backoffMs` up to `mostBackoffMs`, of
 * which a random half is taken off so that jobs that failed together do not come back together ("equal jitter").
 */
export function backoffMs(
  job: Pick<JobDefinition, 'backoffMs' | 'mostBackoffMs'>,
  failures: number,
  random: () => number = Math.random,
): number {
  const full = Math.min(job.mostBackoffMs, job.backoffMs * 2 ** Math.min(failures - 1, 40));
  return Math.round(full / 2 + (full / 2) * random());
}

/** The same thing would be answered again: a refusal, or a payload that this release does not understand. */
export function isFinal(error: unknown): boolean {
  return error instanceof Refusal || error instanceof InvalidInput || error instanceof ZodError;
}

export const isLastAttempt = (job: JobDefinition, failures: number): boolean => failures + 1 >= job.attempts;

/** Claims that neither ended well nor badly ended with the worker; a worker may die of other things, but not so often. */
export const isWorkerKiller = (attempts: number, failures: number): boolean =>
  attempts - 1 - failures > MOST_CRASHES;

/**
 * Class and code of an error, for the outbox and for people: never its message, which may quote what somebody typed.
 */
export function errorLabel(error: unknown): string {
  if (!types.isNativeError(error)) return 'Error';
  const { code } = error as Error & { code?: unknown };
  const name = /^\w{1,60}$/.test(error.name) ? error.name : 'Error';
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? `${name} ${code}` : name;
}
