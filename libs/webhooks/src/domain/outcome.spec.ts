import { describe, expect, it } from '@jest/globals';
import { type Answer } from './answer.js';
import { outcomeOf } from './outcome.js';

const status = (code: number, retryAfter?: string): Answer => ({
  kind: 'answered',
  status: code,
  retryAfter,
  body: '',
});
const silent: Answer = { kind: 'failed', reason: 'TIMEOUT' };
const at = { chance: 0, now: new Date(0) };
const change = { kind: 'nomination.submitted', attempt: 1 };

describe('what becomes of a delivery', () => {
  it.each([200, 204, 299])('has arrived with %d', (code) => {
    expect(outcomeOf(status(code), change, at)).toEqual({ kind: 'DELIVERED' });
  });

  it.each([
    ['a redirect', status(301)],
    ['what is not understood', status(400)],
    ['a fault of the receiver', status(500)],
    ['no answer', silent],
  ])('is tried again after %s', (_what, answer) => {
    expect(outcomeOf(answer, change, at)).toEqual({ kind: 'AGAIN', waitMs: 5_000 });
    expect(outcomeOf(answer, { ...change, attempt: 9 }, at)).toEqual({ kind: 'AGAIN', waitMs: 86_400_000 });
  });

  it('waits as long as the receiver asks for, where that is longer', () => {
    expect(outcomeOf(status(503, '600'), change, at)).toEqual({ kind: 'AGAIN', waitMs: 600_000 });
    expect(outcomeOf(status(429, '1'), change, at)).toEqual({ kind: 'AGAIN', waitMs: 5_000 });
  });

  it('is given up after the tenth attempt, and at once where the receiver is gone', () => {
    expect(outcomeOf(silent, { ...change, attempt: 10 }, at)).toEqual({ kind: 'FAILED', isGone: false });
    expect(outcomeOf(status(410), change, at)).toEqual({ kind: 'FAILED', isGone: true });
  });

  it('of a test is known after one attempt, which ends nothing', () => {
    const test = { kind: 'webhook.test', attempt: 1 };
    for (const answer of [silent, status(500), status(410)])
      expect(outcomeOf(answer, test, at)).toEqual({ kind: 'FAILED', isGone: false });
    expect(outcomeOf(status(200), test, at)).toEqual({ kind: 'DELIVERED' });
  });
});
