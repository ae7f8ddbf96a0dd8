import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, type Product, startProduct } from '../support/product.js';
import { createNomination, updateNomination } from './operations.js';

const READ = `query ($id: ID!) { nomination(id: $id) { version externalReference history { nodes { values { name items } } } } }`;

interface Read {
  readonly version: number;
  readonly externalReference: string | null;
  readonly history: {
    readonly nodes: readonly {
      readonly values: readonly { readonly name: string; readonly items: readonly string[] | null }[];
    }[];
  };
}

let product: Product;

beforeAll(async () => {
  product = await startProduct({ withoutWorker: true });
});

afterAll(() => product.close());

const read = async (by: Person, id: string): Promise<Read | null> =>
  (await product.as(by).data<{ nomination: Read | null }>(READ, { id })).nomination;

const draft = (more: object) =>
  createNomination(product.as('iccCoordinator'), {
    conferenceId: product.world.conferenceId,
    bodyId: product.world.icc,
    constituencyId: product.world.business,
    person: { name: 'Ada Sample' },
    ...more,
  });

describe('the external reference of a nomination', () => {
  it("is the body's own key, kept as it is written, and read by its body and the host", async () => {
    const { nomination } = await draft({ externalReference: ' CRM/0471-é ' });
    const id = nomination?.id ?? '';
    for (const by of ['iccCoordinator', 'officer'] as const) {
      expect(await read(by, id)).toMatchObject({ externalReference: 'CRM/0471-é' });
    }
    expect(await read('chNominator', id)).toBeNull();
  });

  it('is changed and cleared while the nomination is drafted; the history names the field', async () => {
    const { nomination } = await draft({ externalReference: 'A-1' });
    const id = nomination?.id ?? '';
    const icc = product.as('iccCoordinator');
    await updateNomination(icc, id, { version: 1, externalReference: 'A-2' });
    expect(await read('iccCoordinator', id)).toMatchObject({ externalReference: 'A-2' });
    await updateNomination(icc, id, { version: 2, externalReference: null });
    const after = await read('iccCoordinator', id);
    expect(after).toMatchObject({ version: 3, externalReference: null });
    const fields = after?.history.nodes.flatMap(({ values }) =>
      values.flatMap(({ name, items }) => (name === 'fields' ? (items ?? []) : [])),
    );
    expect(fields).toEqual(['externalReference', 'externalReference']);
  });

  it('has at most 255 characters on one line', async () => {
    const longest = 'x'.repeat(255);
    expect((await draft({ externalReference: longest })).errors).toEqual([]);
    for (const [wrong, message] of [
      [`${longest}x`, 'Use at most 255 characters.'],
      ['A\nB', 'Write it on one line.'],
    ]) {
      expect(await draft({ externalReference: wrong })).toEqual({
        nomination: null,
        errors: [{ code: 'INVALID_INPUT', message, path: ['input', 'externalReference'] }],
      });
    }
  });
});
