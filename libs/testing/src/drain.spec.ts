import { describe, expect, it } from '@jest/globals';
import { drain, DrainTimeout } from './drain.js';

describe('drain', () => {
  it('returns what the condition answers once that is something', async () => {
    const answers = [undefined, 0, '', 'at last'];
    expect(await drain(() => answers.shift(), { what: 'an answer', everyMs: 1 })).toBe('at last');
  });

  it('throws at a time-out, saying what was waited for and how far it came', async () => {
    const waiting = drain(() => false, {
      what: '3 mails',
      timeoutMs: 20,
      everyMs: 1,
      progress: () => ({ mails: 2 }),
    });
    await expect(waiting).rejects.toThrow(new DrainTimeout('waited 0.02 s for 3 mails; so far: {"mails":2}'));
  });

  it('throws at once what the condition throws', async () => {
    const waiting = drain(() => Promise.reject(new Error('connection lost')), { what: 'rows' });
    await expect(waiting).rejects.toThrow('connection lost');
  });
});
