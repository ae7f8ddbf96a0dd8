import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { directoryOrganisationId } from '#libs/organisations';
import { type Person, type Product, startProduct } from '../support/product.js';
import { type DraftedPerson, type Nominees, nomineesOf } from './nominees.js';
import { createNomination, submitNomination, updateNomination } from './operations.js';

let product: Product;
let nominees: Nominees;
let coteDivoire: string;
let people = 0;

beforeAll(async () => {
  product = await startProduct({ places: 40 });
  nominees = nomineesOf(product);
  coteDivoire = directoryOrganisationId(product.world.conferenceId, 'state:CI');
});
afterAll(() => product.close());

interface Refused {
  readonly code: string;
  readonly path: readonly string[];
}
type Said = Readonly<Record<string, string | null>>;

/** Of a person of their own, who works where the body says. */
const saying = (said: Said): DraftedPerson => {
  people += 1;
  // Addresses are made of letters.
  const letters = [...people.toString(26)].map((digit) => 'abcdefghijklmnopqrstuvwxyz'[parseInt(digit, 26)]);
  const { person, ...draft } = nominees.draft(`Sample Person ${letters.join('')}`);
  const { name, email = '' } = person;
  return { ...draft, person: { name, email, ...said } };
};
async function drafted(said: Said): Promise<string> {
  const { nomination, errors } = await createNomination(product.as('iccCoordinator'), saying(said));
  expect(errors).toEqual([]);
  return nomination?.id ?? '';
}
const refusalOf = async (said: Said): Promise<Refused[]> =>
  (await createNomination(product.as('iccCoordinator'), saying(said))).errors.map(({ code, path }) => ({
    code,
    path,
  }));

interface Shown {
  readonly version: number;
  readonly person: { readonly organisation: string | null };
  readonly organisation: { readonly organisationId: string; readonly name: string } | null;
}
const shown = async (id: string, by: Person = 'iccCoordinator'): Promise<Shown | null> =>
  (
    await product
      .as(by)
      .data<{ nomination: Shown | null }>(
        'query ($id: ID!) { nomination(id: $id) { version person { organisation } organisation { organisationId name(language: "fr") } } }',
        { id },
      )
  ).nomination;
const named = async (id: string, by?: Person) => (await shown(id, by))?.organisation?.name ?? null;

async function organisation(official: string, more: object = {}): Promise<string> {
  const { createOrganisation } = await product
    .as('officer')
    .data<{ createOrganisation: { organisation: { id: string } } }>(
      'mutation ($input: CreateOrganisationInput!) { createOrganisation(input: $input) { organisation { id } errors { code } } }',
      {
        input: {
          idempotencyKey: newId(),
          conferenceId: product.world.conferenceId,
          names: [{ language: 'en', official }],
          allowsLikelySame: true,
          ...more,
        },
      },
    );
  return createOrganisation.organisation.id;
}

async function match(
  input: object,
  by: Person = 'officer',
): Promise<{ readonly matchedCount: number | null; readonly errors: readonly Refused[] }> {
  const { matchOrganisationText } = await product
    .as(by)
    .data<{ matchOrganisationText: { matchedCount: number | null; errors: Refused[] } }>(
      'mutation ($input: MatchOrganisationTextInput!) { matchOrganisationText(input: $input) { matchedCount errors { code path } } }',
      { input: { idempotencyKey: newId(), conferenceId: product.world.conferenceId, ...input } },
    );
  return matchOrganisationText;
}

interface Waiting {
  readonly typed: string;
  readonly nominations: readonly { readonly id: string }[];
  readonly suggestions: readonly { readonly name: string }[];
}
const waiting = async (by: Person = 'officer'): Promise<readonly Waiting[]> =>
  (
    await product
      .as(by)
      .data<{ organisationTexts: { nodes: Waiting[] } }>(
        'query ($c: ID!) { organisationTexts(conferenceId: $c) { nodes { typed nominations { id } suggestions { name } } } }',
        { c: product.world.conferenceId },
      )
  ).organisationTexts.nodes;
const waitingFor = async (typed: string): Promise<Waiting | undefined> =>
  (await waiting()).find((one) => one.typed.toLowerCase() === typed.toLowerCase());

