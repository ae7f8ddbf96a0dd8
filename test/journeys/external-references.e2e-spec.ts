import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { type Person, type Product, startProduct } from '../support/product.js';
import { createNomination, updateNomination } from './operations.js';

const READ = `query ($id: ID!) { nomination(id: $id) { version externalReference history { nodes { values { name items } } } } }`;

const TAKEN = 'nomination { id } errors { code message path existing { id } }';
const CREATE = `mutation ($input: CreateNominationInput!) { createNomination(input: $input) { ${TAKEN} } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateNominationInput!) { updateNomination(id: $id, input: $input) { ${TAKEN} } }`;

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

const place = () => ({
  conferenceId: product.world.conferenceId,
  bodyId: product.world.icc,
  constituencyId: product.world.business,
});
const reachable = () => ({ name: 'Ada Sample', email: `${newId()}@networks.example` });

const draft = (more: object) =>
  createNomination(product.as('iccCoordinator'), { ...place(), person: { name: 'Ada Sample' }, ...more });

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

  it('names one nomination of a body: a second is refused with the first, at creation and change, and when both come at once', async () => {
    const icc = product.as('iccCoordinator');
    const first = (await draft({ externalReference: 'ONCE' })).nomination;
    const second = (await draft({ externalReference: 'TWICE' })).nomination;
    const refusal = {
      code: 'EXTERNAL_REFERENCE_TAKEN',
      message: `The nomination ${first?.reference ?? ''} of this body has this external reference. Change that one, or give this one a reference of its own.`,
      path: ['input', 'externalReference'],
      existing: { id: first?.id },
    };
    const asked = { idempotencyKey: newId(), externalReference: 'ONCE' };
    const created = await icc.data<Record<string, unknown>>(CREATE, {
      input: {
        ...asked,
        ...place(),
        person: { name: 'Ada Sample' },
      },
    });
    expect(created).toEqual({ createNomination: { nomination: null, errors: [refusal] } });
    const changed = await icc.data<Record<string, unknown>>(UPDATE, {
      id: second?.id,
      input: { ...asked, idempotencyKey: newId(), version: 1 },
    });
    expect(changed).toEqual({ updateNomination: { nomination: null, errors: [refusal] } });
    const raced = await Promise.all(Array.from({ length: 8 }, () => draft({ externalReference: 'RACED' })));
    expect(raced.filter(({ nomination }) => nomination !== null)).toHaveLength(1);
    expect(raced.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(
      Array.from({ length: 7 }, () => 'EXTERNAL_REFERENCE_TAKEN'),
    );
  });

  it.each([{}, { isSubmitted: true }])(
    'is told before an address that is taken too, for it says which nomination is meant: %j',
    async (more) => {
      const [person, another] = [reachable(), reachable()];
      const mine = { externalReference: newId(), person };
      const { nomination } = await draft(mine);
      await draft({ person: another });
      for (const repeated of [mine, { ...mine, person: another }]) {
        const { createNomination: refused } = await product
          .as('iccCoordinator')
          .data<Record<string, unknown>>(CREATE, {
            input: { idempotencyKey: newId(), ...place(), ...repeated, ...more },
          });
        expect(refused).toMatchObject({
          nomination: null,
          errors: [{ code: 'EXTERNAL_REFERENCE_TAKEN', existing: { id: nomination?.id } }],
        });
      }
    },
  );

  it("is compared within a body: another body's key says nothing of whether it is used", async () => {
    await draft({ externalReference: 'SHARED' });
    const { nomination } = await createNomination(product.as('chCoordinator'), {
      conferenceId: product.world.conferenceId,
      bodyId: product.world.chathamHouse,
      constituencyId: product.world.business,
      person: { name: 'Bo Sample' },
      externalReference: 'SHARED',
    });
    expect(await read('chCoordinator', nomination?.id ?? '')).toMatchObject({ externalReference: 'SHARED' });
  });
});

