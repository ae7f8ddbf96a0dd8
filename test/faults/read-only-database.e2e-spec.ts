import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, type Asked } from '#libs/platform/testing';
import { drain } from '#libs/testing';
import { type Product, startProduct } from '../support/product.js';

const CREATE = `mutation ($input: CreateNominationInput!) {
  createNomination(input: $input) { nomination { id } errors { code } } }`;
const LIST = 'query ($c: ID!) { nominations(conferenceId: $c) { nodes { reference } } }';

/**
 * A failover by name: for a while the address leads to a server that only reads, and connections opened meanwhile stay
 * there. Here a setting of the runtime roles makes connections read-only, in the same words and with the same SQLSTATE.
 */
describe('a database server that takes no writes for a while', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({ places: 3, isApart: true });
  });
  afterAll(async () => {
    await product.close();
  });

  /** All connections are cut, as a failover cuts them; new ones find this server. */
  async function failOver(to: 'standby' | 'primary', isCut: boolean): Promise<void> {
    const { apiUrl, workerUrl } = product.settings.database;
    const database = new URL(apiUrl).pathname.slice(1);
    for (const url of [apiUrl, workerUrl]) {
      const { username } = new URL(url);
      const change =
        to === 'standby' ? 'SET default_transaction_read_only = on' : 'RESET default_transaction_read_only';
      await product.admin.query(`ALTER ROLE "${username}" IN DATABASE "${database}" ${change}`);
      if (isCut)
        await product.admin.query(
          'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1 AND datname = $2',
          [username, database],
        );
    }
  }

  const asCoordinator = (query: string, variables: object): Promise<Asked> =>
    ask(product.url, query, { token: product.tokenOf('iccCoordinator'), variables });
  const nominate = (key: string): Promise<Asked> => {
    const { conferenceId, icc: bodyId, business: constituencyId } = product.world;
    const person = { name: 'Ada Sample', email: 'ada.sample@example.org' };
    return asCoordinator(CREATE, {
      input: { idempotencyKey: key, conferenceId, bodyId, constituencyId, person, isSubmitted: true },
    });
  };
  const health = async (path: string): Promise<number> =>
    (await fetch(`${product.url}/health/${path}`)).status;
  const key = randomUUID();

  it('makes the API not ready, and writes are told to come again; reads go on', async () => {
    await failOver('standby', true);
    await drain(async () => (await health('ready')) === 503, { what: 'the API to say that it is not ready' });
    expect(await health('live')).toBe(200);
    const { status, codes, headers } = await nominate(key);
    expect({ status, codes, after: headers.get('retry-after') }).toEqual({
      status: 503,
      codes: ['SERVICE_UNAVAILABLE'],
      after: '2',
    });
    const read = await asCoordinator(LIST, { c: product.world.conferenceId });
    expect(read.data).toEqual({ nominations: { nodes: [] } });
  });

  it('is left by every connection once the address leads to a primary again: ready, written, screened', async () => {
    await failOver('primary', false);
    await drain(async () => (await health('ready')) === 200, {
      what: 'the API to be ready again',
      timeoutMs: 60_000,
    });
    // Readiness has retired what led to the other server, so not a single write fails any more.
    const answers = await Promise.all([nominate(key), nominate(key), nominate(key)]);
    expect(answers.map(({ status, codes }) => [status, codes])).toEqual(answers.map(() => [200, []]));
    const state = `SELECT count(*)::int AS n, min(state) AS state FROM nominations.nomination`;
    const read = async (): Promise<unknown> => (await product.admin.query(state)).rows[0];
    await drain(async () => JSON.stringify(await read()) === '{"n":1,"state":"UNDER_REVIEW"}', {
      what: 'the worker to screen the one nomination',
      timeoutMs: 40_000,
      progress: read,
    });
  });
});
