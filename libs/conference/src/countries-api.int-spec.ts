import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import {
  type AccessApi,
  AccessFixture,
  openDatabase,
  type OpenedDatabase,
  startAccessApi,
} from '#libs/access/testing';
import {
  type GraphqlClient,
  graphqlClient,
  testDatabase,
  type TestDatabase,
  testSettings,
} from '#libs/testing';

interface Country {
  readonly code: string;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly isOffered: boolean;
  readonly isChanged: boolean;
}
interface Answer {
  readonly country: { readonly code: string; readonly name: string } | null;
  readonly errors: readonly {
    readonly code: string;
    readonly path: readonly string[];
    readonly message: string;
  }[];
}

const COUNTRIES = `query ($id: ID!, $language: LanguageTag) {
  countries(conferenceId: $id, language: $language) { code name otherNames isOffered isChanged } }`;
const SET = `mutation ($input: SetCountryInput!) { setCountry(input: $input) { country { code name } errors { code path message } } }`;

let server: TestDatabase;
let worker: OpenedDatabase;
let fixture: AccessFixture;
let api: AccessApi;
let administrator: GraphqlClient;
let officer: GraphqlClient;
let partner: GraphqlClient;

beforeAll(async () => {
  server = await testDatabase();
  worker = await openDatabase(server.workerUrl);
  fixture = await new AccessFixture(worker).conference();
  api = await startAccessApi(await testSettings(server));
  const client = async (...grant: Parameters<AccessFixture['user']>) =>
    graphqlClient(api.url, { cookie: `plenary=${await fixture.session(await fixture.user(...grant))}` });
  administrator = await client('HOST_ADMINISTRATOR', null);
  officer = await client('HOST_OFFICER', fixture.bodies.host);
  partner = await client('PARTNER_NOMINATOR', fixture.bodies.icc);
});
afterAll(async () => {
  await api.close();
  await worker.close();
  await server.drop();
});

const countries = async (client: GraphqlClient, language: string | null, id = fixture.conferenceId) =>
  (await client.data<{ countries: readonly Country[] }>(COUNTRIES, { id, language })).countries;
const one = async (client: GraphqlClient, language: string, code: string) =>
  (await countries(client, language)).find((country) => country.code === code);
const set = async (client: GraphqlClient, input: object, key = newId()): Promise<Answer> =>
  (
    await client.data<{ setCountry: Answer }>(SET, {
      input: { idempotencyKey: key, conferenceId: fixture.conferenceId, ...input },
    })
  ).setCountry;
const rows = () => fixture.rows('SELECT code, names, is_offered FROM conference.country ORDER BY code');

