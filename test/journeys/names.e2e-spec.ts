import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { drain } from '#libs/testing';
import { type Person, type Product, startProduct } from '../support/product.js';
import { createNomination } from './operations.js';

const DOSSIER = `query ($id: ID!) { nomination(id: $id) {
  screening { kind state finding } duplicates { nomination { id } reasonCodes reasons } } }`;
const SEARCH = `query ($c: ID!, $s: String) { nominations(conferenceId: $c, first: 50, filter: { search: $s }) { nodes { id } } }`;
const INBOX = `query ($s: String) { inbox(first: 50, filter: { search: $s }) { nodes { nomination { id } } } }`;

interface Dossier {
  readonly screening: readonly { readonly kind: string; readonly state: string }[];
  readonly duplicates: readonly {
    readonly nomination: { readonly id: string };
    readonly reasonCodes: readonly string[];
  }[];
}

let product: Product;

beforeAll(async () => {
  product = await startProduct({ places: 500 });
});

afterAll(() => product.close());

interface Nominated {
  readonly id: string;
  readonly reference: string;
}

async function nominate(by: Person, name: string, email = `${newId()}@example.org`): Promise<Nominated> {
  const { conferenceId, icc, chathamHouse, business } = product.world;
  const { nomination, errors } = await createNomination(product.as(by), {
    conferenceId,
    bodyId: by.startsWith('icc') ? icc : chathamHouse,
    constituencyId: business,
    person: { name, email },
    isSubmitted: true,
  });
  expect(errors).toEqual([]);
  return { id: nomination?.id ?? '', reference: nomination?.reference ?? '' };
}

const dossierOf = async (id: string): Promise<Dossier> =>
  (await product.as('officer').data<{ nomination: Dossier }>(DOSSIER, { id })).nomination;

/**
 * What the officer reads of a nomination when its screening has ended. Fields of one answer are read at different moments, so that
 * what the screening found is asked for when its end has been seen.
 */
async function screened(id: string): Promise<Dossier> {
  await drain(
    async () => {
      const { screening } = await dossierOf(id);
      return screening.length > 0 && screening.every(({ state }) => state !== 'PENDING');
    },
    { what: `the screening of ${id}`, timeoutMs: 30_000 },
  );
  return dossierOf(id);
}

/** Whether the officer is told of the first beside the second, and why. */
async function reasonsToldOf(first: Nominated, second: Nominated): Promise<readonly string[]> {
  const { duplicates } = await screened(second.id);
  return duplicates.find(({ nomination }) => nomination.id === first.id)?.reasonCodes ?? [];
}

const found = async (by: Person, search: string): Promise<string[]> =>
  (
    await product.as(by).data<{
      nominations: { nodes: { id: string }[] };
    }>(SEARCH, { c: product.world.conferenceId, s: search })
  ).nominations.nodes.map(({ id }) => id);

const foundInInbox = async (search: string): Promise<string[]> =>
  (
    await product
      .as('officer')
      .data<{ inbox: { nodes: { nomination: { id: string } }[] } }>(INBOX, { s: search })
  ).inbox.nodes.map(({ nomination }) => nomination.id);

