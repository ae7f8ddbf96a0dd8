import { describe, expect, it } from '@jest/globals';
import { Refusal } from '#libs/kernel';
import { z, ZodError } from 'zod';
import { describeJob } from './job-definition.js';
import { backoffMs, errorLabel, isFinal, isLastAttempt, isWorkerKiller } from './retry-policy.js';

const job = describeJob({
  queue: 'q',
  name: 'n',
  payload: z.object({}),
  attempts: 3,
  backoffMs: 100,
  mostBackoffMs: 1_000,
});

describe('retry policy', () => {
  it('doubles the wait up to its limit', () => {
    const waits = [1, 2, 3, 4, 5, 60].map((failures) => backoffMs(job, failures, () => 1));
    expect(waits).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  });

  it('takes at most half of the wait off, at random', () => {
    expect(backoffMs(job, 3, () => 0)).toBe(200);
    expect(backoffMs(job, 3, () => 0.5)).toBe(300);
  });

  it('counts failures, not claims, towards the last attempt', () => {
    expect([0, 1, 2].map((failures) => isLastAttempt(job, failures))).toEqual([false, false, true]);
  });

  it('holds a job that crashed its worker more than twenty times for the cause', () => {
    expect(isWorkerKiller(21, 0)).toBe(false);
    expect(isWorkerKiller(22, 0)).toBe(true);
    expect(isWorkerKiller(22, 2)).toBe(false);
  });

  it('tries neither refusals nor unreadable payloads again', () => {
    expect(isFinal(new Refusal('NOT_FOUND', 'There is no such nomination.'))).toBe(true);
    expect(isFinal(new ZodError([]))).toBe(true);
    expect(isFinal(new Error('no route to host'))).toBe(false);
  });

  it('labels an error by class and code, never by its message', () => {
    const refused = Object.assign(new Error('mail for ada@example.org refused'), {
      name: 'SmtpError',
      code: 'EENVELOPE',
    });
    expect(errorLabel(refused)).toBe('SmtpError EENVELOPE');
    expect(errorLabel(Object.assign(new Error('x'), { name: 'ada@example.org' }))).toBe('Error');
    expect(errorLabel('ada@example.org')).toBe('Error');
    expect(errorLabel(new Refusal('NOT_FOUND', 'x'))).toBe('Refusal NOT_FOUND');
  });
});
