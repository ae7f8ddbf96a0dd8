import { describe, expect, it } from '@jest/globals';
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
