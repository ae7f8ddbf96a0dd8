import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommitUnknown, isDatabaseUnavailable } from '#libs/platform';
import { effectJob, flowJob } from './support/fault-jobs.js';
import { BACKENDS, FaultRig, lackOf, subjects } from './support/fault-rig.js';
import { type OwnServer, ownServer } from './support/own-server.js';

describe.each(BACKENDS)('a PostgreSQL that crashes, with the queue on %s', (kind) => {
  const lack = lackOf(kind);
  if (lack !== undefined) {
    it.skip(lack, () => undefined);
    return;
  }
  let server: OwnServer;
  let rig: FaultRig;
  beforeAll(async () => {
    server = await ownServer();
    rig = await FaultRig.open(kind, server.database);
  });
  afterAll(() => rig.close());

  it('refuses promises while it is down; what was promised is done by the same workers afterwards (5)', async () => {
    const workers = await Promise.all([rig.worker(), rig.worker()]);
    await rig.promise(
      effectJob,
      subjects('before', 100).map((one) => ({ ...one, workMs: 200 })),
    );
    await rig.promise(flowJob, subjects('flow', 5));
    await rig.effects(10);
    await server.crash();
    const refused = await rig.promise(effectJob, subjects('during', 10)).then(
      () => undefined,
      (error: unknown) => error,
    );
    // Where the pool has not noticed yet that its connection is gone, the commit is sent and nobody answers.
    expect([isDatabaseUnavailable(refused), refused instanceof CommitUnknown]).toContain(true);
    await pause(3_000);
    await server.restart();
    await rig.promise(effectJob, subjects('after', 10));
    expect(await rig.settled(60_000)).toEqual({ open: 0, done: 125, failed: 0, effects: 125, doubled: 0 });
    const during = await rig.query(`SELECT subject FROM fault.effect WHERE subject LIKE 'during/%'`);
    expect(during).toEqual([]);
    expect(workers.map((worker) => worker.isAlive())).toEqual([true, true]);
  });
});