async function found(organisationIds: readonly string[], by: Person = 'officer'): Promise<readonly string[]> {
  const { nominations } = await product
    .as(by)
    .data<{ nominations: { nodes: { id: string }[]; totalCount: number } }>(
      'query ($c: ID!, $filter: NominationFilter) { nominations(conferenceId: $c, filter: $filter, first: 100) { nodes { id } totalCount } }',
      { c: product.world.conferenceId, filter: { organisationIds } },
    );
  expect(nominations.totalCount).toBe(nominations.nodes.length);
  return nominations.nodes.map(({ id }) => id).sort();
}

describe('the organisation of a nomination', () => {
  it('is the one that was picked, and the text stays as it was typed', async () => {
    const id = await drafted({ organisation: 'cote divoire', organisationId: coteDivoire });
    expect(await shown(id)).toEqual({
      version: 1,
      person: { organisation: 'cote divoire' },
      organisation: { organisationId: coteDivoire, name: 'Côte d’Ivoire' },
    });
    expect(await shown(id, 'chCoordinator')).toBeNull();
  });

  it('gives its name where no text is typed, and none where only text is', async () => {
    const picked = await drafted({ organisationId: coteDivoire });
    expect((await shown(picked))?.person.organisation).toBe('Côte d’Ivoire');
    const typed = await drafted({ organisation: 'Free Text Society' });
    expect((await shown(typed))?.organisation).toBeNull();
    expect(await drafted({}).then(shown)).toMatchObject({
      person: { organisation: null },
      organisation: null,
    });
  });

  it('is gone with the text that it was said of, and stays with every other change', async () => {
    const icc = product.as('iccCoordinator');
    const id = await drafted({ organisation: 'Ivory Coast', organisationId: coteDivoire });
    await updateNomination(icc, id, { person: { jobTitle: 'Envoy', organisation: 'Ivory Coast' } });
    expect(await named(id)).toBe('Côte d’Ivoire');
    await updateNomination(icc, id, { person: { organisation: 'Another Society' } });
    expect(await named(id)).toBeNull();
    await updateNomination(icc, id, { person: { organisationId: coteDivoire } });
    expect(await shown(id)).toMatchObject({
      person: { organisation: 'Another Society' },
      organisation: { name: 'Côte d’Ivoire' },
    });
    await updateNomination(icc, id, { person: { organisation: null } });
    expect(await shown(id)).toMatchObject({ person: { organisation: null }, organisation: null });
  });

  it('is corrected past drafting, alone or with its text', async () => {
    const icc = product.as('iccCoordinator');
    const id = await drafted({ organisation: 'Ivory Cost' });
    await submitNomination(icc, id, { version: 1 });
    const correct = async (by: Person, input: object) =>
      (
        await product
          .as(by)
          .data<{ correctPerson: { errors: Refused[] } }>(
            'mutation ($id: ID!, $input: CorrectPersonInput!) { correctPerson(id: $id, input: $input) { errors { code path } } }',
            { id, input: { idempotencyKey: newId(), version: (await shown(id))?.version, ...input } },
          )
      ).correctPerson.errors;
    expect(await correct('iccCoordinator', { organisationId: coteDivoire })).toEqual([]);
    expect(await named(id, 'officer')).toBe('Côte d’Ivoire');
    expect(await correct('iccCoordinator', { organisation: 'Ivory Coast' })).toEqual([]);
    expect(await named(id, 'officer')).toBeNull();
    expect(await waitingFor('ivory coast')).toMatchObject({ nominations: [{ id }] });
  });

  it('is one that the body may know: what is not listed is as unknown as what does not exist', async () => {
    const path = ['input', 'person', 'organisationId'];
    const unknown = [{ code: 'NOT_FOUND', path }];
    const hidden = await organisation('Hidden Society');
    expect(await refusalOf({ organisationId: hidden })).toEqual(unknown);
    expect(await refusalOf({ organisationId: newId() })).toEqual(unknown);
    const listed = await organisation('Listed Society', { isListed: true });
    expect(await named(await drafted({ organisationId: listed }))).toBe('Listed Society');
  });
});

