import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Product, startProduct } from '../support/product.js';
import { setFreedPlaces } from './operations.js';

/** What administrators set for the whole conference is set over what they have seen, and over nothing else. */
let product: Product;

beforeAll(async () => {
  product = await startProduct({ withoutWorker: true });
});
afterAll(() => product.close());

const acts = async (action: string): Promise<number> =>
  (await product.admin.query('SELECT FROM audit.event WHERE action = $1', [action])).rowCount ?? 0;

interface Answer {
  readonly conference: { readonly windows: readonly { kind: string; closesAt: string }[] } | null;
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

const setTimes = async (closesAt: string, expected: object): Promise<Answer> => {
  const { setWindow } = await product
    .as('administrator')
    .data<{ setWindow: Answer }>(
      `mutation ($input: SetWindowInput!) { setWindow(input: $input) { conference { windows { kind closesAt } } errors { code path } } }`,
      {
        input: {
          idempotencyKey: randomUUID(),
          conferenceId: product.world.conferenceId,
          kind: 'CONFIRMATION',
          opensAt: '2090-01-01T09:00:00.000Z',
          closesAt,
          ...expected,
        },
      },
    );
  return setWindow;
};

describe('the first times of a window', () => {
  it('are set once by those who saw that there were none', async () => {
    await product.admin.query(`DELETE FROM conference.time_window WHERE kind = 'CONFIRMATION'`);
    const before = await acts('window.set');
    const both = await Promise.all(
      ['2090-02-01T09:00:00.000Z', '2090-03-01T09:00:00.000Z'].map((closesAt) =>
        setTimes(closesAt, { expectedOpensAt: null, expectedClosesAt: null }),
      ),
    );
    expect(both.flatMap(({ errors }) => errors)).toEqual([{ code: 'VERSION_CONFLICT', path: ['input'] }]);
    const { rows } = await product.admin.query<{ closes_at: Date }>(
      `SELECT closes_at FROM conference.time_window WHERE conference_id = $1 AND kind = 'CONFIRMATION'`,
      [product.world.conferenceId],
    );
    const saved = both.flatMap(({ conference }) => conference?.windows ?? []);
    expect(rows.map(({ closes_at }) => closes_at.toISOString())).toEqual(
      saved.filter(({ kind }) => kind === 'CONFIRMATION').map(({ closesAt }) => closesAt),
    );
    expect(await acts('window.set')).toBe(before + 1);
  });

  it('are set over by whoever says nothing of what they saw', async () => {
    expect((await setTimes('2090-04-01T09:00:00.000Z', {})).errors).toEqual([]);
  });
});

describe('what becomes of free places', () => {
  const set = (wanted: 'BY_HAND' | 'AT_ONCE', seen: 'BY_HAND' | 'AT_ONCE') =>
    setFreedPlaces(product.as('administrator'), product.world.conferenceId, wanted, seen);

  it('is left alone where somebody else has changed it since, and is no act where it says so already', async () => {
    const before = await acts('freed-places.set');
    expect(await set('AT_ONCE', 'BY_HAND')).toEqual([]);
    expect(await set('BY_HAND', 'BY_HAND')).toEqual(['VERSION_CONFLICT']);
    expect(await set('AT_ONCE', 'BY_HAND')).toEqual([]);
    expect(await acts('freed-places.set')).toBe(before + 1);
    expect(await set('BY_HAND', 'AT_ONCE')).toEqual([]);
    expect(await acts('freed-places.set')).toBe(before + 2);
  });
});
