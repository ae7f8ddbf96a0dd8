import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type Role } from '#libs/kernel';
import {
  type GraphqlClient,
  graphqlClient,
  testDatabase,
  type TestDatabase,
  testSettings,
} from '#libs/testing';
import { AccessFixture, openDatabase, type OpenedDatabase } from './testing/access-fixture.js';
import { type AccessApi, startAccessApi } from './testing/access-api.js';

let server: TestDatabase;
let worker: OpenedDatabase;
let api: AccessApi;
let fixture: AccessFixture;
let administrator: GraphqlClient;
let coordinator: GraphqlClient;

const OFFER = `INSERT INTO access.role_grant (id, conference_id, body_id, role, invited_name, invited_email,
    invited_email_fold, invited_language, user_id, accepted_at, offered_until)
  VALUES ($1, $2, $3, 'PARTNER_VIEWER', $4, $5, $5, 'en', NULL, NULL, clock_timestamp() + interval '14 days')`;

beforeAll(async () => {
  server = await testDatabase();
  worker = await openDatabase(server.workerUrl);
  fixture = await new AccessFixture(worker).conference();
  const elsewhere = await new AccessFixture(worker).conference();
  const { icc, ch } = fixture.bodies;
  await named(fixture, "Siobhán O'Mocking", 'PARTNER_NOMINATOR', icc, 'siobhan@icc.example');
  await named(fixture, 'Ada Lovesample', 'PARTNER_VIEWER', icc, 'ada@icc.example');
  await named(fixture, 'Ada Lovesample', 'PARTNER_VIEWER', ch, 'ada@chathamhouse.example');
  await named(fixture, 'Сергей Примеров', 'HOST_OFFICER', fixture.bodies.host, 'sergey@fco.example');
  await named(elsewhere, 'Ada Lovesample', 'PARTNER_VIEWER', elsewhere.bodies.icc, 'ada@elsewhere.example');
  await fixture.sql(OFFER, [newId(), fixture.conferenceId, icc, 'Geneviève Typed', 'genevieve@icc.example']);
  api = await startAccessApi(await testSettings(server));
  administrator = await signedIn(await fixture.user('HOST_ADMINISTRATOR', null, 'administrator@fco.example'));
  coordinator = await signedIn(await fixture.user('PARTNER_COORDINATOR', icc, 'coordinator@icc.example'));
});
afterAll(async () => {
  await api.close();
  await worker.close();
  await server.drop();
});

async function named(
  of: AccessFixture,
  name: string,
  role: Role,
  body: string,
  email: string,
): Promise<void> {
  const id = await of.user(role, body, email);
  await of.sql('UPDATE access.app_user SET name = $2 WHERE id = $1', [id, name]);
}
const signedIn = async (userId: string): Promise<GraphqlClient> =>
  graphqlClient(api.url, { cookie: `plenary=${await fixture.session(userId)}` });

/** The addresses that a search finds, in the order of the list; the number of all is theirs. */
async function found(by: GraphqlClient, search: string | null, more = ''): Promise<string[]> {
  const { staff } = await by.data<{ staff: { totalCount: number; nodes: { email: string }[] } }>(
    `query ($c: ID!, $s: String) { staff(conferenceId: $c, search: $s${more}) { totalCount nodes { email } } }`,
    { c: fixture.conferenceId, s: search },
  );
  expect(staff.totalCount).toBe(staff.nodes.length);
  return staff.nodes.map(({ email }) => email);
}

describe('a search of the staff', () => {
  it.each([
    ['O’Mocking', ['siobhan@icc.example']],
    ['omocking SIOBHAN', ['siobhan@icc.example']],
    ['Lovesample, Ada', ['ada@chathamhouse.example', 'ada@icc.example']],
    ['genevieve', ['genevieve@icc.example']],
    ['Geneviève typed', ['genevieve@icc.example']],
    ['Primerov', ['sergey@fco.example']],
    ['Ada@ICC.example', ['ada@icc.example']],
    ['@chathamhouse', ['ada@chathamhouse.example']],
    ['Ada Mocking', []],
    ['%', []],
    ['_', []],
  ])('for %s finds %j', async (search, emails) => {
    expect((await found(administrator, search)).sort()).toEqual(emails);
  });

  it('for nothing finds everybody', async () => {
    const all = await found(administrator, null);
    expect(all).toHaveLength(7);
    expect(await found(administrator, '  ')).toEqual(all);
  });

  it('finds nobody whom the caller does not see', async () => {
    expect(await found(coordinator, 'Lovesample')).toEqual(['ada@icc.example']);
    expect(await found(coordinator, 'ada@chathamhouse.example')).toEqual([]);
    expect(await found(coordinator, 'sergey')).toEqual([]);
    expect(await found(administrator, 'elsewhere')).toEqual([]);
  });

  it('narrows what the other filters leave, page after page', async () => {
    expect(await found(administrator, 'ada', ', role: HOST_OFFICER')).toEqual([]);
    const pages: string[] = [];
    let after: string | null = null;
    do {
      const {
        staff,
      }: { staff: { nodes: { email: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } =
        await administrator.data(
          `query ($c: ID!, $after: String) { staff(conferenceId: $c, search: "lovesample", first: 1, after: $after) {
            nodes { email } pageInfo { hasNextPage endCursor } } }`,
          { c: fixture.conferenceId, after },
        );
      pages.push(...staff.nodes.map(({ email }) => email));
      after = staff.pageInfo.hasNextPage ? staff.pageInfo.endCursor : null;
    } while (after !== null);
    expect(pages.sort()).toEqual(['ada@chathamhouse.example', 'ada@icc.example']);
  });

  it.each([
    ['that is too long', 'x'.repeat(201), 'Search for at most 200 characters.'],
    ['with NUL', 'a\u0000b', 'Contains a character that no text has; type it again.'],
  ])('%s is refused', async (_, search, message) => {
    const { errors } = await administrator.query(
      'query ($c: ID!, $s: String) { staff(conferenceId: $c, search: $s) { totalCount } }',
      { c: fixture.conferenceId, s: search },
    );
    expect(errors?.[0]?.message).toBe(message);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' });
  });
});
