import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { type Product, startProduct } from '../support/product.js';
import { createNomination, type NewNomination, submitNomination, updateNomination } from './operations.js';

let product: Product;

beforeAll(async () => {
  product = await startProduct({ withoutWorker: true });
});

afterAll(() => product.close());

const draft = (person: object, more: object = {}): NewNomination => ({
  conferenceId: product.world.conferenceId,
  bodyId: product.world.icc,
  constituencyId: product.world.business,
  person: person as Record<string, string>,
  ...more,
});

const rowCount = async (): Promise<number> =>
  (await product.admin.query<{ n: number }>('SELECT count(*)::int AS n FROM nominations.nomination')).rows[0]
    ?.n ?? -1;

describe('bad input', () => {
  it.each([
    ['a name of 10,000 characters', { name: 'x'.repeat(10_000) }, ['input', 'person', 'name']],
    ['an empty name', { name: '   ' }, ['input', 'person', 'name']],
    ['a control character', { name: 'Ana\u0000Muster' }, ['input', 'person', 'name']],
    [
      'a character that turns the reading direction',
      { name: 'Ana \u202eretsuM' },
      ['input', 'person', 'name'],
    ],
    ['a line break in a name', { name: 'Ana\r\nBcc: everybody@example.org' }, ['input', 'person', 'name']],
    [
      'an address that adds a header',
      { name: 'Ana', email: 'ana@example.org\r\nBcc: x@example.org' },
      ['input', 'person', 'email'],
    ],
    [
      'two addresses',
      { name: 'Ana', email: 'ana@example.org,eve@example.org' },
      ['input', 'person', 'email'],
    ],
    [
      'an address with a comment',
      { name: 'Ana', email: '"ana"@example.org(x)evil.example' },
      ['input', 'person', 'email'],
    ],
    ['a country that is none', { name: 'Ana', country: 'United Kingdom' }, ['input', 'person', 'country']],
    ['a code that is no country’s', { name: 'Ana', country: 'XX' }, ['input', 'person', 'country']],
  ])('refuses %s with the path to it, and creates nothing', async (_what, person, path) => {
    const before = await rowCount();
    const answer = await createNomination(product.as('iccNominator'), draft(person));
    expect(answer.nomination).toBeNull();
    expect(answer.errors).toEqual([{ code: 'INVALID_INPUT', message: expect.any(String), path }]);
    expect(await rowCount()).toBe(before);
  });

  it.each([
    ['gb', 'GB'],
    [' Fr ', 'FR'],
    ['', null],
    ['  ', null],
  ])('takes the country %j for %j, in a variable and in the text of a mutation', async (typed, kept) => {
    const icc = product.as('iccNominator');
    const countryOf = async (id = ''): Promise<string | null> => {
      const { nomination } = await icc.data<{ nomination: { person: { country: string | null } } }>(
        'query ($id: ID!) { nomination(id: $id) { person { country } } }',
        { id },
      );
      return nomination.person.country;
    };
    const given = draft({ name: `Typed ${newId()}`, country: typed });
    const { nomination: made, errors } = await createNomination(icc, given);
    expect(errors).toEqual([]);
    expect(await countryOf(made?.id)).toBe(kept);
    const { updateNomination: changed } = await icc.data<{ updateNomination: { errors: unknown[] } }>(
      `mutation ($id: ID!) { updateNomination(id: $id, input: { idempotencyKey: "${newId()}", version: 1,
        person: { name: "Typed otherwise ${newId()}", country: ${JSON.stringify(typed)} } }) { errors { code path } } }`,
      { id: made?.id },
    );
    expect(changed.errors).toEqual([]);
    expect(await countryOf(made?.id)).toBe(kept);
  });

  it('refuses to submit without an address, with the path to it, and creates nothing', async () => {
    const before = await rowCount();
    const answer = await createNomination(
      product.as('iccCoordinator'),
      draft({ name: 'Ana', email: null }, { isSubmitted: true }),
    );
    expect(answer.errors).toMatchObject([{ code: 'INCOMPLETE', path: ['input', 'person', 'email'] }]);
    expect(await rowCount()).toBe(before);
  });

  it('refuses to change the country to one that is none, and leaves the nomination as it was', async () => {
    const client = product.as('iccNominator');
    const { nomination } = await createNomination(client, draft({ name: 'Ana', country: 'XK' }));
    const id = nomination?.id ?? '';
    const { errors } = await updateNomination(client, id, { version: 1, person: { country: 'XX' } });
    expect(errors).toEqual([
      { code: 'INVALID_INPUT', message: expect.any(String), path: ['input', 'person', 'country'] },
    ]);
    expect(
      await client.data('query ($id: ID!) { nomination(id: $id) { version person { country } } }', { id }),
    ).toEqual({ nomination: { version: 1, person: { country: 'XK' } } });
  });

  it('tells all mistakes at once', async () => {
    const { errors } = await createNomination(
      product.as('iccNominator'),
      draft({ name: '', email: 'nobody' }, { rank: 0 }),
    );
    expect(errors.map(({ path }) => path.join('.'))).toEqual([
      'input.person.name',
      'input.person.email',
      'input.rank',
    ]);
  });

  it('refuses half a surrogate pair without reaching the database', async () => {
    const answer = await createNomination(product.as('iccNominator'), draft({ name: 'Ana \ud800 Muster' }));
    expect(answer.errors[0]).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it.each([
    ['an Arabic name', 'عائشة مثال'],
    ['a name with joiners', 'क्ष\u200dत्र उदाहरण'],
    ['a single name', 'Mononymous'],
    ['an apostrophe and markup', "O'Exemplar <b>& Sons</b>"],
    ['a Turkish dotless i', 'Işıl Örnek'],
    ['200 characters', 'ü'.repeat(200)],
  ])('stores %s exactly as typed, in NFC', async (_what, name) => {
    const client = product.as('iccNominator');
    const { nomination } = await createNomination(client, draft({ name: name.normalize('NFD') }));
    const read = await client.data<{ nomination: { person: { name: string } } }>(
      'query ($id: ID!) { nomination(id: $id) { person { name } } }',
      {
        id: nomination?.id,
      },
    );
    expect(read.nomination.person.name).toBe(name.normalize('NFC'));
  });

  it('says when the window is closed, the place is unknown or the version is stale', async () => {
    const client = product.as('iccCoordinator');
    const { nomination } = await createNomination(
      client,
      draft({ name: 'Ana Muster', email: 'ana@example.org' }),
    );
    const id = nomination?.id ?? '';
    expect((await submitNomination(client, id, { version: 9 })).errors[0]?.code).toBe('VERSION_CONFLICT');
    expect(
      (await createNomination(client, draft({ name: 'Ana' }, { constituencyId: product.world.icc })))
        .errors[0]?.code,
    ).toBe('NOT_FOUND');
    await product.admin.query(
      `UPDATE conference.time_window SET closes_at = now() - interval '1 hour', opens_at = now() - interval '1 day'`,
    );
    try {
      expect((await submitNomination(client, id, { version: 1 })).errors[0]?.code).toBe('WINDOW_CLOSED');
      expect((await createNomination(client, draft({ name: 'Ana' }))).errors[0]?.code).toBe('WINDOW_CLOSED');
    } finally {
      await product.admin.query(`UPDATE conference.time_window SET closes_at = now() + interval '1 day'`);
    }
  });

  it('answers a page of 0 or 101 entries and a foreign cursor with INVALID_INPUT', async () => {
    const client = product.as('iccNominator');
    for (const page of ['first: 0', 'first: 101', 'after: "nonsense"', 'after: "WyJ4IiwieSJd"']) {
      const answer = await client.query(
        `query ($c: ID!) { nominations(conferenceId: $c, ${page}) { nodes { id } } }`,
        { c: product.world.conferenceId },
      );
      expect([page, answer.errors?.[0]?.extensions?.code]).toEqual([page, 'INVALID_INPUT']);
    }
  });

  it('takes a cursor of another filter for a place in the order, and one of another order for none', async () => {
    const client = product.as('iccNominator');
    for (const name of ['Ottoline Aa', 'Ottoline Bb']) await createNomination(client, draft({ name }));
    const page = async (field: string, more: object) =>
      client.query<Named>(
        `query ($c: ID!, $filter: NominationFilter, $after: String, $first: Int) {
          nominations(conferenceId: $c, filter: $filter, after: $after, first: $first, orderBy: { field: ${field} }) {
            nodes { person { name } } pageInfo { endCursor }
          }
        }`,
        { c: product.world.conferenceId, ...more },
      );
    const orders = ['CREATED_AT', 'NAME', 'RANK', 'UPDATED_AT'];
    for (const field of orders) {
      const { data } = await page(field, { filter: { search: 'Ottoline' }, first: 1 });
      const after = data?.nominations.pageInfo.endCursor;
      const behind = await page(field, { filter: { states: ['DRAFT'] }, after });
      const names = behind.data?.nominations.nodes.map(({ person }) => person.name) ?? [];
      expect([field, names.filter((name) => name.startsWith('Ottoline'))]).toEqual([field, ['Ottoline Bb']]);
      for (const other of orders.filter((one) => one !== field))
        expect([field, other, (await page(other, { after })).errors?.[0]?.extensions]).toMatchObject([
          field,
          other,
          { code: 'INVALID_INPUT', inputPath: ['after'] },
        ]);
    }
  });
});

interface Named {
  readonly nominations: {
    readonly nodes: readonly { readonly person: { readonly name: string } }[];
    readonly pageInfo: { readonly endCursor: string };
  };
}
