import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '#libs/platform';
import { ask } from '#libs/platform/testing';
import { drain, redisProgram, testRedis, type TestRedis } from '#libs/testing';
import { type Product, startProduct } from '../support/product.js';

interface Health {
  readonly status: number;
  readonly checks: Readonly<Record<string, string>>;
  readonly problems?: Readonly<Record<string, string>>;
  readonly figures: Readonly<Record<string, number | null>>;
}

async function health(origin: string): Promise<Health | undefined> {
  const answer = await fetch(`${origin}/health/ready`).catch(() => undefined);
  return answer && { ...((await answer.json()) as Omit<Health, 'status'>), status: answer.status };
}

/** Nobody is locked out of reading and writing because work in the background stands still. */
describe('row 54: a product whose background work stands still', () => {
  let product: Product;
  let redis: TestRedis | undefined;
  let workerOrigin: string;

  beforeAll(async () => {
    const port = await freePort();
    workerOrigin = `http://127.0.0.1:${port}`;
    redis = await testRedis();
    product = await startProduct({
      places: 3,
      isApart: true,
      ...(redis === undefined ? {} : { redisUrl: redis.url }),
      environment: { WORKER_HEALTH_PORT: String(port) },
    });
  });
  afterAll(async () => {
    await product.close();
    await redis?.stop();
  });

  const isServing = async () =>
    (await ask(product.url, '{ viewer { user { id } } }', { token: product.tokenOf('officer') })).status;
  const until = (origin: string, what: string, is: (now: Health) => boolean) =>
    drain(
      async () => {
        const now = await health(origin);
        return now !== undefined && is(now) ? now : undefined;
      },
      { what, timeoutMs: 60_000 },
    );

  it('has a worker that tells how it is at an address of its own, and lives by itself', async () => {
    const worker = await until(workerOrigin, 'the worker to be ready', ({ status }) => status === 200);
    expect(worker).toMatchObject({ status: 200, checks: { database: 'ok', queue: 'ok' } });
    expect(await (await fetch(`${workerOrigin}/health/live`)).json()).toEqual({ status: 'alive' });
    expect((await fetch(`${workerOrigin}/graphql`)).status).toBe(404);
  });

  it('counts its workers beside the checks of the API', async () => {
    const api = await until(product.url, 'a worker to be counted', ({ figures }) => figures.workers === 1);
    expect(api).toMatchObject({
      status: 200,
      checks: { database: 'ok', disk: 'ok', worker: 'ok', queue: 'ok', outbox: 'ok' },
      figures: { workers: 1, outboxLagSeconds: 0, deadLetters: 0 },
    });
    expect(api.problems).toBeUndefined();
  });

  const withRedis = redisProgram() === undefined ? it.skip : it;
  withRedis(
    'stays ready while Redis is away: the worker is not, and both say which server to look at',
    async () => {
      if (redis === undefined) throw new Error('SKIPPED: no redis-server or valkey-server is installed');
      await redis.kill();
      const worker = await until(workerOrigin, 'the worker not to be ready', ({ status }) => status === 503);
      expect(worker).toMatchObject({
        checks: { database: 'ok', queue: 'failed' },
        problems: { queue: 'The queue does not answer; look at the server that REDIS_URL names.' },
      });
      const api = await until(product.url, 'the API to notice', ({ checks }) => checks.queue === 'failed');
      expect(api.status).toBe(200);
      expect(api.problems).toEqual({
        queue:
          'The queue does not answer the workers: mail and other background work waits in the database and goes on by itself; look at the server that REDIS_URL names.',
      });
      expect(await isServing()).toBe(200);
      await redis.restart();
      await until(workerOrigin, 'the worker to be ready again', ({ status }) => status === 200);
      await until(product.url, 'the API to notice that', ({ checks }) => checks.queue === 'ok');
    },
  );

  it('stays ready without a worker, and says since nobody works that mail waits', async () => {
    await product.stopWorker();
    expect(await health(workerOrigin)).toBeUndefined();
    const api = await until(product.url, 'the API to notice', ({ figures }) => figures.workers === 0);
    expect(api).toMatchObject({ status: 200, checks: { database: 'ok', worker: 'failed', queue: 'ok' } });
    expect(api.problems).toEqual({
      worker:
        'No worker has given a sign of life for 30 seconds: no mail goes out and what is due is not done. Start one; it takes up what waits.',
    });
    expect(await isServing()).toBe(200);
    await product.startWorker();
    await until(product.url, 'the next worker to be counted', ({ figures }) => figures.workers === 1);
  });
});
