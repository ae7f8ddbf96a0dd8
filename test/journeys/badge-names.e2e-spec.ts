import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, type Product, startProduct } from '../support/product.js';
import { createNomination, type NewNomination, submitNomination, updateNomination } from './operations.js';

const SEARCH = `query ($c: ID!, $s: String) {
  nominations(conferenceId: $c, filter: { search: $s }) { nodes { id person { name badgeName } } } }`;
const SUGGESTION = `query ($name: String!) { badgeNameSuggestion(name: $name) { name } }`;
const READ = `query ($id: ID!) { nomination(id: $id) { version person { name badgeName }
  history { nodes { action values { name items } } } } }`;

interface Read {
  readonly version: number;
  readonly person: { readonly name: string; readonly badgeName: string | null };
  readonly history: {
    readonly nodes: readonly {
      readonly action: string;
      readonly values: readonly { readonly name: string; readonly items: readonly string[] | null }[];
    }[];
  };
}

let product: Product;

beforeAll(async () => {
  product = await startProduct({ withoutWorker: true });
});

afterAll(() => product.close());

const draft = (person: NewNomination['person']): NewNomination => ({
  conferenceId: product.world.conferenceId,
  bodyId: product.world.icc,
  constituencyId: product.world.business,
  person,
});

const read = async (by: Person, id: string): Promise<Read | null> =>
  (await product.as(by).data<{ nomination: Read | null }>(READ, { id })).nomination;

const found = async (by: Person, search: string): Promise<unknown[]> =>
  (
    await product.as(by).data<{ nominations: { nodes: unknown[] } }>(SEARCH, {
      c: product.world.conferenceId,
      s: search,
    })
  ).nominations.nodes;

async function drafted(person: NewNomination['person']): Promise<string> {
  const { nomination, errors } = await createNomination(product.as('iccCoordinator'), draft(person));
  expect(errors).toEqual([]);
  return nomination?.id ?? '';
}

describe('the name for the badge', () => {
  it('is suggested to whoever has signed in, and to nobody else; nothing is kept', async () => {
    const suggested = (name: string) =>
      product
        .as('iccCoordinator')
        .data<{ badgeNameSuggestion: { name: string } | null }>(SUGGESTION, { name });
    expect(await suggested('李小明')).toEqual({ badgeNameSuggestion: { name: 'Li Xiaoming' } });
    expect(await suggested('Сергей Викторович Примеров')).toEqual({
      badgeNameSuggestion: { name: 'Sergey Viktorovich Primerov' },
    });
    for (const name of ['Geneviève', 'فرناندو بيريزا', '田中 さくら', ''])
      expect(await suggested(name)).toEqual({ badgeNameSuggestion: null });
    const tooLong = await product.as('iccCoordinator').query(SUGGESTION, { name: '李'.repeat(201) });
    expect(tooLong.errors).toMatchObject([
      { extensions: { code: 'INVALID_INPUT' }, path: ['badgeNameSuggestion'] },
    ]);
    const nobody = await product.anonymous().query(SUGGESTION, { name: '李小明' });
    expect(nobody.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('stands beside the name for whoever sees the name, and finds the nomination', async () => {
    const person = { name: '欧阳例', badgeName: 'Au-Yeung Sample', email: 'sample@example.org' };
    const id = await drafted(person);
    const { nomination } = await submitNomination(product.as('iccCoordinator'), id, { version: 1 });
    expect(nomination?.state).toBe('SUBMITTED');
    const shown = { id, person: { name: '欧阳例', badgeName: 'Au-Yeung Sample' } };
    for (const reader of ['iccCoordinator', 'iccViewer', 'officer', 'approver', 'auditor'] as const) {
      expect((await read(reader, id))?.person).toEqual(shown.person);
      for (const search of ['欧阳例', 'au yeung']) expect(await found(reader, search)).toEqual([shown]);
    }
    expect(await read('chCoordinator', id)).toBeNull();
    expect(await found('chCoordinator', 'au yeung')).toEqual([]);
  });

  it('is never made of the name; a change adds it, leaves it and clears it, and the history says so', async () => {
    const nominator = product.as('iccNominator');
    const id = await drafted({ name: 'Сергей Примеров' });
    const badgeName = async () => (await read('iccNominator', id))?.person.badgeName;
    expect(await badgeName()).toBeNull();
    await updateNomination(nominator, id, { version: 1, person: { badgeName: 'Sergei Primerov' } });
    expect(await badgeName()).toBe('Sergei Primerov');
    expect(await found('iccNominator', 'sergei primerov')).toHaveLength(1);
    await updateNomination(nominator, id, { version: 2, person: { honorific: 'Dr' } });
    expect(await badgeName()).toBe('Sergei Primerov');
    await updateNomination(nominator, id, { version: 3, person: { badgeName: null } });
    expect(await badgeName()).toBeNull();
    const changes = (await read('iccNominator', id))?.history.nodes
      .filter(({ action }) => action === 'nomination.updated')
      .map(({ values }) => values.find(({ name }) => name === 'fields')?.items);
    expect(changes).toEqual([['person.badgeName'], ['person.honorific'], ['person.badgeName']]);
  });

  it('is gone when the name is written in Latin letters, as the form does it, and the history says so', async () => {
    const nominator = product.as('iccNominator');
    const id = await drafted({ name: '唐样本', badgeName: 'Tang Yangben' });
    await updateNomination(nominator, id, { version: 1, person: { name: 'Donna Musterly' } });
    expect((await read('iccNominator', id))?.person).toEqual({ name: 'Donna Musterly', badgeName: null });
    expect(await found('iccNominator', 'yangben')).toEqual([]);
    await updateNomination(nominator, id, { version: 2, person: { badgeName: 'Donna M.' } });
    expect((await read('iccNominator', id))?.person.badgeName).toBeNull();
    const other = await drafted({ name: 'Ada Lovesample', badgeName: 'Countess Sample' });
    expect((await read('iccNominator', other))?.person.badgeName).toBeNull();
    const history = (await read('iccNominator', id))?.history.nodes ?? [];
    expect(
      history
        .filter(({ action }) => action === 'nomination.updated')
        .map(({ values }) => values.find(({ name }) => name === 'fields')?.items),
    ).toEqual([['person.name', 'person.badgeName'], ['person.badgeName']]);
  });

  it('in other letters is refused in words, and nothing changes', async () => {
    const nominator = product.as('iccNominator');
    const id = await drafted({ name: 'فرناندو بيريزا', badgeName: 'Fernando Beireza' });
    const before = await read('iccNominator', id);
    const refused = {
      nomination: null,
      errors: [
        {
          code: 'INVALID_INPUT',
          message:
            'Write the name for the badge in Latin letters; the name itself stays as the person writes it.',
          path: ['input', 'person', 'badgeName'],
        },
      ],
    };
    const change = { version: 1, person: { badgeName: 'فرناندو' } };
    expect(await updateNomination(nominator, id, change)).toEqual(refused);
    expect(await read('iccNominator', id)).toEqual(before);
    const all = await found('officer', '');
    expect(await createNomination(nominator, draft({ name: '张三', badgeName: '张三' }))).toEqual(refused);
    expect(await found('officer', '')).toEqual(all);
  });
});
