import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain } from '#libs/testing';
import { nomineesOf } from '../journeys/nominees.js';
import {
  type ReleaseAnswer,
  releaseDecisions,
  reopenNomination,
  stateOf,
  withdrawNomination,
} from '../journeys/operations.js';
import { type Person, type Product, startProduct } from '../support/product.js';

/** Rows 17, 18 and 20 of the fault matrix, for the release of a batch. */
let product: Product;
let count = 0;

beforeAll(async () => {
  product = await startProduct({ places: 500, withoutWorker: true });
});

afterAll(() => product.close());

/** So many nominations that are approved and wait for their release. */
async function decided(howMany: number): Promise<string[]> {
  const nominees = nomineesOf(product);
  const names = Array.from({ length: howMany }, () => {
    count += 1;
    // The address is made of the letters of the name.
    return `Racing Sample ${[...String(count)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('')}`;
  });
  return Promise.all(names.map((name) => nominees.decided(name, { outcome: 'APPROVE' })));
}

const release = (
  ids: readonly string[] | null,
  { by = 'approver', key }: { by?: Person; key?: string } = {},
): Promise<ReleaseAnswer> => releaseDecisions(product.as(by), product.world.conferenceId, ids, key);

const codesOf = (
  ...answers: readonly { readonly errors: readonly { readonly code: string }[] }[]
): string[] => answers.flatMap(({ errors }) => errors.map(({ code }) => code));

const batchesOf = async (ids: readonly string[]): Promise<number> =>
  (
    await product.admin.query<{ count: number }>(
      'SELECT count(DISTINCT batch_id)::int AS count FROM approvals.decision WHERE subject_id = ANY ($1)',
      [ids],
    )
  ).rows[0]?.count ?? 0;

const placesUsed = async (ids: readonly string[]): Promise<number> =>
  (
    await product.admin.query<{ used: number }>(
      'SELECT coalesce(sum(consumed_delta), 0)::int AS used FROM nominations.quota_entry WHERE nomination_id = ANY ($1)',
      [ids],
    )
  ).rows[0]?.used ?? 0;

