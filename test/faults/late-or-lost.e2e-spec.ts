import { afterEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { effectJob } from './support/fault-jobs.js';
import { BACKENDS, FaultRig, lackOf, RIG_TIMING, subjects } from './support/fault-rig.js';

const LOST = /The queue has lost jobs; (\d+) that were due are in it again/g;
const LATE = /Jobs wait long for their turn/g;

/** One job at a time, of a second each: the last of them waits for several times as long as what a loss is known by. */
const SLOW = 10;
const slowWork = () => subjects('slow', SLOW).map((one) => ({ ...one, workMs: 1_000 }));

describe.each(BACKENDS)('jobs that are not done in time, on %s', (kind) => {
  const lack = lackOf(kind);
  if (lack !== undefined) {
    it.skip(lack, () => undefined);
    return;
  }
  let rig: FaultRig;
  afterEach(() => rig.close());

  /** Takes everything out of the queue behind the worker's back. */
  async function empty(): Promise<void> {
    if (rig.redis === undefined) {
      await rig.query('DELETE FROM bullmq.job');
      return;
    }
    const client = new Redis(rig.redis.url);
    await client.flushall();
    client.disconnect();
  }

  it('are late where the queue has them, and said to be late, once', async () => {
    rig = await FaultRig.open(kind);
    const worker = await rig.worker({ env: { QUEUE_CONCURRENCY: '1' } });
    await rig.promise(effectJob, slowWork());
    expect(await rig.settled()).toEqual({ open: 0, done: SLOW, failed: 0, effects: SLOW, doubled: 0 });
    expect(worker.output().match(LATE)).toHaveLength(1);
    expect(worker.output()).toContain(
      `due for more than ${(RIG_TIMING.sweepMs ?? 0) / 1_000} s. None of these is lost; another worker, or a higher QUEUE_CONCURRENCY, does them sooner`,
    );
    expect(worker.output()).not.toMatch(LOST);
  });

  it('are lost where it has them no more: said with their number, and done', async () => {
    rig = await FaultRig.open(kind);
    const worker = await rig.worker({ env: { QUEUE_CONCURRENCY: '1' } });
    await rig.promise(effectJob, slowWork());
    await rig.began(1);
    await empty();
    expect(await rig.settled(60_000)).toEqual({ open: 0, done: SLOW, failed: 0, effects: SLOW, doubled: 0 });
    const told = [...worker.output().matchAll(LOST)].map(([, count]) => Number(count));
    // All but the one at work, each once.
    expect(told.reduce((sum, count) => sum + count, 0)).toBe(SLOW - 1);
  });
});
