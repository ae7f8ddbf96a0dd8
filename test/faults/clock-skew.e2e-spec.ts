import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from '#libs/platform/testing';
import { drain } from '#libs/testing';
import { type Product, startProduct } from '../support/product.js';
import { spawnApi } from '../support/product-process.js';
import { signIn, signInToken } from '../support/sign-in.js';
import { effectJob } from './support/fault-jobs.js';
import { BACKENDS, FaultRig, lackOf, subjects } from './support/fault-rig.js';

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

describe('an API whose clock is wrong', () => {
  let product: Product;
  beforeAll(async () => {
    // Apart, for the worker of this very process would have to know the rig's jobs.
    product = await startProduct({ isApart: true });
  });
  afterAll(() => product.close());

  it.each([
    ['an hour ahead', 60 * MINUTE_MS, 'ahead of'],
    ['an hour behind', -60 * MINUTE_MS, 'behind'],
  ])(
    'does not start %s, for its ids would be of another hour, and says so in one line (16)',
    async (_, skewMs, how) => {
      const started = spawnApi(product.environment, { skewMs });
      const line = `The clock of this machine is 3\\d{3}\\.\\d s ${how} the database's; a web server starts within 2 s\\. Set the clock \\(NTP\\)\\.`;
      await expect(started).rejects.toThrow(new RegExp(`^The API ended: ${line}\\n$`));
    },
  );

  it.each([
    ['an hour ahead', 60 * MINUTE_MS],
    ['an hour behind', -60 * MINUTE_MS],
  ])(
    'opens sessions, and refuses links, by the clock of the database: set %s later (16)',
    async (_, jumpMs) => {
      const email = 'auditor.of.test.conference@example.org';
      const api = await spawnApi({ ...product.environment, LOG_LEVEL: 'warn' }, { jumpMs });
      try {
        api.signal('SIGUSR2');
        await drain(() => Promise.resolve(/clock of this machine is 3\d{3}\.\d s/.test(api.output())), {
          what: 'the API to say that its clock is wrong',
          timeoutMs: 30_000,
        });
        const { cookie } = await signIn(api.url, await signInToken(api.url, product.sink, email));
        const { data } = await ask(api.url, '{ viewer { user { email } } }', { headers: { cookie } });
        expect(data).toEqual({ viewer: { user: { email } } });
        const { rows } = await product.admin.query<{ hours: number }>(
          `SELECT round(extract(epoch FROM expires_at - clock_timestamp()) / 3600)::int AS hours
         FROM access.session ORDER BY id DESC LIMIT 1`,
        );
        expect(rows).toEqual([{ hours: 7 * 24 }]);
        const late = await signInToken(api.url, product.sink, email);
        await product.admin.query(
          `UPDATE access.sign_in_link SET expires_at = clock_timestamp() - interval '1 ms' WHERE used_at IS NULL`,
        );
        await expect(signIn(api.url, late)).rejects.toThrow('LINK_INVALID');
      } finally {
        await api.end('SIGTERM');
      }
    },
  );
});