describe('nominations of an organisation', () => {
  it('are found by it, whoever said so and whatever was typed; a body finds its own alone', async () => {
    const society = await organisation('Sought Society', { isListed: true });
    const picked = await drafted({ organisation: 'Sought', organisationId: society });
    const matched = await drafted({ organisation: 'The Sought Soc.' });
    await drafted({ organisation: 'Sought by nobody' });
    await match({ typed: 'the sought soc.', organisationId: society });
    const both = [picked, matched].sort();
    expect(await found([society])).toEqual(both);
    expect(await found([society, newId()], 'iccCoordinator')).toEqual(both);
    expect(await found([society], 'chCoordinator')).toEqual([]);
    for (const unknown of [newId(), 'nonsense']) expect(await found([unknown])).toEqual([]);
  });

  it('are nobody’s to a body that may not know the organisation', async () => {
    const hidden = await organisation('Society out of sight');
    const id = await drafted({ organisation: 'Out of sight' });
    await match({ typed: 'out of sight', organisationId: hidden });
    expect(await found([hidden])).toEqual([id]);
    expect(await found([hidden], 'iccCoordinator')).toEqual([]);
  });
});

describe('texts that name no organisation yet', () => {
  it('wait for the host, equal ones as one, with what they may mean', async () => {
    const one = await drafted({ organisation: 'St Kitts' });
    const other = await drafted({ organisation: 'ST KITTS' });
    const text = await waitingFor('st kitts');
    expect(text?.nominations.map(({ id }) => id).sort()).toEqual([one, other].sort());
    expect(text?.suggestions[0]?.name).toBe('Saint Kitts and Nevis');
  });

  it('are matched all at once; what is said, no version moves and the body reads it', async () => {
    const organisationId = directoryOrganisationId(product.world.conferenceId, 'state:KN');
    const ids = (await waitingFor('st kitts'))?.nominations.map(({ id }) => id) ?? [];
    expect(await match({ typed: 'st kitts', organisationId })).toEqual({ matchedCount: 2, errors: [] });
    expect(await waitingFor('st kitts')).toBeUndefined();
    for (const id of ids)
      expect(await shown(id)).toMatchObject({
        version: 1,
        person: { organisation: expect.stringMatching(/^st kitts$/i) },
        organisation: { name: 'Saint-Kitts-et-Nevis' },
      });
  });

  it('are matched one at a time, otherwise than before, and name none again', async () => {
    const [first, second] = [
      await drafted({ organisation: 'Institute' }),
      await drafted({ organisation: 'Institute' }),
    ];
    const [one, other] = [await organisation('Sample Institute'), await organisation('Other Institute')];
    const matched = async (id: string, organisationId: string | null) =>
      (await match({ typed: 'institute', organisationId, nominationIds: [id] })).matchedCount;
    expect(await matched(first, one)).toBe(1);
    expect((await waitingFor('Institute'))?.nominations).toEqual([{ id: second }]);
    expect(await matched(second, other)).toBe(1);
    expect(await matched(second, one)).toBe(1);
    expect(await Promise.all([first, second].map((id) => named(id, 'officer')))).toEqual([
      'Sample Institute',
      'Sample Institute',
    ]);
    // The host has not listed it, so the body reads its own text alone.
    expect(await shown(first)).toMatchObject({ person: { organisation: 'Institute' }, organisation: null });
    expect(await matched(second, null)).toBe(1);
    expect((await waitingFor('Institute'))?.nominations).toEqual([{ id: second }]);
    expect((await match({ typed: 'Institute', organisationId: null })).errors).toMatchObject([
      { code: 'INVALID_INPUT', path: ['input', 'nominationIds'] },
    ]);
  });

  it('are paged by their letters, forwards and backwards, without a gap', async () => {
    for (const organisation of ['Alpha Society', 'alpha society', 'Beta Society', 'Gamma Society'])
      await drafted({ organisation });
    interface Page {
      readonly nodes: readonly { readonly typed: string }[];
      readonly pageInfo: { readonly endCursor: string | null; readonly startCursor: string | null };
      readonly totalCount: number;
    }
    const page = async (args: string): Promise<Page> =>
      (
        await product
          .as('officer')
          .data<{ organisationTexts: Page }>(
            `query ($c: ID!) { organisationTexts(conferenceId: $c, ${args}) { nodes { typed } totalCount pageInfo { startCursor endCursor } } }`,
            { c: product.world.conferenceId },
          )
      ).organisationTexts;
    const texts = ({ nodes }: Page) => nodes.map(({ typed }) => typed.toLowerCase());
    const whole = await page('first: 100');
    expect(whole.totalCount).toBe(whole.nodes.length);
    expect(new Set(texts(whole)).size).toBe(whole.nodes.length);
    const first = await page('first: 2');
    const second = await page(`first: 100, after: "${first.pageInfo.endCursor ?? ''}"`);
    expect([...texts(first), ...texts(second)]).toEqual(texts(whole));
    expect(texts(await page(`last: 2, before: "${second.pageInfo.startCursor ?? ''}"`))).toEqual(
      texts(first),
    );
    expect(texts(await page('last: 3'))).toEqual(texts(whole).slice(-3));
  });

  it('are matched by administrators and officers of the host alone, and nobody else knows of them', async () => {
    const organisationId = coteDivoire;
    await drafted({ organisation: 'Walled Society' });
    const codes = async (by: Person) => (await match({ typed: 'Walled Society', organisationId }, by)).errors;
    for (const by of ['approver', 'auditor', 'iccCoordinator'] as const)
      expect(await codes(by)).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(await match({ typed: 'Walled Society', organisationId: newId() })).toMatchObject({
      matchedCount: null,
      errors: [{ code: 'NOT_FOUND', path: ['input', 'organisationId'] }],
    });
    expect(await waitingFor('Walled Society')).toBeDefined();
    const { errors } = await product
      .as('iccCoordinator')
      .query('query ($c: ID!) { organisationTexts(conferenceId: $c) { nodes { typed } } }', {
        c: product.world.conferenceId,
      });
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});

describe('two records that are one, and are parted again (case G5)', () => {
  it('have all nominations while they are one, each with its text, and their own again', async () => {
    const [merged, kept] = [
      await organisation('Foreign Office', { isListed: true }),
      await organisation('Foreign and Commonwealth Office', { isListed: true }),
    ];
    const of = (id: string, text: string, count: number) =>
      Promise.all(Array.from({ length: count }, () => drafted({ organisation: text, organisationId: id })));
    const [three, four] = [await of(merged, 'F. Office', 3), await of(kept, 'FCO', 4)];
    const counts = async () =>
      Promise.all(
        [merged, kept].map(
          async (id) =>
            (
              await product
                .as('officer')
                .data<{ node: { nominationCount: number } }>(
                  'query ($id: ID!) { node(id: $id) { ... on Organisation { nominationCount } } }',
                  { id },
                )
            ).node.nominationCount,
        ),
      );
    const names = async () => [...new Set(await Promise.all([...three, ...four].map((id) => named(id))))];
    const act = (name: string, id: string, input: object) =>
      product
        .as('officer')
        .data(
          `mutation ($id: ID!, $input: ${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input!) { ${name}(id: $id, input: $input) { errors { code } } }`,
          { id, input: { idempotencyKey: newId(), ...input } },
        );
    expect(await counts()).toEqual([3, 4]);
    const mails = (await product.sink.messages()).length;
    await act('mergeOrganisations', kept, { version: 1, mergedId: merged, mergedVersion: 1 });
    expect((await counts())[1]).toBe(7);
    for (const id of [merged, kept]) expect(await found([id])).toHaveLength(7);
    expect(await names()).toEqual(['Foreign and Commonwealth Office']);
    expect((await shown(three[0] ?? ''))?.person.organisation).toBe('F. Office');
    // What is added in between stays with the record that it was added to.
    await of(kept, 'FCO', 1);
    await act('partOrganisation', merged, { version: 2 });
    expect(await counts()).toEqual([3, 5]);
    expect(await found([merged])).toEqual([...three].sort());
    expect(await names()).toEqual(['Foreign Office', 'Foreign and Commonwealth Office']);
    expect((await product.sink.messages()).length).toBe(mails);
  });
});
