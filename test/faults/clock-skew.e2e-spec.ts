import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { drain } from '#libs/testing';
import { effectJob } from './support/fault-jobs.js';
import { BACKENDS, FaultRig, lackOf, subjects } from './support/fault-rig.js';

jest.setTimeout(120_000);

const MINUTE_MS = 60_000;
/** Lets a worker start whose clock is wrong, to see that nothing depends on the refusal alone. */
const anySkew = { timing: { mostSkewMs: 1e12 } };

describe.each(BACKENDS)('a worker whose clock is wrong, on %s', (kind) => {
  const lack = lackOf(kind);
  if (lack !== undefined) {
    it.skip(lack, () => undefined);
    return;
  }
  let rig: FaultRig;
  beforeAll(async () => {
    rig = await FaultRig.open(kind);
  });
  afterEach(() => rig.clear());
  afterAll(() => rig.close());

  it.each([
    ['five minutes ahead', 5 * MINUTE_MS, /is 300\.\d s ahead of the database's/],
    ['an hour behind', -60 * MINUTE_MS, /is 3\d{3}\.\d s behind the database's/],
  ])('does not start %s (16)', async (_, skewMs, message) => {
    await expect(rig.worker({ skewMs })).rejects.toThrow(message);
  });

  it('doubles and hurries nothing beside a worker that is five minutes ahead (16)', async () => {
    await Promise.all([rig.worker(anySkew), rig.worker({ ...anySkew, skewMs: 5 * MINUTE_MS })]);
    // Longer than a lease: a worker that is ahead takes every lock of the other for stale.
    await rig.promise(
      effectJob,
      subjects('skewed', 30).map((one) => ({ ...one, workMs: 2_500 })),
    );
    await rig.promise(effectJob, subjects('later', 5), { runAt: new Date(Date.now() + 6_000) });
    expect(await rig.settled(60_000)).toEqual({ open: 0, done: 35, failed: 0, effects: 35, doubled: 0 });
    const [attempts] = await rig.query('SELECT count(*)::int AS n FROM fault.attempt');
    expect(attempts).toEqual({ n: 35 });
    const [early] = await rig.query(
      `SELECT count(*)::int AS n FROM fault.attempt a JOIN platform.outbox o ON o.id = a.outbox_id WHERE a.began_at < o.run_at`,
    );
    expect(early).toEqual({ n: 0 });
  });

  it('does what is due in time although its clock is set back by an hour after the start, and says so (16)', async () => {
    const worker = await rig.worker({ jumpMs: -60 * MINUTE_MS });
    await rig.promise(effectJob, subjects('jumped', 5), { runAt: new Date(Date.now() + 5_000) });
    await drain(
      async () => (await rig.query('SELECT FROM platform.outbox WHERE relayed_at IS NOT NULL')).length === 5,
      { what: 'the jobs to wait in the queue' },
    );
    worker.signal('SIGUSR2');
    expect(await rig.settled(20_000)).toEqual({ open: 0, done: 5, failed: 0, effects: 5, doubled: 0 });
    expect(worker.output()).toMatch(/clock of this machine is 3\d{3}\.\d s behind the database's/);
  });
});
