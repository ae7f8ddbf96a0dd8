import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { drain } from '#libs/testing';
import { effectJob, flowJob } from './support/fault-jobs.js';
import { FaultRig, lackOf, subjects } from './support/fault-rig.js';

describe('a Redis that forgets', () => {
  const lack = lackOf('redis');
  if (lack !== undefined) {
    it.skip(lack, () => undefined);
    return;
  }
  let rig: FaultRig;
  beforeAll(async () => {
    rig = await FaultRig.open('redis');
    await rig.worker();
  });
  afterEach(() => rig.clear());
  afterAll(() => rig.close());

  async function redis(work: (client: Redis) => Promise<unknown>): Promise<void> {
    const client = new Redis(rig.redis?.url ?? '', { maxRetriesPerRequest: 3 });
    try {
      await work(client);
    } finally {
      client.disconnect();
    }
  }

  it('loses nothing when it is killed with a backlog and starts again (9)', async () => {
    await rig.promise(
      effectJob,
      subjects('before', 100).map((one) => ({ ...one, workMs: 100 })),
    );
    await rig.effects(10);
    await rig.redis?.kill();
    // Promises are made as if nothing had happened: the database is all that they need.
    await rig.promise(effectJob, subjects('during', 50));
    await rig.redis?.restart();
    await rig.promise(effectJob, subjects('after', 20));
    expect(await rig.settled()).toEqual({ open: 0, done: 170, failed: 0, effects: 170, doubled: 0 });
  });

  it('has all work back within a minute of FLUSHALL, flows and delayed work included (10)', async () => {
    await rig.promise(
      effectJob,
      subjects('flushed', 100).map((one) => ({ ...one, workMs: 200 })),
    );
    await rig.promise(
      flowJob,
      subjects('flow', 5).map((one) => ({ ...one, workMs: 500 })),
    );
    await rig.promise(effectJob, subjects('delayed', 10), { runAt: new Date(Date.now() + 5_000) });
    await rig.effects(10);
    const flushedAt = performance.now();
    await redis((client) => client.flushall());
    expect(await rig.settled(60_000)).toEqual({ open: 0, done: 125, failed: 0, effects: 125, doubled: 0 });
    expect(performance.now() - flushedAt).toBeLessThan(60_000);
  });

  it('keeps promises in the database while it is full, and says so (11)', async () => {
    const worker = await rig.worker();
    await redis(async (client) => {
      await client.config('SET', 'maxmemory', '1mb');
    });
    await rig.promise(effectJob, subjects('full', 40));
    await drain(() => /The relay waits: \w+/.test(worker.output()), {
      what: 'the relay to say that the queue takes nothing',
      timeoutMs: 60_000,
      progress: () => worker.output(),
    });
    const [waiting] = await rig.query('SELECT count(*)::int AS n FROM platform.outbox WHERE done_at IS NULL');
    expect(waiting).toEqual({ n: 40 });
    await redis(async (client) => {
      await client.config('SET', 'maxmemory', '0');
    });
    expect(await rig.settled()).toEqual({ open: 0, done: 40, failed: 0, effects: 40, doubled: 0 });
  });

  it('refuses to start while Redis may throw jobs away, and says what to set', async () => {
    await redis(async (client) => {
      await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
    });
    const worker = await rig.spawn({ env: { LOG_LEVEL: 'warn' } });
    await drain(() => !worker.isAlive(), {
      what: 'the worker to end',
      timeoutMs: 40_000,
      progress: () => worker.output(),
    });
    expect(worker.output()).toMatch(
      /REDIS_URL: the server at 127\.0\.0\.1:\d+ has maxmemory-policy allkeys-lru, .*set it to noeviction/,
    );
    await redis(async (client) => {
      await client.config('SET', 'maxmemory-policy', 'noeviction');
    });
  });
});
