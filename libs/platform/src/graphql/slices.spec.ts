import { describe, expect, it } from '@jest/globals';
import { Slices } from './slices.js';

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
