import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { drain } from '#libs/testing';
import { brittleJob, effectJob } from './support/fault-jobs.js';
import { BACKENDS, FaultRig, lackOf } from './support/fault-rig.js';
import { redisDump } from './support/redis-dump.js';

/** Stands for what somebody typed, in the message of the error that it caused. */
const CANARY = 'passport-X4RT77Q-ada@example.org';

describe.each(BACKENDS)('personal data in an error, on %s', (kind) => {
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

  it('reaches neither the queue, nor the log, nor the dead letter (46)', async () => {
    const worker = await rig.worker();
    const work = { subject: 'canary', failures: 99, message: CANARY };
    await rig.promise(brittleJob, [work]);
    await rig.promise(effectJob, [{ ...work, subject: 'canary-retried', failures: 2 }], {
      runAt: new Date(Date.now() + 500),
    });
    expect(await rig.settled()).toMatchObject({ done: 1, failed: 1 });
    // A job that waits in the queue while we look.
    await rig.promise(effectJob, [{ ...work, subject: 'canary-waiting' }], {
      runAt: new Date(Date.now() + 600_000),
    });
    const held = await drainHeld(() =>
      kind === 'redis' ? redisDump(rig.redis?.url ?? '') : postgresDump(rig),
    );
    expect(held).not.toContain('X4RT77Q');
    expect(held).not.toContain('canary');
    expect(worker.output()).not.toContain('X4RT77Q');
    const errors = await rig.query('SELECT error FROM platform.outbox WHERE error IS NOT NULL');
    expect(errors).toEqual([{ error: 'Error' }]);
  });
});

/** Everything that the queue holds, once it holds the delayed job. */
async function drainHeld(dump: () => Promise<string>): Promise<string> {
  return drain(
    async () => {
      const held = await dump();
      return held.includes('make-effect') ? held : undefined;
    },
    { what: 'the delayed job to reach the queue' },
  );
}

async function postgresDump(rig: FaultRig): Promise<string> {
  const client = new pg.Client({ connectionString: rig.database.superuserUrl });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq'`,
    );
    let dump = '';
    for (const { name } of tables.rows)
      dump += JSON.stringify((await client.query(`SELECT * FROM ${name}`)).rows);
    return dump;
  } finally {
    await client.end();
  }
}
