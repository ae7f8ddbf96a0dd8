import { describe, expect, it } from '@jest/globals';
import { ALIKE, likenessInTime } from './likeness-in-time.js';

/** Times that look like those of a busy machine, the same at each run. */
const noise = (seed: number) => (index: number) =>
  Promise.resolve({ ms: 2 + (((index + seed) * 7919) % 101) / 10 + ((index * seed) % 13 === 0 ? 40 : 0) });

describe('the likeness of two acts in time', () => {
  it('is high where only noise parts them', async () => {
    expect(await likenessInTime({ pairs: 60, one: noise(3), other: noise(17) })).toBeGreaterThan(ALIKE);
  });

  it('is next to nothing where one of them always takes a little longer', async () => {
    const slow = async (index: number) => ({ ms: (await noise(3)(index)).ms + 5 });
    expect(await likenessInTime({ pairs: 60, one: noise(17), other: slow })).toBeLessThan(ALIKE);
  });

  it('shows each pair to whoever compares the answers, the same one first', async () => {
    const seen: string[] = [];
    await likenessInTime({
      pairs: 4,
      one: (index) => Promise.resolve({ ms: index, name: `one ${index}` }),
      other: (index) => Promise.resolve({ ms: index, name: `other ${index}` }),
      check: (one, other) => seen.push(`${one.name}, ${other.name}`),
    });
    expect(seen).toEqual([0, 1, 2, 3].map((index) => `one ${index}, other ${index}`));
  });
});
