import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ANONYMOUS } from '#libs/kernel';
import { inSlices, Slices } from './slices.js';

describe('slices of long work', () => {
  it('are one in each turn of the event loop, of each caller in turns', async () => {
    const slices = new Slices();
    const done: string[] = [];
    let turn = 0;
    const work = async (caller: string): Promise<void> => {
      await slices.next(caller);
      done.push(`${caller} ${turn}`);
    };
    const all = Promise.all(['ada', 'ada', 'ada', 'bob', 'eve', 'eve'].map(work));
    while (done.length < 6) {
      await new Promise((resolve) => setImmediate(resolve));
      turn += 1;
    }
    await all;
    expect(done).toEqual(['ada 0', 'bob 1', 'eve 2', 'ada 3', 'eve 4', 'ada 5']);
  });
});

describe('slices of a dear request', () => {
  /** Who had a slice, in that order, and requests that are over when they are told so. */
  class Stage {
    readonly slices = new Slices();
    readonly done: string[] = [];
    private readonly endings = new Map<string, () => void>();

    request(caller: string, isDear: boolean): void {
      void this.slices.during(
        caller,
        isDear,
        () => new Promise<void>((resolve) => this.endings.set(caller, resolve)),
      );
    }

    ask(...callers: string[]): void {
      for (const caller of callers) void this.slices.next(caller).then(() => this.done.push(caller));
    }

    async end(caller: string): Promise<void> {
      this.endings.get(caller)?.();
      await turnsGoBy();
    }
  }

  const turnsGoBy = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('give way to a light request of somebody else until that is answered', async () => {
    const stage = new Stage();
    stage.request('ada', true);
    stage.ask('ada');
    await turnsGoBy();
    expect(stage.done).toEqual(['ada']);
    stage.request('bob', false);
    stage.ask('ada', 'ada', 'bob');
    await turnsGoBy();
    expect(stage.done).toEqual(['ada', 'bob']);
    await stage.end('bob');
    expect(stage.done).toEqual(['ada', 'bob', 'ada', 'ada']);
  });

  it('go on one by one, each after 20 ms, where light requests never end', async () => {
    const stage = new Stage();
    stage.request('ada', true);
    stage.request('bob', false);
    stage.ask('ada');
    await turnsGoBy();
    jest.advanceTimersByTime(19);
    await turnsGoBy();
    expect(stage.done).toEqual([]);
    jest.advanceTimersByTime(1);
    await turnsGoBy();
    expect(stage.done).toEqual(['ada']);
    stage.ask('ada');
    await turnsGoBy();
    expect(stage.done).toEqual(['ada']);
    jest.advanceTimersByTime(20);
    await turnsGoBy();
    expect(stage.done).toEqual(['ada', 'ada']);
  });

  it('give way to nothing of the same caller and to no other dear request', async () => {
    const stage = new Stage();
    stage.request('eve', true);
    stage.request('ada', true);
    stage.ask('ada', 'eve', 'ada');
    await turnsGoBy();
    expect(stage.done).toEqual(['ada', 'eve', 'ada']);
    stage.request('ada', false);
    stage.ask('ada', 'eve', 'ada');
    await turnsGoBy();
    expect(stage.done.slice(3)).toEqual(['ada', 'ada']);
  });

  it('are those of the dear request alone: what its caller does after it gives way no more', async () => {
    const stage = new Stage();
    stage.request('bob', false);
    stage.request('ada', true);
    expect(stage.slices.isDear('ada')).toBe(true);
    await stage.end('ada');
    expect(stage.slices.isDear('ada')).toBe(false);
    stage.ask('ada');
    await turnsGoBy();
    expect(stage.done).toEqual(['ada']);
  });

  it('count a request that failed as over', async () => {
    const stage = new Stage();
    const failed = (): never => {
      throw new Error('failed');
    };
    expect(() => stage.slices.during('bob', false, failed)).toThrow('failed');
    await expect(stage.slices.during('bob', false, async () => failed())).rejects.toThrow('failed');
    stage.request('ada', true);
    stage.ask('ada');
    await turnsGoBy();
    expect(stage.done).toEqual(['ada']);
  });
});

describe('work on many items', () => {
  /** As long as such a piece takes. */
  const busy = (milliseconds: number): void => {
    const until = performance.now() + milliseconds;
    while (performance.now() < until);
  };

  it('is done in their order, and others go on between pieces that take long', async () => {
    let others = 0;
    let isOver = false;
    const other = (): void => {
      others += 1;
      if (!isOver) setImmediate(other);
    };
    setImmediate(other);
    const results = await inSlices(ANONYMOUS, [1, 2, 3, 4], (item) => {
      busy(3);
      return 10 * item;
    });
    isOver = true;
    expect(results).toEqual([10, 20, 30, 40]);
    expect(others).toBeGreaterThanOrEqual(3);
  });
});
