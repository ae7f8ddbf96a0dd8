import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { drain } from '#libs/testing';
import { type Person, type Product, startProduct } from '../support/product.js';
import { nomineesOf } from './nominees.js';
import {
  actOnMany,
  createNomination,
  returnNomination,
  submitNomination,
  updateNomination,
} from './operations.js';

let product: Product;

beforeAll(async () => {
  product = await startProduct({ places: 10 });
});
afterAll(() => product.close());

async function draft(name: string, more: object = {}): Promise<string> {
  const { nomination } = await createNomination(
    product.as('iccNominator'),
    nomineesOf(product).draft(name, more),
  );
  return nomination?.id ?? '';
}

type Act = 'markReady' | 'unmarkReady';
async function act(name: Act, by: Person, id: string, version = 1): Promise<string[]> {
  const input = `${name === 'markReady' ? 'MarkReady' : 'UnmarkReady'}Input`;
  const data = await product
    .as(by)
    .data<Record<string, { errors: { code: string }[] }>>(
      `mutation ($id: ID, $input: ${input}!) { ${name}(id: $id, input: $input) { errors { code } } }`,
      { id, input: { idempotencyKey: randomUUID(), version } },
    );
  return (data[name]?.errors ?? []).map(({ code }) => code);
}

interface Seen {
  readonly readyAt: string | null;
  readonly version: number;
  readonly availableActions: readonly string[];
  readonly history: { readonly nodes: readonly { readonly summary: string }[] };
}
const seen = async (id: string, by: Person = 'iccNominator'): Promise<Seen> =>
  (
    await product
      .as(by)
      .data<{ nomination: Seen }>(
        'query ($id: ID) { nomination(id: $id) { readyAt version availableActions history { nodes { summary } } } }',
        { id },
      )
  ).nomination;

const found = async (by: Person, isReady: boolean): Promise<string[]> =>
  (
    await product.as(by).data<{ nominations: { nodes: { person: { name: string } }[] } }>(
      `query ($c: ID!, $isReady: Boolean) { nominations(conferenceId: $c, filter: { isReady: $isReady }, orderBy: { field: NAME }) {
        nodes { person { name } } totalCount } }`,
      { c: product.world.conferenceId, isReady },
    )
  ).nominations.nodes.map(({ person }) => person.name);

/** What the worker does when its time has come; the time is the test's. */
async function tell(): Promise<void> {
  const id = newId();
  await product.admin.query(
    `INSERT INTO platform.outbox (id, conference_id, queue, job, payload) VALUES ($1, $2, 'nominations', 'tell-of-ready', $3)`,
    [id, product.world.conferenceId, JSON.stringify({ bodyId: product.world.icc })],
  );
  await drain(
    async () =>
      (await product.admin.query('SELECT FROM platform.outbox WHERE id = $1 AND done_at IS NOT NULL', [id]))
        .rowCount === 1,
    { what: 'the coordinators to be told', timeoutMs: 30_000 },
  );
}
const written = async (): Promise<string[]> =>
  (
    await product.admin.query<{ params: object }>(
      `SELECT params FROM notifications.message WHERE kind = 'NOMINATIONS_READY' ORDER BY id`,
    )
  ).rows.map(({ params }) => JSON.stringify(params));

describe('what is ready to submit', () => {
  it('is said by a nominator alone, of what could be submitted, and once', async () => {
    const id = await draft('Ready Sample');
    for (const by of ['iccCoordinator', 'iccViewer', 'officer'] as const)
      expect([by, await act('markReady', by, id)]).toEqual([by, ['FORBIDDEN']]);
    expect(await act('markReady', 'chCoordinator', id)).toEqual(['NOT_FOUND']);
    const incomplete = await draft('Addressless Sample', { person: { name: 'Addressless Sample' } });
    expect(await act('markReady', 'iccNominator', incomplete)).toEqual(['INCOMPLETE']);

    expect((await seen(id)).availableActions).toEqual(['UPDATE', 'MARK_READY']);
    expect(await act('markReady', 'iccNominator', id)).toEqual([]);
    expect(await act('markReady', 'iccNominator', id, 2)).toEqual(['ACTION_UNAVAILABLE']);
    const marked = await seen(id);
    expect(marked).toMatchObject({ version: 2, availableActions: ['UPDATE', 'UNMARK_READY'] });
    expect(marked.readyAt).toMatch(/^\d{4}-/);
    expect(marked.history.nodes.at(-1)?.summary).toBe('Said that it is ready to submit');
    expect((await seen(id, 'iccCoordinator')).availableActions).toContain('UNMARK_READY');
  });

  it('is found by everybody of the body, and conflicts with nobody’s work', async () => {
    const id = await draft('Found Sample');
    await act('markReady', 'iccNominator', id);
    expect(await found('iccViewer', true)).toEqual(['Found Sample', 'Ready Sample']);
    expect(await found('iccViewer', false)).toEqual(['Addressless Sample']);
    expect(await found('chCoordinator', true)).toEqual([]);
    // A colleague who has read it before the mark saves what they have typed meanwhile.
    const { errors } = await updateNomination(product.as('iccCoordinator'), id, { version: 1, rank: 4 });
    expect(errors).toEqual([]);
    expect((await seen(id)).readyAt).not.toBeNull();
  });

  it('is told to the coordinators in one mail for all of it, each nomination once', async () => {
    const taken = await draft('Taken Sample');
    await act('markReady', 'iccNominator', taken);
    expect(await act('unmarkReady', 'iccCoordinator', taken, 2)).toEqual([]);
    const { rows } = await product.admin.query<{ minutes: number }>(
      `SELECT round(extract(epoch FROM run_at - created_at) / 60)::int AS minutes FROM platform.outbox WHERE job = 'tell-of-ready'`,
    );
    expect(rows).toEqual([{ minutes: 10 }, { minutes: 10 }, { minutes: 10 }]);

    await tell();
    const [first, ...more] = await written();
    expect(more).toEqual([]);
    expect(JSON.parse(first ?? '')).toMatchObject({
      count: 2,
      nominations: [{ personName: 'Ready Sample' }, { personName: 'Found Sample' }],
    });
    await tell();
    expect(await written()).toHaveLength(1);

    const { results } = await actOnMany(product.as('iccNominator'), 'markReady', [
      { id: taken, version: 3 },
      { id: randomUUID(), version: 1 },
    ]);
    expect(results?.map(({ outcome }) => outcome)).toEqual(['DONE', 'REFUSED']);
    await tell();
    expect(JSON.parse((await written())[1] ?? '')).toMatchObject({
      count: 1,
      nominations: [{ personName: 'Taken Sample' }],
    });
  });

  it('ends with the submission, and is said anew of what the host returns', async () => {
    const id = await draft('Returned Sample');
    await act('markReady', 'iccNominator', id);
    await submitNomination(product.as('iccCoordinator'), id, { version: 2 });
    expect(await seen(id)).toMatchObject({ readyAt: null, availableActions: ['CORRECT'] });
    expect(await act('markReady', 'iccNominator', id, 3)).toEqual(['ACTION_UNAVAILABLE']);
    const { version } = await seen(id);
    await returnNomination(product.as('officer'), id, { version, question: 'Which office?' });
    const returned = await seen(id);
    expect(returned.availableActions).toEqual(['UPDATE', 'MARK_READY']);
    expect(await act('markReady', 'iccNominator', id, returned.version)).toEqual([]);
  });
});
