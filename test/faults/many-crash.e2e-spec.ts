import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain, graphqlClient } from '#libs/testing';
import { actOnMany, createNomination, type Item } from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';
import { type ApiProcess, spawnApi } from '../support/product-process.js';

const MANY = 150;

/** Row 60: an API that is killed in the midst of an act on many. */
let product: Product;
const started: ApiProcess[] = [];

beforeAll(async () => {
  product = await startProduct({ places: 500, withoutWorker: true });
});
afterAll(async () => {
  for (const one of started) await one.end('SIGKILL');
  await product.close();
});

async function drafts(): Promise<Item[]> {
  const items: Item[] = [];
  for (let index = 0; index < MANY; index += 1) {
    const { nomination } = await createNomination(product.as('iccCoordinator'), {
      conferenceId: product.world.conferenceId,
      bodyId: product.world.icc,
      constituencyId: product.world.business,
      person: { name: `Crash Sample ${index}`, email: `crash.${index}@example.org` },
    });
    items.push({ id: nomination?.id ?? '', version: 1 });
  }
  return items;
}

async function api(): Promise<ApiProcess> {
  const one = await spawnApi(product.environment);
  started.push(one);
  return one;
}

async function counts(items: readonly Item[]): Promise<Record<string, number>> {
  const { rows } = await product.admin.query<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM nominations.nomination WHERE id = ANY ($1) AND state <> 'DRAFT') AS submitted,
       (SELECT count(*)::int FROM nominations.quota_entry WHERE nomination_id = ANY ($1)) AS holds,
       (SELECT count(*)::int FROM approvals.review WHERE subject_id = ANY ($1)) AS reviews,
       (SELECT count(*)::int FROM audit.event WHERE subject_id = ANY ($1) AND action = 'nomination.submitted') AS events`,
    [items.map(({ id }) => id)],
  );
  return rows[0] ?? {};
}

describe('row 60: an API that is killed in the midst of an act on many', () => {
  it('has done some wholly and the others not at all; the same request does the rest, and nothing twice', async () => {
    const items = await drafts();
    const input = { idempotencyKey: randomUUID() };
    const token = product.tokenOf('iccCoordinator');
    const victim = await api();
    const cut = actOnMany(
      graphqlClient(`${victim.url}/graphql`, { token }),
      'submitNomination',
      items,
      input,
    );
    const heard = cut.then(
      () => 'an answer',
      () => 'nothing',
    );
    await drain(async () => ((await counts(items)).submitted ?? 0) >= 5, {
      what: 'the first to be submitted',
    });
    await victim.end('SIGKILL');
    expect(await heard).toBe('nothing');

    const half = await counts(items);
    const { submitted = 0 } = half;
    expect(submitted).toBeLessThan(MANY);
    expect(half).toEqual({ submitted, holds: submitted, reviews: submitted, events: submitted });

    const next = await api();
    const client = graphqlClient(`${next.url}/graphql`, { token });
    const answers = [
      await actOnMany(client, 'submitNomination', items, input),
      await actOnMany(client, 'submitNomination', items, input),
    ];
    for (const { results, errors } of answers) {
      expect(errors).toEqual([]);
      expect(results?.map(({ outcome }) => outcome)).toEqual(items.map(() => 'DONE'));
    }
    expect(await counts(items)).toEqual({ submitted: MANY, holds: MANY, reviews: MANY, events: MANY });
    // Another request under its key is none of it.
    const other = await actOnMany(client, 'submitNomination', items.slice(1), input);
    expect(other.errors.map(({ code }) => code)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  });
});