describe('one person nominated by two bodies', () => {
  it.each([
    ['A. Invented', 'Amadeus Invented', 'INITIAL'],
    ['Mohammed bin Samplan', 'Muhammad bin Samplan', 'NICKNAME'],
    ['Bashar al-Exampli', 'Bachar el-Exampli', 'SAME_SOUND'],
    ['Sergei Primerov', 'Сергей Викторович Примеров', 'NAME_LEFT_OUT'],
    ['李小明', 'Li Xiaoming', 'WORDS_JOINED'],
    ['فرناندو بيريزا', 'Fernando Beireza', 'OTHER_SCRIPT'],
    ['VladimirSampel', 'Vladimir Sampel', 'WORDS_JOINED'],
    ['Robert Hypothet', 'Bob Hypothet', 'NICKNAME'],
    ['Abdul Ghani Sampleturk', 'Abdul Ghani Baradar Abdul Ahmad Sampleturk', 'NAME_LEFT_OUT'],
  ])('as %s and as %s is told to the officer in either order', async (one, other, reason) => {
    for (const [first, second] of [
      [one, other],
      [other, one],
    ] as const) {
      const before = await nominate('iccCoordinator', first);
      const after = await nominate('chCoordinator', second);
      expect(await reasonsToldOf(before, after)).toEqual(expect.arrayContaining(['SIMILAR_NAME', reason]));
      // The pair is one: the officer reads it beside the first as well.
      expect(await reasonsToldOf(after, before)).toContain('SIMILAR_NAME');
    }
  });

  it('with one mailbox in two spellings is told, in either order', async () => {
    for (const [one, other] of [
      ['kontakt@bücherei.example', 'Kontakt@xn--bcherei-n2a.example'],
      ['anfrage@xn--bcherei-n2a.example', 'anfrage@BÜCHEREI.example'],
    ] as const) {
      const before = await nominate('iccCoordinator', 'Berta Beispiel', one);
      const after = await nominate('chCoordinator', 'Sabine Vorlage', other);
      expect(await reasonsToldOf(before, after)).toEqual(['SAME_EMAIL']);
    }
  });

  it.each([
    ['Christopher Placeholder', 'Christopher Nonesuch'],
    ['Guadalupe Ejemplo', 'Guadalupe Ficticia'],
    ['张伟', '章玮'],
    ['Mario Esempio', 'Maria Esempio'],
  ])('is not seen in %s and %s', async (one, other) => {
    for (const [first, second] of [
      [one, other],
      [other, one],
    ] as const) {
      const before = await nominate('iccCoordinator', first);
      const after = await nominate('chCoordinator', second);
      expect(await reasonsToldOf(before, after)).toEqual([]);
    }
  });
});

describe('a search as people type it', () => {
  it.each([
    ["Siobhan O'Mocking", 'O’Mocking'],
    ['Sean O’Mockery', "o'mockery"],
    ['Ada Lovesample', 'Lovesample, Ada'],
    ['Geneviève Modèle', 'genevieve'],
    ['Łukasz Großschreiber', 'lukasz grossschreiber'],
    ['Lukasz Grossbuchstabe', 'Łukasz Großbuchstabe'],
    ['كريم نموذجي', 'کریم'],
    ['Jean-Pierre Exemplaire', 'jean pierre exemplaire'],
    ['王范例', '范例'],
  ])('finds %s by %s, in the body’s list and in the host’s inbox', async (name, search) => {
    const { id } = await nominate('iccCoordinator', name);
    expect(await found('iccCoordinator', search)).toEqual([id]);
    expect(await foundInInbox(search)).toEqual([id]);
    expect(await found('chCoordinator', search)).toEqual([]);
  });

  it('finds a reference as it is read on a telephone', async () => {
    const { id, reference } = await nominate('iccCoordinator', 'Tilda Telefon');
    const [code = '', one = '', two = ''] = reference.split('-');
    for (const search of [
      reference.toLowerCase().replaceAll('-', ' '),
      `${code}${one}${two}`,
      `${code} ${one}${two}`.toLowerCase().replaceAll('0', 'o').replace(`${one}${two}`, `${one} ${two}`),
      `${code}-${one}-${two}`.replaceAll('0', 'O'),
    ])
      expect(await found('iccCoordinator', search)).toEqual([id]);
    expect(await found('chCoordinator', reference)).toEqual([]);
  });

  it('finds an address for those who may see it, in either spelling of its domain', async () => {
    const { id } = await nominate('iccCoordinator', 'Emil Postfach', 'emil@bücher.example');
    for (const search of ['emil@bücher.example', 'EMIL@xn--bcher-kva.example', 'emil@bücher']) {
      expect(await found('iccCoordinator', search)).toEqual([id]);
      expect(await found('officer', search)).toEqual([id]);
      expect(await found('chCoordinator', search)).toEqual([]);
    }
  });
});

