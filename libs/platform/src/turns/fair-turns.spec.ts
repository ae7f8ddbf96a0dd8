import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { FairTurns } from './fair-turns.js';

/** Work that is over when it is told so. */
class Works {
  readonly begun: string[] = [];
  readonly refused: string[] = [];
  private readonly endings = new Map<string, () => void>();

  constructor(private readonly turns: FairTurns) {}

  send(caller: string, name: string, size?: number): void {
    const work = (): Promise<void> => {
      this.begun.push(name);
      return new Promise<void>((resolve) => this.endings.set(name, resolve));
    };
    this.turns.run(caller, work, size).catch((error: unknown) => {
      expect(error).toMatchObject({ code: 'SERVICE_UNAVAILABLE', status: 503, retryAfter: 2 });
      this.refused.push(name);
    });
  }

  async end(...names: string[]): Promise<void> {
    for (const name of names) this.endings.get(name)?.();
    await settled();
  }
}

/** Until everything is begun that can be. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

const LIMITS = { atOnce: 4, ofOneCaller: 2, waiting: 6, patience: 15_000 };
const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name}${index + 1}`);

describe('work in fair turns', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is begun at once as long as there is room', async () => {
    const works = new Works(new FairTurns(LIMITS));
    works.send('ada', 'a1');
    works.send('eve', 'e1');
    expect(works.begun).toEqual(['a1', 'e1']);
  });

  it('of one caller is a few pieces at a time, in the order in which they came', async () => {
    const works = new Works(new FairTurns(LIMITS));
    for (const name of numbered('a', 5)) works.send('ada', name);
    await settled();
    expect(works.begun).toEqual(['a1', 'a2']);
    await works.end('a2');
    expect(works.begun).toEqual(['a1', 'a2', 'a3']);
    await works.end('a1', 'a3');
    expect(works.begun).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
  });

  it('that is large takes all places of its caller, in its order, and none of anybody else', async () => {
    const works = new Works(new FairTurns(LIMITS));
    works.send('ada', 'a1');
    works.send('ada', 'large1', Number.POSITIVE_INFINITY);
    works.send('ada', 'large2', Number.POSITIVE_INFINITY);
    works.send('ada', 'a2');
    works.send('eve', 'e1');
    works.send('eve', 'e2');
    await settled();
    expect(works.begun).toEqual(['a1', 'e1', 'e2']);
    await works.end('a1');
    expect(works.begun.slice(3)).toEqual(['large1']);
    await works.end('large1');
    expect(works.begun.slice(4)).toEqual(['large2']);
    await works.end('large2', 'e1', 'e2');
    expect(works.begun.slice(5)).toEqual(['a2']);
  });

  it('of a caller who comes late is begun at once, whatever others have waiting', async () => {
    const works = new Works(new FairTurns(LIMITS));
    for (const name of numbered('a', 5)) works.send('ada', name);
    works.send('eve', 'e1');
    expect(works.begun).toEqual(['a1', 'a2', 'e1']);
  });

  it('goes round the callers who wait, one piece each', async () => {
    const works = new Works(new FairTurns({ ...LIMITS, atOnce: 1, waiting: 20 }));
    for (const name of numbered('a', 4)) works.send('ada', name);
    for (const name of numbered('b', 3)) works.send('bob', name);
    works.send('eve', 'e1');
    for (const name of ['a1', 'a2', 'b1', 'e1', 'a3', 'b2', 'a4']) await works.end(name);
    expect(works.begun).toEqual(['a1', 'a2', 'b1', 'e1', 'a3', 'b2', 'a4', 'b3']);
  });

  it('beyond what may wait is refused at once', async () => {
    const works = new Works(new FairTurns(LIMITS));
    for (const name of numbered('a', 9)) works.send('ada', name);
    await settled();
    expect({ begun: works.begun, refused: works.refused }).toEqual({ begun: ['a1', 'a2'], refused: ['a9'] });
  });

  it('of somebody else takes the place of the newest of whoever waits with most', async () => {
    const works = new Works(new FairTurns({ ...LIMITS, atOnce: 2 }));
    for (const name of numbered('a', 8)) works.send('ada', name);
    for (const name of numbered('e', 4)) works.send('eve', name);
    await settled();
    // Six wait, three of each: from there on nobody has more than whoever comes.
    expect({ begun: works.begun, refused: works.refused }).toEqual({
      begun: ['a1', 'a2'],
      refused: ['a8', 'a7', 'a6', 'e4'],
    });
    await works.end('a1', 'a2');
    expect(works.begun).toEqual(['a1', 'a2', 'e1', 'a3']);
  });

  it('is refused when its turn has not come in time', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    const turns = new FairTurns(LIMITS);
    const works = new Works(turns);
    for (const name of numbered('a', 3)) works.send('ada', name);
    jest.advanceTimersByTime(14_999);
    works.send('ada', 'a4');
    jest.advanceTimersByTime(1);
    await settled();
    expect(works.refused).toEqual(['a3']);
    await works.end('a1', 'a2');
    expect(works.begun).toEqual(['a1', 'a2', 'a4']);
  });

  it('of a caller whose work gets on is not refused, however much of it there is, where the last success counts', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    const works = new Works(new FairTurns({ ...LIMITS, patienceSince: 'last success' }));
    for (const name of numbered('a', 6)) works.send('ada', name);
    // A minute for all of them: the last waits four times the patience, and never as long without news.
    for (const name of ['a1', 'a2', 'a3', 'a4', 'a5', 'a6']) {
      jest.advanceTimersByTime(10_000);
      await works.end(name);
    }
    expect({ begun: works.begun, refused: works.refused }).toEqual({ begun: numbered('a', 6), refused: [] });
  });

  it('that waits behind work that hangs or fails is refused all the same', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    const turns = new FairTurns({ ...LIMITS, patienceSince: 'last success' });
    const works = new Works(turns);
    const failing = turns.run('ada', () => new Promise((_, fail) => setTimeout(fail, 5_000)));
    failing.catch(() => undefined);
    for (const name of numbered('a', 3)) works.send('ada', name);
    jest.advanceTimersByTime(5_000);
    await settled();
    expect(works.begun).toEqual(['a1', 'a2']);
    jest.advanceTimersByTime(9_999);
    await settled();
    expect(works.refused).toEqual([]);
    jest.advanceTimersByTime(1);
    await settled();
    expect(works.refused).toEqual(['a3']);
  });

  it('that fails gives its place on, and its caller is forgotten once nothing of theirs is left', async () => {
    const turns = new FairTurns({ ...LIMITS, atOnce: 1, waiting: 1 });
    const failing = (): Promise<never> => Promise.reject(new Error('failed'));
    const first = turns.run('ada', failing);
    first.catch(() => undefined);
    const second = turns.run('bob', () => 'done');
    await expect(turns.run('eve', () => 'never')).rejects.toMatchObject({ status: 503 });
    await expect(first).rejects.toThrow('failed');
    expect(await second).toBe('done');
    expect(turns.callers).toBe(0);
  });
});
