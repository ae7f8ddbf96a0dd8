import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { type Person, type Product, startProduct } from '../support/product.js';

let product: Product;

beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

interface Refused {
  readonly code: string;
  readonly path: readonly string[];
  readonly currentVersion?: number;
  readonly likelySame?: readonly { readonly id: string }[];
}
interface Answer {
  readonly organisation: { readonly id: string; readonly version: number } | null;
  readonly errors: readonly Refused[];
}

/** Does one of the mutations that answer with an organisation. */
async function act(by: Person, name: string, input: object, id?: string): Promise<Answer> {
  const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input!`;
  const [declared, given] = id === undefined ? ['', ''] : ['$id: ID!, ', 'id: $id, '];
  const extras = name === 'createOrganisation' ? 'likelySame { id }' : 'currentVersion';
  const answer = await product
    .as(by)
    .data<Readonly<Record<string, Answer>>>(
      `mutation (${declared}$input: ${type}) { ${name}(${given}input: $input) { organisation { id version } errors { code path ${extras} } } }`,
      { ...(id !== undefined && { id }), input: { idempotencyKey: newId(), ...input } },
    );
  return answer[name] as Answer;
}
const add = (input: object, by: Person = 'officer'): Promise<Answer> =>
  act(by, 'createOrganisation', { conferenceId: product.world.conferenceId, ...input });
const english = (official: string) => [{ language: 'en', official }];
async function added(input: object): Promise<string> {
  const { organisation, errors } = await add({ allowsLikelySame: true, ...input });
  expect(errors).toEqual([]);
  return organisation?.id ?? '';
}

interface Listed {
  readonly nodes: readonly { readonly id: string; readonly name: string }[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
const LIST = `query ($c: ID!, $l: LanguageTag, $f: OrganisationFilterInput, $first: Int, $after: String) {
  organisations(conferenceId: $c, language: $l, filter: $f, first: $first, after: $after) {
    totalCount nodes { id name(language: $l) } pageInfo { hasNextPage endCursor } } }`;
const list = async (more: object = {}, by: Person = 'officer'): Promise<Listed> =>
  (
    await product
      .as(by)
      .data<{ organisations: Listed }>(LIST, { c: product.world.conferenceId, l: 'en', ...more })
  ).organisations;
const names = async (more: object = {}): Promise<string[]> =>
  (await list(more)).nodes.map(({ name }) => name);

const SUGGEST = `query ($c: ID!, $t: String!) { organisationSuggestions(conferenceId: $c, typed: $t) { organisationId name isTaken } }`;
const suggested = async (typed: string, by: Person) =>
  (
    await product.as(by).data<{
      organisationSuggestions: { organisationId: string; name: string; isTaken: boolean | null }[];
    }>(SUGGEST, { c: product.world.conferenceId, t: typed })
  ).organisationSuggestions;

describe('organisations of a conference', () => {
  it('are taken from the directory once, and follow it in every language', async () => {
    for (const code of ['CI', 'KN', 'GW', 'GQ', 'GN', 'US']) await added({ directoryKey: `state:${code}` });
    const { errors } = await add({ directoryKey: 'state:KN', allowsLikelySame: true });
    expect(errors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'directoryKey'] }]);
    expect(await names({ l: 'fr' })).toEqual([
      'Côte d’Ivoire',
      'États-Unis d’Amérique',
      'Guinée',
      'Guinée-Bissau',
      'Guinée équatoriale',
      'Saint-Kitts-et-Nevis',
    ]);
  });

  it('are taken from the directory once by two who press at the same moment', async () => {
    const both = await Promise.all(
      ['officer', 'administrator'].map((by) => add({ directoryKey: 'state:TG' }, by as Person)),
    );
    expect(both.filter(({ organisation }) => organisation !== null)).toHaveLength(1);
    expect(both.flatMap(({ errors }) => errors)).toMatchObject([
      { code: 'INVALID_INPUT', path: ['input', 'directoryKey'] },
    ]);
  });

  it('are paged by name without a gap or a repetition (case G1)', async () => {
    const seen: string[] = [];
    for (let after: string | null = null, isMore = true; isMore;) {
      const page: Listed = await list({ l: 'fr', first: 2, after });
      seen.push(...page.nodes.map(({ name }) => name));
      [after, isMore] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    expect(seen).toEqual(await names({ l: 'fr' }));
  });

  it('are found first by any alias, and narrowed by kind and region (case G4)', async () => {
    await added({
      kind: 'OTHER',
      names: english('Foreign and Commonwealth Office'),
      aliases: ['FCO', 'Foreign Office'],
    });
    const first = async (search: string) => (await names({ f: { search } }))[0];
    expect(await Promise.all(['foreign office', 'st kitts', 'Кот-д’Ивуар', 'Guinea'].map(first))).toEqual([
      'Foreign and Commonwealth Office',
      'Saint Kitts and Nevis',
      'Côte d’Ivoire',
      'Guinea',
    ]);
    expect(await list({ f: { search: 'guinea', regions: ['AFRICA'] }, first: 2 })).toMatchObject({
      totalCount: 3,
      nodes: [{ name: 'Guinea' }, {}],
    });
    expect(await names({ f: { kinds: ['OTHER'] } })).toEqual(['Foreign and Commonwealth Office']);
  });

  it('that are likely the same are told before another is added', async () => {
    const names = english('Foreign & Commonwealth Office');
    const before = (await list()).totalCount;
    const refused = await add({ names });
    expect(refused).toMatchObject({
      organisation: null,
      errors: [{ code: 'LIKELY_SAME', likelySame: [{}] }],
    });
    expect((await list()).totalCount).toBe(before);
    await added({ names });
    expect((await list()).totalCount).toBe(before + 1);
  });

  it('are merged, found under both names, and parted again as before (case G5)', async () => {
    const [kept, merged] = [
      await added({ names: english('Sample Institute') }),
      await added({ names: english('Instituto Modelo') }),
    ];
    const both = async () => (await list({ f: { search: 'institut' } })).nodes.map(({ id }) => id);
    const before = await both();
    const input = { version: 1, mergedId: merged, mergedVersion: 1 };
    expect(await act('officer', 'mergeOrganisations', input, kept)).toMatchObject({
      organisation: { version: 2 },
    });
    expect(await both()).toEqual([kept]);
    expect((await list({ f: { search: 'Instituto Modelo' } })).nodes.map(({ id }) => id)).toEqual([kept]);
    const again = await act(
      'officer',
      'mergeOrganisations',
      { ...input, version: 2, mergedVersion: 2 },
      kept,
    );
    expect(again.errors).toMatchObject([{ code: 'ACTION_UNAVAILABLE' }]);
    expect((await act('officer', 'partOrganisation', { version: 2 }, merged)).errors).toEqual([]);
    expect(await both()).toEqual(before);
  });

  it('are changed by whoever has read them as they are', async () => {
    const id = await added({ names: english('Changing Society') });
    expect(
      (await act('administrator', 'updateOrganisation', { version: 1, aliases: ['CS'] }, id)).errors,
    ).toEqual([]);
    expect(
      (await act('officer', 'updateOrganisation', { version: 1, aliases: [] }, id)).errors,
    ).toMatchObject([{ code: 'VERSION_CONFLICT', currentVersion: 2 }]);
    expect(
      (await act('officer', 'updateOrganisation', { version: 2, parentId: id }, id)).errors,
    ).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'parentId'] }]);
    expect((await act('officer', 'updateOrganisation', { version: 2, names: [] }, id)).errors).toMatchObject([
      { code: 'INVALID_INPUT', path: ['input', 'names'] },
    ]);
  });
});

describe('what is said of them', () => {
  it('stays where it is left out, and is cleared where it is null', async () => {
    const said = {
      names: [{ language: 'en', official: 'Cleared Society', short: 'CS' }],
      aliases: ['Clearing'],
      mailDomains: ['cleared.example'],
      sortNames: [{ language: 'en', name: 'A society' }],
    };
    const id = await added({ directoryKey: null, kind: null, isListed: null, ...said });
    const read = async () =>
      (
        await product
          .as('officer')
          .data<{ node: object }>(
            'query ($id: ID!) { node(id: $id) { ... on Organisation { kind names { language official short } aliases mailDomains sortNames { language name } isListed } } }',
            { id },
          )
      ).node;
    expect(await read()).toEqual({ kind: 'OTHER', isListed: false, ...said });
    const cleared = { aliases: null, mailDomains: null, sortNames: null };
    expect((await act('officer', 'updateOrganisation', { version: 1, ...cleared }, id)).errors).toEqual([]);
    expect(await read()).toMatchObject({ names: said.names, aliases: [], mailDomains: [], sortNames: [] });
  });
});

describe('who reads them', () => {
  it('keeps addresses of contacts from auditors, and organisations from whoever only signs off', async () => {
    const id = await added({ names: english('Contacted Society') });
    const contacts = [
      { list: 'Protocol', name: 'Olive Specimen', email: 'olive@example.org', telephone: '1' },
    ];
    expect((await act('officer', 'setOrganisationContacts', { version: 1, contacts }, id)).errors).toEqual(
      [],
    );
    const read = async (by: Person) =>
      (
        await product
          .as(by)
          .data<{ node: { contacts: object[] | null } | null }>(
            'query ($id: ID!) { node(id: $id) { ... on Organisation { contacts { list name email telephone } } } }',
            { id },
          )
      ).node;
    expect(await read('approver')).toEqual({ contacts });
    expect(await read('auditor')).toEqual({ contacts: [{ ...contacts[0], email: null, telephone: null }] });
    expect(await read('iccCoordinator')).toBeNull();
    expect(
      (await act('approver', 'updateOrganisation', { version: 2, isListed: true }, id)).errors,
    ).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('lets bodies find the directory and what is listed, by names alone, and nothing that is not', async () => {
    const id = await added({
      names: english('Listed Society'),
      aliases: ['Zirconium'],
      mailDomains: ['listed.example'],
    });
    expect(await suggested('zirconium', 'iccCoordinator')).toEqual([]);
    expect(await suggested('zirconium', 'officer')).toEqual([
      { organisationId: id, name: 'Listed Society', isTaken: true },
    ]);
    await act('officer', 'updateOrganisation', { version: 1, isListed: true }, id);
    expect(await suggested('zirconium', 'iccCoordinator')).toEqual([
      { organisationId: id, name: 'Listed Society', isTaken: null },
    ]);
    const { node } = await product
      .as('iccCoordinator')
      .data<{ node: object }>(
        'query ($id: ID!) { node(id: $id) { ... on Organisation { name names { official } aliases mailDomains contacts { name } version canChange merged { id } } } }',
        { id },
      );
    expect(node).toEqual({
      name: 'Listed Society',
      names: null,
      aliases: null,
      mailDomains: null,
      contacts: null,
      version: null,
      canChange: false,
      merged: null,
    });
    await act('officer', 'updateOrganisation', { version: 2, isListed: false }, id);
    expect(await suggested('zirconium', 'iccCoordinator')).toEqual([]);
  });

  it('suggests a government as the conference calls it, and none that it does not offer (case G2)', async () => {
    const set = async (country: object): Promise<void> => {
      const input = { idempotencyKey: newId(), conferenceId: product.world.conferenceId, ...country };
      const { setCountry } = await product
        .as('administrator')
        .data<{ setCountry: { errors: object[] } }>(
          'mutation ($input: SetCountryInput!) { setCountry(input: $input) { errors { code message } } }',
          { input },
        );
      expect(setCountry.errors).toEqual([]);
    };
    const suggestedNames = async (by: Person) => (await suggested('uruguay', by)).map(({ name }) => name);
    await set({ code: 'UY', names: [{ language: 'en', name: 'Eastern Republic of Uruguay' }] });
    expect(await suggestedNames('iccCoordinator')).toEqual(['Eastern Republic of Uruguay']);
    await set({ code: 'UY', isOffered: false });
    for (const by of ['iccCoordinator', 'officer'] as const) expect(await suggestedNames(by)).toEqual([]);
  });

  it('refers to one of the directory alike, whether or not the host has taken it', async () => {
    const before = await suggested('Benin', 'iccCoordinator');
    const id = await added({ directoryKey: 'state:BJ', aliases: ['Secret alias'] });
    expect(before[0]).toEqual({ organisationId: id, name: 'Benin', isTaken: null });
    expect(await suggested('Benin', 'iccCoordinator')).toEqual(before);
    expect(await suggested('Secret alias', 'iccCoordinator')).toEqual([]);
    expect((await suggested('Secret alias', 'officer')).map(({ organisationId }) => organisationId)).toEqual([
      id,
    ]);
  });
});
