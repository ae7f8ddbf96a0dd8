import { describe, expect, it } from '@jest/globals';
import { Batch } from './batch.js';

describe('Batch', () => {
  it('joins the calls of one turn and gives each its own answer', async () => {
    const seen: number[][] = [];
    const batch = new Batch<number, number>(async (items) => {
      seen.push([...items]);
      return items.map((item) => item * 10);
    });
    expect(await Promise.all([1, 2, 3].map((item) => batch.add(item)))).toEqual([10, 20, 30]);
    expect(seen).toEqual([[1, 2, 3]]);
  });

  it('collects what comes while a batch is under way, and keeps to the limit', async () => {
    const seen: number[][] = [];
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const batch = new Batch<number, number>(async (items) => {
      seen.push([...items]);
      await gate;
      return items;
    }, 2);
    const first = batch.add(1);
    await new Promise((next) => setImmediate(next));
    const rest = [2, 3, 4].map((item) => batch.add(item));
    release();
    expect(await Promise.all([first, ...rest])).toEqual([1, 2, 3, 4]);
    expect(seen).toEqual([[1], [2, 3], [4]]);
  });

  it('begins a second one beside the first only when it is full, and leaves what fills none to the last', async () => {
    const seen: number[][] = [];
    const gates: (() => void)[] = [];
    const batch = new Batch<number, number>(
      async (items) => {
        seen.push([...items]);
        await new Promise<void>((resolve) => gates.push(resolve));
        return items;
      },
      3,
      2,
    );
    const turn = () => new Promise((next) => setImmediate(next));
    const add = async (items: number[]) => {
      const added = items.map((item) => batch.add(item));
      await turn();
      return added;
    };
    const first = await add([1]);
    const next = await add([2, 3]);
    expect(seen).toEqual([[1]]);
    const more = await add([4, 5, 6, 7, 8]);
    expect(seen).toEqual([[1], [2, 3, 4]]);
    // The first ends: four wait, and three of them fill a batch.
    gates[0]?.();
    await Promise.all(first);
    await turn();
    expect(seen).toEqual([[1], [2, 3, 4], [5, 6, 7]]);
    // The second ends: one waits, which the third takes along when it has ended.
    gates[1]?.();
    await Promise.all(next);
    await turn();
    expect(seen).toHaveLength(3);
    gates[2]?.();
    await turn();
    await turn();
    expect(seen).toEqual([[1], [2, 3, 4], [5, 6, 7], [8]]);
    gates[3]?.();
    expect(await Promise.all(more)).toEqual([4, 5, 6, 7, 8]);
  });

  it('fails the whole batch and works on', async () => {
    let isBroken = true;
    const batch = new Batch<number, number>(async (items) => {
      if (isBroken) throw new Error('no database');
      return items;
    });
    const outcomes = await Promise.allSettled([batch.add(1), batch.add(2)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isBroken = false;
    expect(await batch.add(3)).toBe(3);
  });
});
