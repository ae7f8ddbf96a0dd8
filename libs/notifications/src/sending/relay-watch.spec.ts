import { describe, expect, it, jest } from '@jest/globals';
import { drain } from '#libs/testing';
import { RelayWatch } from './relay-watch.js';
import { type SendOutcome } from './send-outcome.js';

const REFUSED = {
  kind: 'unreachable',
  reason: 'PASSWORD',
  error: 'The mail server did not let us sign in',
} as const;
const AWAY = {
  kind: 'unreachable',
  reason: 'UNREACHABLE',
  error: 'The mail server could not be reached (ECONNREFUSED)',
} as const;

function watched(
  look: () => Promise<SendOutcome | undefined> = () => Promise.resolve(undefined),
  isKept: () => boolean = () => true,
) {
  const told: string[] = [];
  const written: string[] = [];
  const watch = new RelayWatch({
    teller: {
      error: (text) => told.push(`error: ${text.split('. ')[0] ?? ''}`),
      warn: (text) => told.push(`warn: ${text.split(' (')[0] ?? ''}`),
      log: (text) => told.push(`log: ${text}`),
    },
    log: {
      trouble: (reason) => Promise.resolve(written.push(reason) > 0 && isKept()),
      well: (hasTaken) => Promise.resolve(written.push(hasTaken ? 'took one' : 'well') > 0 && isKept()),
    },
    look,
    firstPauseMs: 1,
    mostPauseMs: 4,
  });
  return { watch, told, written };
}

describe('a mail server that takes nothing from us', () => {
  it('is told of once for each reason, however many messages wait, and once when it is over', () => {
    const { watch, told } = watched();
    for (const outcome of [REFUSED, REFUSED, AWAY, AWAY, REFUSED] as const) watch.note(outcome);
    for (let count = 0; count < 3; count += 1) watch.note({ kind: 'accepted' });
    watch.note(REFUSED);
    watch.stop();
    expect(told).toEqual([
      'error: Mail waits: The mail server did not let us sign in',
      'error: Mail waits: The mail server could not be reached (ECONNREFUSED)',
      'error: Mail waits: The mail server did not let us sign in',
      'log: The mail server takes mail again',
      'error: Mail waits: The mail server did not let us sign in',
    ]);
  });

  it('is another matter than one that refuses or puts off a single message, or gives no answer', () => {
    const { watch, told } = watched();
    watch.note({ kind: 'refused', error: '550 unknown' });
    watch.note({ kind: 'deferred', error: '451 later' });
    watch.note({ kind: 'accepted' });
    expect(told).toEqual([]);
    watch.note(AWAY);
    watch.note({ kind: 'in-doubt', error: 'no answer' });
    expect(told).toHaveLength(1);
    watch.note({ kind: 'deferred', error: '451 later' });
    watch.stop();
    expect(told.at(-1)).toBe('log: The mail server takes mail again');
  });

  it('is found out before any message has to, and looked at again until it lets us in', async () => {
    const answers: (SendOutcome | undefined)[] = [REFUSED, REFUSED, REFUSED, undefined];
    let looks = 0;
    let seen: () => void;
    const isWell = new Promise<void>((done) => (seen = done));
    const { watch, told, written } = watched(() => {
      looks += 1;
      if (looks === answers.length) setImmediate(() => seen());
      return Promise.resolve(answers[looks - 1]);
    });
    await watch.start();
    expect(told).toEqual(['error: Mail waits: The mail server did not let us sign in']);
    expect(written).toEqual(['PASSWORD']);
    await isWell;
    watch.stop();
    expect(looks).toBe(4);
    expect(written).toEqual(['PASSWORD', 'well']);
    expect(told.at(-1)).toBe('log: The mail server takes mail again');
  });

  it('that refuses our sender lets us in all the while: only a message that is answered ends that', async () => {
    const { watch, told } = watched();
    watch.note({ kind: 'unreachable', reason: 'REFUSED', error: '553 not you' });
    await watch.start();
    watch.stop();
    expect(told).toEqual(['error: Mail waits: 553 not you']);
    watch.note({ kind: 'accepted' });
    expect(told.at(-1)).toBe('log: The mail server takes mail again');
  });

  it('that turns us away at its door is looked at again as well, though no message waits', async () => {
    const away = { kind: 'unreachable', reason: 'REFUSED', error: '554 not today' } as const;
    const answers: (SendOutcome | undefined)[] = [away, away, undefined];
    let looks = 0;
    const { watch, told, written } = watched(() => Promise.resolve(answers[looks++]));
    await watch.start();
    await drain(() => written.includes('well'), { what: 'the server to let us in', everyMs: 1 });
    watch.stop();
    expect(looks).toBe(3);
    expect(told).toEqual(['error: Mail waits: 554 not today', 'log: The mail server takes mail again']);
  });

  it('is looked at after pauses that grow, and after a short one again once it was well', async () => {
    jest.useFakeTimers();
    try {
      let answer: SendOutcome | undefined = AWAY;
      let looks = 0;
      const { watch } = watched(() => {
        looks += 1;
        return Promise.resolve(answer);
      });
      const looksAfter = async (ms: number): Promise<number> => {
        await jest.advanceTimersByTimeAsync(ms);
        return looks;
      };
      await watch.start();
      // In milliseconds: 1, 2, 4, and no more than that.
      for (const pause of [1, 2, 4, 4]) {
        const before = looks;
        expect([await looksAfter(pause - 1), await looksAfter(1)]).toEqual([before, before + 1]);
      }
      answer = undefined;
      expect(await looksAfter(4)).toBe(6);
      expect(await looksAfter(100)).toBe(6);
      watch.note(AWAY);
      expect(await looksAfter(1)).toBe(7);
      watch.stop();
    } finally {
      jest.useRealTimers();
    }
  });

  it('that takes mail is written down as such, once in ten seconds', () => {
    const { watch, written } = watched();
    watch.note({ kind: 'deferred', error: '451 later' });
    for (let count = 0; count < 3; count += 1) watch.note({ kind: 'accepted' });
    expect(written).toEqual(['well', 'took one']);
  });

  it('is written down again as long as that did not work', async () => {
    let isKept = false;
    // What it would see by itself stays out of this.
    const { watch, written } = watched(
      () => new Promise(() => undefined),
      () => isKept,
    );
    const note = async (): Promise<void> => {
      watch.note(REFUSED);
      await new Promise(setImmediate);
    };
    await note();
    isKept = true;
    await note();
    await note();
    watch.stop();
    expect(written).toEqual(['PASSWORD', 'PASSWORD']);
  });

  it('has enough of us for a while: told once as no fault, and written down at each pause', () => {
    const { watch, told, written } = watched();
    for (let count = 0; count < 3; count += 1) watch.note({ kind: 'busy', error: '421 too many' });
    expect(told).toEqual(['warn: The mail server takes no more for the moment']);
    expect(written).toEqual(['LIMIT', 'LIMIT', 'LIMIT']);
  });
});
