import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '#libs/platform';
import { ask } from '#libs/platform/testing';
import { drain, type SilentLine, silentLine, testDatabase, urlsOf } from '#libs/testing';
import { type Product, startProduct } from '../support/product.js';

/** Connections go silent without an end, as when a wall between networks forgets them: row 53. */
describe('a line to the database that swallows everything', () => {
  let product: Product;
  let line: SilentLine;
  let workerOrigin: string;

  beforeAll(async () => {
    const database = await testDatabase();
    const port = await freePort();
    workerOrigin = `http://127.0.0.1:${port}`;
    line = await silentLine(database.ownerUrl);
    const { apiUrl, workerUrl } = urlsOf(line.url);
    product = await startProduct({
      places: 3,
      database,
      isApart: true,
      environment: {
        WORKER_HEALTH_PORT: String(port),
        DATABASE_API_URL: apiUrl,
        DATABASE_WORKER_URL: workerUrl,
        LOG_LEVEL: 'info',
      },
    });
  });
  afterAll(async () => {
    await product.close();
    await line.close();
  });

  const ready = async (origin: string): Promise<number | undefined> =>
    (await fetch(`${origin}/health/ready`).catch(() => undefined))?.status;
  const serves = async (): Promise<number> =>
    (await ask(product.url, '{ viewer { user { id } } }', { token: product.tokenOf('officer') })).status;
  const both = async (status: number): Promise<boolean> =>
    (await ready(product.url)) === status && (await ready(workerOrigin)) === status;

  it('is told by both processes within five seconds, and over within thirty where new connections get through', async () => {
    await drain(() => both(200), { what: 'both to be ready', timeoutMs: 60_000 });
    expect(await serves()).toBe(200);
    line.silence();
    const since = performance.now();
    await drain(() => both(503), { what: 'both to say that they cannot work', timeoutMs: 30_000 });
    expect(performance.now() - since).toBeLessThan(8_000);
    line.letNewOnesThrough();
    const back = performance.now();
    await drain(async () => (await both(200)) && (await serves()) === 200, {
      what: 'both to work again',
      timeoutMs: 60_000,
    });
    expect(performance.now() - back).toBeLessThan(30_000);
    expect(product.log()).toContain('plenary-life: the connection to the database is lost (no answer)');
    // The server does not know yet that the first one is dead, nor that its lock is nobody's.
    await drain(() => product.log().includes('plenary-life: the connection to the database is back'), {
      what: 'the next sign of life',
      timeoutMs: 30_000,
    });
  });

  it('does not keep the worker from ending at SIGTERM', async () => {
    line.silence();
    const since = performance.now();
    await product.stopWorker();
    expect(performance.now() - since).toBeLessThan(40_000);
    line.letNewOnesThrough();
  });
});