/** Waits until so many of the product's statements wait for a row. */
const waiting = (howMany: number): Promise<true> =>
  drain(
    async () => {
      const { rows } = await product.admin.query<{ waiting: number }>(
        `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rows[0]?.waiting === howMany ? true : undefined;
    },
    { what: `${howMany} statements to wait for a row` },
  );

/** Holds the nomination's row until `act` and then `then` wait for it, in this order; then both go on. */
async function inOrder<First, Second>(
  id: string,
  act: () => Promise<First>,
  then: () => Promise<Second>,
): Promise<[First, Second]> {
  await product.admin.query('BEGIN');
  await product.admin.query('SELECT FROM nominations.nomination WHERE id = $1 FOR UPDATE', [id]);
  const first = act();
  await waiting(1);
  const second = then();
  await waiting(2);
  await product.admin.query('COMMIT');
  return Promise.all([first, second]);
}

describe('one release sent twice at once', () => {
  it('makes one batch, and answers both with it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const ids = await decided(3);
      const key = randomUUID();
      const answers = await Promise.all([
        release(ids, { key }),
        release(ids, { key }),
        release(ids, { key }),
      ]);
      expect(codesOf(...answers)).toEqual([]);
      expect(answers[0]?.batch?.size).toBe(3);
      expect(new Set(answers.map(({ batch }) => batch?.id)).size).toBe(1);
      expect(await batchesOf(ids)).toBe(1);
      expect(await placesUsed(ids)).toBe(3);
    }
  });
});

/** Each is held for less than anybody waits for a row; both, one after the other, for longer than that. */
const HELD_SECONDS = 1.2;

describe('one release repeated again and again while it takes longer than a lock is waited for', () => {
  const REPEATS = 40;

  it('is one batch for all of them, and nobody hears that the service is busy', async () => {
    const ids = (await decided(3)).sort();
    const [first, second] = [await product.admin.connect(), await product.admin.connect()];
    const lock = 'SELECT FROM nominations.nomination WHERE id = $1 FOR UPDATE';
    const released: ReleaseAnswer[] = [];
    try {
      await first.query('BEGIN');
      await first.query(lock, [ids[0]]);
      await second.query('BEGIN');
      await second.query(lock, [ids[2]]);
      const key = randomUUID();
      const answers = Promise.all(Array.from({ length: REPEATS }, () => release(ids, { key })));
      answers.catch(() => undefined);
      for (const holder of [first, second]) {
        await holder.query('SELECT pg_sleep($1)', [HELD_SECONDS]);
        await holder.query('COMMIT');
      }
      released.push(...(await answers));
    } finally {
      // Whatever they still hold ends with them.
      first.release(true);
      second.release(true);
    }
    expect(codesOf(...released)).toEqual([]);
    expect(released.map(({ batch }) => batch?.size)).toEqual(Array.from({ length: REPEATS }, () => 3));
    expect(new Set(released.map(({ batch }) => batch?.id)).size).toBe(1);
    expect(await batchesOf(ids)).toBe(1);
    expect(await placesUsed(ids)).toBe(3);
  });
});

describe('two approvers who release at once', () => {
  it('make one batch of everything that waits; the other hears that nothing is left', async () => {
    const ids = await decided(5);
    const answers = await Promise.all([release(null), release(null, { by: 'otherApprover' })]);
    expect(codesOf(...answers)).toEqual(['NOTHING_TO_RELEASE']);
    expect(answers.map(({ batch }) => batch?.size ?? 0).sort()).toEqual([0, 5]);
    expect(await batchesOf(ids)).toBe(1);
    expect(await placesUsed(ids)).toBe(5);
  });

  it('share out what overlaps: each decision goes once, and is passed over by the other', async () => {
    const [one = '', shared = '', two = ''] = await decided(3);
    const answers = await Promise.all([
      release([one, shared]),
      release([shared, two], { by: 'otherApprover' }),
    ]);
    expect(codesOf(...answers)).toEqual([]);
    expect(answers.map(({ batch }) => batch?.size ?? 0).sort()).toEqual([1, 2]);
    expect(
      answers.flatMap(({ skipped }) => skipped.map(({ nomination, reason }) => [nomination.id, reason])),
    ).toEqual([[shared, 'It was released already.']]);
    expect(await placesUsed([one, shared, two])).toBe(3);
  });
});

describe('a change of mind that comes between', () => {
  it.each([null, 'by name'])(
    'leaves a withdrawn nomination out, and lets the rest go (%s)',
    async (named) => {
      const ids = await decided(4);
      const gone = ids[2] ?? '';
      const [withdrawn, released] = await inOrder(
        gone,
        () => withdrawNomination(product.as('iccCoordinator'), gone, { version: 2 }),
        () => release(named === null ? null : ids),
      );
      expect(codesOf(withdrawn, released)).toEqual([]);
      expect(released.batch?.size).toBe(3);
      expect(released.skipped).toEqual([{ nomination: { id: gone }, reason: 'It was withdrawn.' }]);
      expect(await stateOf(product.as('approver'), gone)).toBe('WITHDRAWN');
      expect(await placesUsed(ids)).toBe(3);
    },
  );

  it.each([null, 'by name'])('leaves a reopened decision out, and lets the rest go (%s)', async (named) => {
    const ids = await decided(4);
    const gone = ids[2] ?? '';
    const [reopened, released] = await inOrder(
      gone,
      () => reopenNomination(product.as('otherApprover'), gone, { version: 2, reason: 'New facts' }),
      () => release(named === null ? null : ids),
    );
    expect(codesOf(reopened, released)).toEqual([]);
    expect(released.batch?.size).toBe(3);
    expect(released.skipped).toEqual([{ nomination: { id: gone }, reason: 'It is not decided (any more).' }]);
    expect(await stateOf(product.as('approver'), gone)).toBe('UNDER_REVIEW');
    expect(await placesUsed(ids)).toBe(3);
  });

  it('refuses when it was the only one', async () => {
    const [id = ''] = await decided(1);
    const [reopened, released] = await inOrder(
      id,
      () => reopenNomination(product.as('otherApprover'), id, { version: 2, reason: 'New facts' }),
      () => release([id]),
    );
    expect(codesOf(reopened, released)).toEqual(['NOTHING_TO_RELEASE']);
    expect(await batchesOf([id])).toBe(0);
  });
});