describe('the countries of a conference', () => {
  it('are one list for whoever works for it, in the language that is asked for', async () => {
    const english = await countries(partner, 'en');
    expect(english).toHaveLength(250);
    expect(english.find(({ code }) => code === 'FK')).toMatchObject({
      name: 'Falkland Islands',
      isOffered: true,
    });
    expect(english.map(({ name }) => name)).toEqual(
      [...english.map(({ name }) => name)].sort(new Intl.Collator('en', { ignorePunctuation: true }).compare),
    );
    expect((await one(partner, 'fr', 'DE'))?.name).toBe('Allemagne');
    // The first language of the conference, where none is asked for.
    expect((await countries(partner, null)).find(({ code }) => code === 'DE')?.name).toBe('Germany');
  });

  it('of an unknown conference, and of one without a role, are not found', async () => {
    const elsewhere = await new AccessFixture(worker).conference('elsewhere');
    for (const id of [newId(), elsewhere.conferenceId]) {
      const { data, errors } = await partner.query(COUNTRIES, { id, language: 'en' });
      expect([data, errors?.map(({ extensions }) => extensions?.code)]).toEqual([null, ['NOT_FOUND']]);
    }
    const anonymous = await graphqlClient(api.url).query(COUNTRIES, { id: fixture.conferenceId });
    expect(anonymous.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  it('that somebody else has named meanwhile are left alone, until they were read', async () => {
    const name = (text: string) => [{ language: 'en', name: text }];
    const named = (expected: string, text: string) =>
      set(administrator, { code: 'CI', names: name(text), expectedNames: name(expected) });
    const first = (await one(administrator, 'en', 'CI'))?.name ?? '';
    expect((await named(first, 'The Coast')).errors).toEqual([]);
    const before = await rows();
    expect(await named(first, 'Ivory Coast')).toEqual({
      country: null,
      errors: [
        {
          code: 'VERSION_CONFLICT',
          path: ['input'],
          message: 'Somebody has named it otherwise meanwhile. Read it, then save yours again or leave it.',
        },
      ],
    });
    expect(
      await set(administrator, { code: 'CI', isOffered: false, expectedIsOffered: false }),
    ).toMatchObject({
      country: null,
      errors: [{ code: 'VERSION_CONFLICT' }],
    });
    expect(await rows()).toEqual(before);
    expect((await named('The Coast', 'Ivory Coast')).errors).toEqual([]);
    expect((await set(administrator, { code: 'CI', names: null })).errors).toEqual([]);
  });

  it('are named by an administrator, for everybody, and named back', async () => {
    const { country, errors } = await set(administrator, {
      code: 'TW',
      names: [
        { language: 'en', name: ' Chinese Taipei ' },
        { language: 'fr', name: 'Taipei chinois' },
      ],
    });
    expect(errors).toEqual([]);
    expect(country).toEqual({ code: 'TW', name: 'Chinese Taipei' });
    expect(await one(partner, 'en', 'TW')).toMatchObject({ name: 'Chinese Taipei', isChanged: true });
    expect(await one(partner, 'fr', 'TW')).toMatchObject({ name: 'Taipei chinois', isOffered: true });
    await set(administrator, { code: 'TW', names: [{ language: 'fr', name: null }] });
    expect(await rows()).toEqual([{ code: 'TW', names: { en: 'Chinese Taipei' }, is_offered: null }]);
    expect((await one(partner, 'fr', 'TW'))?.name).toBe('Taïwan');
    await set(administrator, { code: 'TW', names: null });
    expect(await rows()).toEqual([]);
    expect(await one(partner, 'en', 'TW')).toMatchObject({ name: 'Taiwan', isChanged: false });
  });

  it('are offered or not as an administrator says', async () => {
    await set(administrator, { code: 'HK', isOffered: false });
    await set(administrator, { code: 'AQ', isOffered: true });
    expect([
      (await one(officer, 'en', 'HK'))?.isOffered,
      (await one(officer, 'en', 'AQ'))?.isOffered,
    ]).toEqual([false, true]);
    await set(administrator, { code: 'HK', isOffered: null });
    await set(administrator, { code: 'AQ', isOffered: null });
    expect(await rows()).toEqual([]);
  });

  it('leave one entry in the trail for each change, and none for none', async () => {
    const entries = () =>
      fixture.rows(`SELECT details FROM audit.event WHERE action = 'country.set' ORDER BY id DESC`);
    const before = (await entries()).length;
    await set(administrator, { code: 'XK', isOffered: false });
    await set(administrator, { code: 'XK', isOffered: false });
    const after = await entries();
    expect(after).toHaveLength(before + 1);
    expect(after[0]).toEqual({ details: { code: 'XK' } });
    await set(administrator, { code: 'XK', isOffered: null });
  });

  it('are nobody else’s to name', async () => {
    for (const client of [officer, partner]) {
      const { country, errors } = await set(client, {
        code: 'FR',
        names: [{ language: 'en', name: 'Gaul' }],
      });
      expect([country, errors.map(({ code }) => code)]).toEqual([null, ['FORBIDDEN']]);
    }
    expect((await one(partner, 'en', 'FR'))?.name).toBe('France');
    expect(await rows()).toEqual([]);
  });

  it.each([
    [{ code: 'XX', isOffered: true }, ['input', 'code']],
    [{ code: 'FR', names: [{ language: 'en', name: '  ' }] }, ['input', 'names', '0', 'name']],
    [{ code: 'FR', names: [{ language: 'de', name: 'Frankreich' }] }, ['input', 'names', '0', 'language']],
    [{ code: 'FR', names: [{ language: 'en', name: 'Germany' }] }, ['input', 'names', '0', 'name']],
  ])('refuse what nobody could use: %j', async (input, path) => {
    expect((await set(administrator, input)).errors).toMatchObject([{ code: 'INVALID_INPUT', path }]);
    expect(await rows()).toEqual([]);
  });
});