describe('what is typed for a person', () => {
  const refusals = async (person: Record<string, string>) => {
    const { conferenceId, icc, business } = product.world;
    const { errors } = await createNomination(product.as('iccNominator'), {
      conferenceId,
      bodyId: icc,
      constituencyId: business,
      person,
    });
    return errors.map(({ code, message, path }) => [code, message, path.join('.')]);
  };

  it.each(['\u00ad', '\u200b'])('is missing where the name is %j alone', async (name) => {
    expect(await refusals({ name })).toEqual([['INVALID_INPUT', 'Fill this in.', 'input.person.name']]);
  });

  it.each(['उदाहरण@example.org', 'x@उदाहरण.भारत'])('may have the address %s', async (email) => {
    expect(await refusals({ name: 'Udaharan', email })).toEqual([]);
  });

  it.each([`x@${'a'.repeat(64)}.org`, 'x@xn--0.example', 'x@xn--0'])(
    'may not have the address %s',
    async (email) => {
      expect(await refusals({ name: 'Udaharan', email })).toEqual([
        ['INVALID_INPUT', 'Enter one e-mail address, like name@example.org.', 'input.person.email'],
      ]);
    },
  );

  it.each([
    ['Z\u0351\u0352\u0353\u0354algo', 'Has too many marks on one letter; leave some of them out.'],
    ['Ada\u{e0041}', 'Contains invisible tag characters; type it again instead of pasting.'],
  ])('is refused as %j, and says how to mend it', async (name, message) => {
    expect(await refusals({ name })).toEqual([['INVALID_INPUT', message, 'input.person.name']]);
  });

  it('is found by its new address once that was corrected', async () => {
    const { id } = await nominate('iccCoordinator', 'Konrad Korrektur', 'wrong@example.org');
    const answer = await product
      .as('iccCoordinator')
      .data<{ correctEmail: { errors: unknown[] } }>(
        `mutation ($id: ID!, $input: CorrectEmailInput!) { correctEmail(id: $id, input: $input) { errors { code message } } }`,
        {
          id,
          input: { idempotencyKey: newId(), version: 1, email: 'right.one@example.org' },
        },
      );
    expect(answer.correctEmail.errors).toEqual([]);
    expect(await found('iccCoordinator', 'right.one@example.org')).toEqual([id]);
    expect(await found('iccCoordinator', 'wrong@example.org')).toEqual([]);
  });
});

describe('a body that types a person', () => {
  const KNOWN = `query ($c: ID!, $b: ID!, $n: String, $e: String, $x: ID) {
    knownNominees(conferenceId: $c, bodyId: $b, name: $n, email: $e, exceptId: $x) { nomination { id state person { name } } reasonCodes } }`;
  const known = async (by: Person, body: string, variables: object) =>
    (
      await product.as(by).data<{
        knownNominees: { nomination: { id: string; state: string }; reasonCodes: string[] }[];
      }>(KNOWN, { c: product.world.conferenceId, b: body, ...variables })
    ).knownNominees.map(({ nomination, reasonCodes }) => [nomination.id, nomination.state, reasonCodes]);

  it('is told of its own nomination by name and by address, and of nobody else’s', async () => {
    const { icc, chathamHouse } = product.world;
    const { id } = await nominate('iccCoordinator', 'Erika Exemplaria', 'erika@bücherei.example');
    await screened(id);
    expect(await known('iccNominator', icc, { n: 'Erica Exemplaria' })).toEqual([
      [id, 'UNDER_REVIEW', ['SIMILAR_NAME', 'OTHER_ROMANISATION']],
    ]);
    expect(await known('iccNominator', icc, { e: 'Erika@xn--bcherei-n2a.example' })).toEqual([
      [id, 'UNDER_REVIEW', ['SAME_EMAIL']],
    ]);
    for (const variables of [{ n: 'Erika Exemplaria' }, { e: 'erika@bücherei.example' }]) {
      expect(await known('chCoordinator', chathamHouse, variables)).toEqual([]);
      expect(await known('iccNominator', icc, { ...variables, x: id })).toEqual([]);
      for (const [by, body] of [
        ['chCoordinator', icc],
        ['officer', icc],
        ['iccNominator', newId()],
      ] as const)
        await expect(known(by, body, variables)).rejects.toThrow(
          'There is no such body, or you may not see it.',
        );
    }
    expect(await known('iccNominator', icc, { n: 'Er' })).toEqual([]);
  });
});
