import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { takenOverWithinMs, workerOptions } from '#libs/platform';
import { drain, testSettings } from '#libs/testing';
import { brittleJob, effectJob, flowJob } from './support/fault-jobs.js';
import { BACKENDS, FaultRig, lackOf, subjects } from './support/fault-rig.js';

/** The defaults of the settings, which tests make shorter. */
const INSTALLATION = { QUEUE_LOCK_MS: '5000', QUEUE_STALLED_MS: '500' };

describe.each(BACKENDS)('a worker that dies, on %s', (kind) => {
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

  it('goes on with a job within ten seconds of a kill -9, at the times of an installation (1)', async () => {
    const boundMs = takenOverWithinMs(workerOptions(await testSettings(rig.database, INSTALLATION)));
    expect(boundMs).toBe(7_000);
    const times = { env: INSTALLATION, timing: { sweepMs: 10_000 } };
    const victim = await rig.worker(times);
    await rig.promise(effectJob, [{ subject: 'long', workMs: 600_000 }]);
    await rig.began(1);
    await rig.worker(times);
    // What this machine needs just now for a job that only has to be begun, five times over.
    const askedAt = performance.now();
    await rig.promise(effectJob, [{ subject: 'short' }]);
    await rig.began(1, 'short');
    const ownSlownessMs = 5 * (performance.now() - askedAt);
    const killedAt = performance.now();
    await victim.end('SIGKILL');
    await rig.began(2, 'long');
    const tookMs = performance.now() - killedAt;
    process.stdout.write(
      `taken over after ${Math.round(tookMs)} ms on ${kind}; bound ${boundMs} ms, slowness ${Math.round(ownSlownessMs)} ms\n`,
    );
    expect(tookMs).toBeLessThan(boundMs + ownSlownessMs);
  });

  it('lets go of work that does not end in time, so that another worker begins at once (3)', async () => {
    const worker = await rig.worker({
      env: { QUEUE_LOCK_MS: '60000' },
      timing: { drainMs: 300, abortMs: 1_000 },
    });
    await rig.promise(effectJob, [{ subject: 'slow', workMs: 60_000 }]);
    await rig.began(1);
    await rig.worker();
    expect(await worker.end('SIGTERM')).toBe(0);
    await rig.began(2, 'slow');
  });

  it('loses and doubles nothing over six kills, and gives no job up because its workers die (1, 2)', async () => {
    await rig.promise(
      effectJob,
      subjects('kill', 120).map((one) => ({ ...one, workMs: 100 })),
    );
    await rig.promise(flowJob, subjects('flow', 5));
    // In hand at every kill; two failures would be its end, and BullMQ by itself gives up after two crashes.
    await rig.promise(brittleJob, [{ subject: 'stubborn', workMs: 4_000 }]);
    let next = await rig.worker();
    for (let kill = 1; kill <= 6; kill += 1) {
      const victim = next;
      await victim.ready();
      await rig.began(kill, 'stubborn');
      // Started before the kill, so that work can go on at once.
      next = await rig.spawn();
      await victim.end('SIGKILL');
    }
    await next.ready();
    expect(await rig.settled()).toEqual({ open: 0, done: 136, failed: 0, effects: 136, doubled: 0 });
    const stubborn = await rig.query(
      `SELECT attempts, failures FROM platform.outbox WHERE job = 'make-brittle-effect'`,
    );
    expect(stubborn).toEqual([{ attempts: 7, failures: 0 }]);
  });

  it('between the listeners of an event is heard once by each, the ones that had acted not again (1)', async () => {
    const alarms = Array.from({ length: 4 }, () => newId());
    const victim = await rig.worker();
    await rig.alarm(alarms, 4_000);
    await rig.began(alarms.length, '%/leave');
    await drain(async () => (await rig.tally()).done === alarms.length, { what: 'the bells to have rung' });
    await rig.spawn();
    await victim.end('SIGKILL');
    expect(await rig.settled()).toEqual({ open: 0, done: 8, failed: 0, effects: 8, doubled: 0 });
    const attempts = await rig.query<{ listener: string; n: number }>(
      `SELECT split_part(subject, '/', 2) AS listener, count(*)::int AS n FROM fault.attempt GROUP BY 1 ORDER BY 1`,
    );
    const [leave, ring] = attempts;
    expect(ring).toEqual({ listener: 'ring', n: 4 });
    // Each was begun by both workers. A busy machine may lose a lease of the second one too, and begins it once more.
    expect(leave).toMatchObject({ listener: 'leave' });
    expect(leave?.n).toBeGreaterThanOrEqual(8);
    // Told again when all is done, they are no news.
    await rig.alarm(alarms, 0);
    expect(await rig.tally()).toMatchObject({ open: 0, done: 8, effects: 8 });
  });

  it('ends its work when it is told to stop, and nothing is done twice (3)', async () => {
    const worker = await rig.worker();
    await rig.promise(
      effectJob,
      subjects('deploy', 60).map((one) => ({ ...one, workMs: 200 })),
    );
    await rig.began(5, 'deploy/%');
    expect(await worker.end('SIGTERM')).toBe(0);
    const [unfinished] = await rig.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM fault.attempt WHERE subject NOT IN (SELECT subject FROM fault.effect)`,
    );
    expect(unfinished).toEqual({ n: 0 });
    await rig.worker();
    expect(await rig.settled()).toMatchObject({ done: 60, effects: 60, doubled: 0 });
    const [attempts] = await rig.query('SELECT count(*)::int AS n FROM fault.attempt');
    expect(attempts).toEqual({ n: 60 });
  });

  it('takes the job from a worker that hears nothing for four leases, and only one counts (4)', async () => {
    const both = [await rig.worker(), await rig.worker()];
    await rig.promise(effectJob, [{ subject: 'blocked', blockMs: 8_000, workMs: 50 }]);
    await rig.began(1);
    const [first] = await rig.query<{ pid: number }>('SELECT pid FROM fault.attempt');
    const blocked = both.find(({ pid }) => pid === first?.pid);
    expect(await rig.settled()).toMatchObject({ done: 1, effects: 1 });
    await drain(() => blocked?.output().includes('Lost: '), {
      what: 'the blocked worker to notice',
      timeoutMs: 60_000,
      progress: () => blocked?.output(),
    });
    expect(await rig.tally()).toEqual({ open: 0, done: 1, failed: 0, effects: 1, doubled: 0 });
    const rows = await rig.query('SELECT attempts FROM platform.outbox');
    expect(rows).toEqual([{ attempts: 2 }]);
  });
});