describe('a nomination named by its external reference', () => {
  const identifier = (externalReference: string, bodyId = product.world.icc) => ({
    bodyId,
    externalReference,
  });
  const READ_BY_KEY = `query ($id: ID, $identifier: NominationIdentifier) {
    nomination(id: $id, identifier: $identifier) { id } }`;
  const UPDATE_BY_KEY = `mutation ($id: ID, $identifier: NominationIdentifier, $input: UpdateNominationInput!) {
    updateNomination(id: $id, identifier: $identifier, input: $input) { nomination { id rank } errors { code message path } } }`;

  it('is read, changed and submitted without its id', async () => {
    const icc = product.as('iccCoordinator');
    const { nomination } = await draft({
      externalReference: 'NAMED',
      person: { name: 'Ada Sample', email: 'named@sample.example' },
    });
    const named = { identifier: identifier(' NAMED ') };
    expect(await icc.data(READ_BY_KEY, named)).toEqual({ nomination: { id: nomination?.id } });
    const input = { idempotencyKey: newId(), version: 1, rank: 4 };
    const done = { updateNomination: { nomination: { id: nomination?.id, rank: 4 }, errors: [] } };
    expect(await icc.data(UPDATE_BY_KEY, { ...named, input })).toEqual(done);
    // Again, as a client does that heard no answer; by the id it is the same request.
    expect(await icc.data(UPDATE_BY_KEY, { ...named, input })).toEqual(done);
    expect(await icc.data(UPDATE_BY_KEY, { id: nomination?.id, input })).toEqual(done);
    const submitted = await icc.data<{ submitNomination: { nomination: unknown } }>(
      `mutation ($identifier: NominationIdentifier, $input: SubmitNominationInput!) {
        submitNomination(identifier: $identifier, input: $input) { nomination { state } } }`,
      { ...named, input: { idempotencyKey: newId(), version: 2 } },
    );
    expect(submitted.submitNomination.nomination).toEqual({ state: 'SUBMITTED' });
  });

  it('that gives the reference away answers the same request again as the first time, whoever has the reference by then', async () => {
    const icc = product.as('iccCoordinator');
    const { nomination } = await draft({ externalReference: 'BEFORE' });
    const named = { identifier: identifier('BEFORE') };
    const input = { idempotencyKey: newId(), version: 1, externalReference: 'AFTER', rank: 7 };
    const done = { updateNomination: { nomination: { id: nomination?.id, rank: 7 }, errors: [] } };
    expect(await icc.data(UPDATE_BY_KEY, { ...named, input })).toEqual(done);
    expect(await icc.data(UPDATE_BY_KEY, { ...named, input })).toEqual(done);
    await draft({ externalReference: 'BEFORE' });
    expect(await icc.data(UPDATE_BY_KEY, { ...named, input })).toEqual(done);
    // By its id, or by its reference of now, it is the same request; what names another one, or asks for something else, is not.
    expect(await icc.data(UPDATE_BY_KEY, { id: nomination?.id, input })).toEqual(done);
    expect(await icc.data(UPDATE_BY_KEY, { identifier: identifier('AFTER'), input })).toEqual(done);
    await draft({ externalReference: 'OTHER' });
    for (const another of [
      { identifier: identifier('OTHER'), input },
      { ...named, input: { ...input, rank: 8 } },
    ]) {
      const { updateNomination: refused } = await icc.data<{
        updateNomination: { errors: { code: string }[] };
      }>(UPDATE_BY_KEY, another);
      expect(refused.errors.map(({ code }) => code)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    }
  });

  it('and does so when both come at once', async () => {
    const icc = product.as('iccCoordinator');
    const { nomination } = await draft({ externalReference: 'AT-ONCE' });
    const input = { idempotencyKey: newId(), version: 1, externalReference: 'LATER', rank: 2 };
    const asked = { identifier: identifier('AT-ONCE'), input };
    const answers = await Promise.all(Array.from({ length: 6 }, () => icc.data(UPDATE_BY_KEY, asked)));
    const done = { updateNomination: { nomination: { id: nomination?.id, rank: 2 }, errors: [] } };
    expect(answers).toEqual(Array.from({ length: 6 }, () => done));
  });

  it('is named once: both or neither is refused, in a query as in a mutation', async () => {
    const icc = product.as('iccCoordinator');
    const { nomination } = await draft({ externalReference: 'BOTH' });
    const input = { idempotencyKey: newId(), version: 1 };
    for (const names of [{}, { id: nomination?.id, identifier: identifier('BOTH') }]) {
      const { errors } = await icc.query(READ_BY_KEY, names);
      expect(errors?.map(({ message }) => message)).toEqual(['Give either an id or an identifier.']);
      expect(await icc.data(UPDATE_BY_KEY, { ...names, input })).toEqual({
        updateNomination: {
          nomination: null,
          errors: [{ code: 'INVALID_INPUT', message: 'Give either an id or an identifier.', path: ['id'] }],
        },
      });
    }
  });

  it('that is unknown, or of a body out of scope, is not there', async () => {
    await draft({ externalReference: 'OURS' });
    for (const [by, key] of [
      ['iccCoordinator', 'NOBODY'],
      ['chCoordinator', 'OURS'],
      ['iccCoordinator', 'x'.repeat(256)],
    ] as const) {
      const named = { identifier: identifier(key) };
      expect(await product.as(by).data(READ_BY_KEY, named)).toEqual({ nomination: null });
      const input = { idempotencyKey: newId(), version: 1 };
      const { updateNomination: refused } = await product
        .as(by)
        .data<{ updateNomination: { errors: { code: string }[] } }>(UPDATE_BY_KEY, { ...named, input });
      expect(refused.errors.map(({ code }) => code)).toEqual(['NOT_FOUND']);
    }
  });
});

describe('nominations filtered by keys', () => {
  const LIST = `query ($c: ID!, $filter: NominationFilter) {
    nominations(conferenceId: $c, filter: $filter) { totalCount nodes { externalReference } } }`;
  const found = async (by: Person, filter: object): Promise<unknown> => {
    const { nominations } = await product.as(by).data<{
      nominations: { totalCount: number; nodes: { externalReference: string | null }[] };
    }>(LIST, { c: product.world.conferenceId, filter });
    expect(nominations.totalCount).toBe(nominations.nodes.length);
    return nominations.nodes.map(({ externalReference }) => externalReference);
  };

  it('are those of ids, external references, references and addresses, each of several; together they narrow', async () => {
    const made = [];
    for (const [letter, tree] of [
      ['a', 'Alder'],
      ['b', 'Birch'],
      ['c', 'Cedar'],
    ] as const) {
      const person = { name: `Filter ${tree}`, email: `Filter.${letter}@Sample.example` };
      made.push((await draft({ externalReference: `F-${letter}`, person })).nomination);
    }
    const [a, b, c] = made;
    const cases: [object, string[]][] = [
      [{ ids: [a?.id, c?.id, newId(), 'nonsense'] }, ['F-a', 'F-c']],
      [{ externalReferences: ['F-b', 'F-b', 'none', ''] }, ['F-b']],
      [{ references: [b?.reference.toLowerCase(), ` ${c?.reference ?? ''} `] }, ['F-b', 'F-c']],
      [{ emails: ['FILTER.A@sample.example', 'nobody@sample.example'] }, ['F-a']],
      [{ ids: [a?.id, b?.id], externalReferences: ['F-b', 'F-c'] }, ['F-b']],
      [{ externalReferences: ['F-a', 'F-b'], search: 'filter birch', states: ['DRAFT'] }, ['F-b']],
      [{ externalReferences: ['F-a'], constituencyIds: [product.world.academia] }, []],
      [{ ids: ['nonsense'] }, []],
      [{ emails: ['nonsense'] }, []],
      [{ references: ['nonsense'] }, []],
      [{ references: ['non\u0000sense'] }, []],
    ];
    for (const [filter, keys] of cases)
      expect([filter, await found('iccCoordinator', filter)]).toEqual([filter, keys]);
    expect(await found('chCoordinator', { externalReferences: ['F-a'] })).toEqual([]);
    expect(await found('chCoordinator', { ids: [a?.id], emails: ['filter.a@sample.example'] })).toEqual([]);
    expect(await found('officer', { externalReferences: ['F-a'] })).toEqual(['F-a']);
  });

  it('are asked for by at most 100 of a kind', async () => {
    const many = Array.from({ length: 101 }, (_, index) => `K-${index}`);
    const { errors } = await product
      .as('iccCoordinator')
      .query(LIST, { c: product.world.conferenceId, filter: { externalReferences: many } });
    expect(errors?.map(({ message }) => message)).toEqual(['Ask for at most 100 at a time.']);
  });
});
