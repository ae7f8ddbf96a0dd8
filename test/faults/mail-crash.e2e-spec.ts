import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain, type TestRedis, testRedis } from '#libs/testing';
import { nomineesOf } from '../journeys/nominees.js';
import { releaseDecisions } from '../journeys/operations.js';
import { type BuiltProcess } from '../support/built-process.js';
import { type Product, startProduct } from '../support/product.js';
import { spawnWorker } from '../support/product-process.js';
import { cloneDecided } from './support/decided-clones.js';
import { BACKENDS, lackOf } from './support/fault-rig.js';

const INVITED = 200;
const KILLS = 4;

describe.each(BACKENDS)('workers of the product that die while invitations go out, on %s', (kind) => {
  const lack = lackOf(kind);
  if (lack !== undefined) {
    it.skip(lack, () => undefined);
    return;
  }
  let redis: TestRedis | undefined;
  let product: Product;
  const workers: BuiltProcess[] = [];

  beforeAll(async () => {
    redis = kind === 'redis' ? await testRedis() : undefined;
    product = await startProduct({
      places: 1_000,
      withoutWorker: true,
      ...(redis === undefined ? {} : { redisUrl: redis.url }),
    });
    // It takes its time between the last byte and its answer: the moment in which a death is ambiguous.
    product.sink.script({ at: 'data', do: { kind: 'delay', ms: 60 } });
  });
  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
    await product.close();
    await redis?.stop();
  });

  const count = async (what: string): Promise<number> =>
    (await product.admin.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${what}`)).rows[0]?.n ?? 0;

  /** So many more workers, all at work. */
  async function start(many: number): Promise<BuiltProcess[]> {
    const environment = {
      ...product.environment,
      SMTP_ORACLE_URL: product.sink.oracleUrl,
      QUEUE_CONCURRENCY: '4',
    };
    const before = await count('platform.worker');
    const started = await Promise.all(
      Array.from({ length: many }, () => spawnWorker(environment, product.admin)),
    );
    workers.push(...started);
    await drain(async () => (await count('platform.worker')) >= before + many, {
      what: 'all workers to start',
      timeoutMs: 60_000,
    });
    return started;
  }

  let releases = 0;

  /** Releases the approvals of so many people. @returns how many mails follow from it, notices to the body included. */
  async function release(many: number): Promise<number> {
    const before = await count('notifications.message');
    const name = `${['First', 'Second', 'Third', 'Fourth'][releases++] ?? 'Late'} Sample`;
    const id = await nomineesOf(product).decided(name, { outcome: 'APPROVE' });
    await cloneDecided(product, id, many - 1);
    const { batch } = await releaseDecisions(product.as('approver'), product.world.conferenceId);
    expect(batch?.size).toBeGreaterThanOrEqual(many);
    return (await count('notifications.message')) - before;
  }

  const allSent = (mails: number): Promise<unknown> =>
    drain(async () => (await count(`notifications.message WHERE state = 'SENT'`)) === mails, {
      what: `${mails} messages to be sent`,
      timeoutMs: 60_000,
      everyMs: 100,
      progress: () => product.sink.count,
    });

  it('four kills among two hundred invitations: none is lost, none is doubled (1)', async () => {
    const started = await start(KILLS + 1);
    const mails = await release(INVITED);
    let caught = 0;
    for (const [kill, victim] of started.slice(0, KILLS).entries()) {
      const goal = (kill + 1) * 30;
      await drain(() => product.sink.count >= goal, { what: `${goal} mails`, timeoutMs: 60_000, everyMs: 5 });
      await victim.end('SIGKILL');
      caught = Math.max(caught, await count(`notifications.message WHERE state = 'SENDING'`));
    }
    expect(product.sink.count).toBeLessThan(mails);
    expect(caught).toBeGreaterThan(0);
    await allSent(mails);
    expect(product.sink.count).toBe(mails);
    expect(new Set(product.sink.messageIds).size).toBe(mails);
    expect(await count(`notifications.message WHERE kind = 'PERSONAL_INVITATION' AND state = 'SENT'`)).toBe(
      INVITED,
    );
  });

  it('an orderly stop among sixty more: it ends what it has, and no message is tried twice (3)', async () => {
    const before = product.sink.count;
    const [leaving] = await start(1);
    const mails = await release(60);
    await drain(() => product.sink.count >= before + 10, {
      what: 'mails to go out',
      timeoutMs: 60_000,
      everyMs: 5,
    });
    const stoppedAt = performance.now();
    expect(await leaving?.end('SIGTERM')).toBe(0);
    expect(performance.now() - stoppedAt).toBeLessThan(25_000);
    await allSent(before + mails);
    expect(product.sink.count).toBe(before + mails);
    expect(new Set(product.sink.messageIds).size).toBe(before + mails);
    expect(
      await count(
        'notifications.message m WHERE attempts > 1 AND m.batch_id = (SELECT id FROM approvals.batch ORDER BY number DESC LIMIT 1)',
      ),
    ).toBe(0);
  });
});
