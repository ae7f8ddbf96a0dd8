import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { Database, openDataSource } from '#libs/platform';
import {
  drain,
  type GraphqlClient,
  graphqlClient,
  testDatabase,
  type TestDatabase,
  testSettings,
} from '#libs/testing';
import { MOST_API_TOKENS } from './domain/api-token.js';
import { UserDirectory } from './queries/user-directory.js';
import { AccessFixture, openDatabase, type OpenedDatabase } from './testing/access-fixture.js';
import { type AccessApi, startAccessApi } from './testing/access-api.js';

const CREATE = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) {
  apiToken { id name scope lastUsedAt expiresAt revokedAt } secret errors { code path } } }`;
const REVOKE = `mutation ($id: ID!, $input: RevokeApiTokenInput!) { revokeApiToken(id: $id, input: $input) {
  apiToken { id revokedAt } errors { code path } } }`;
const TOKENS = '{ viewer { apiTokens { id name lastUsedAt revokedAt } } }';

interface Created {
  createApiToken: {
    apiToken: { id: string; name: string; scope: string } | null;
    secret: string | null;
    errors: { code: string; path: string[] }[];
  };
}

describe('API tokens', () => {
  let server: TestDatabase;
  let worker: OpenedDatabase;
  let fixture: AccessFixture;
  let api: AccessApi;
  let userId: string;
  let browser: GraphqlClient;

  beforeAll(async () => {
    server = await testDatabase();
    worker = await openDatabase(server.workerUrl);
    fixture = await new AccessFixture(worker).conference();
    api = await startAccessApi(await testSettings(server));
    userId = await fixture.user('PARTNER_COORDINATOR', fixture.bodies.icc, 'owner@icc.example');
    browser = graphqlClient(api.url, { cookie: `plenary=${await fixture.session(userId)}` });
  });
  afterAll(async () => {
    await api.close();
    await worker.close();
    await server.drop();
  });

  const withToken = (token: string) => graphqlClient(api.url, { token });
  const create = async (input: object, client = browser) =>
    (
      await client.data<Created>(CREATE, {
        input: { idempotencyKey: newId(), name: 'laptop', scope: 'READ_AND_WRITE', ...input },
      })
    ).createApiToken;
  const revoke = async (id: string, client = browser) =>
    (
      await client.data<{ revokeApiToken: { apiToken: { revokedAt: string } | null; errors: object[] } }>(
        REVOKE,
        {
          id,
          input: { idempotencyKey: newId() },
        },
      )
    ).revokeApiToken;

  it('are shown once, work, and are stored as a hash only', async () => {
    const { apiToken, secret, errors } = await create({ name: ' My  laptop ' });
    expect(errors).toEqual([]);
    expect(apiToken).toMatchObject({ name: 'My  laptop', scope: 'READ_AND_WRITE' });
    expect(secret).toMatch(/^plenary_[\w-]{43}$/);
    expect(await withToken(secret ?? '').data('{ viewer { user { email } } }')).toEqual({
      viewer: { user: { email: 'owner@icc.example' } },
    });
    const rows = await fixture.rows('SELECT * FROM access.api_token WHERE id = $1', [apiToken?.id]);
    expect(JSON.stringify(rows)).not.toContain(secret?.slice(8));
    expect(JSON.stringify(await fixture.rows('SELECT * FROM platform.idempotency'))).not.toContain(
      secret?.slice(8),
    );
  });

  it('are made once by a repeated request, which does not tell the secret again', async () => {
    const idempotencyKey = newId();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => create({ idempotencyKey, name: 'twin' })),
    );
    expect(new Set(answers.map(({ apiToken }) => apiToken?.id)).size).toBe(1);
    const secrets = answers.flatMap(({ secret }) => (secret === null ? [] : [secret]));
    expect(secrets).toHaveLength(1);
    expect(await withToken(secrets[0] ?? '').data('{ viewer { user { id } } }')).toEqual({
      viewer: { user: { id: userId } },
    });
    expect((await create({ idempotencyKey, name: 'another' })).errors).toEqual([
      { code: 'IDEMPOTENCY_KEY_REUSED', path: ['input', 'idempotencyKey'] },
    ]);
  });

  it('with READ alone change nothing, and no token makes a token', async () => {
    const read = await create({ scope: 'READ' });
    const refused = await withToken(read.secret ?? '').query(REVOKE, {
      id: read.apiToken?.id,
      input: { idempotencyKey: newId() },
    });
    expect(refused.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    const full = await create({});
    expect((await create({}, withToken(full.secret ?? ''))).errors).toEqual([
      { code: 'FORBIDDEN', path: [] },
    ]);
  });

  it.each([
    ['no name', { name: '  ' }, ['input', 'name']],
    ['a name of 101 characters', { name: 'x'.repeat(101) }, ['input', 'name']],
    ['an end in the past', { expiresAt: '2011-11-01T00:00:00Z' }, ['input', 'expiresAt']],
  ])('are refused with %s', async (_what, input, path) => {
    const before = await fixture.rows('SELECT id FROM access.api_token');
    expect(await create(input)).toEqual({
      apiToken: null,
      secret: null,
      errors: [{ code: 'INVALID_INPUT', path }],
    });
    expect(await fixture.rows('SELECT id FROM access.api_token')).toHaveLength(before.length);
  });

  it('are told to whoever uses them: the one in use, and none to a browser', async () => {
    const IN_USE = '{ viewer { apiToken { id name scope expiresAt } } }';
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const one = await create({ name: 'importer', scope: 'READ', expiresAt });
    const other = await create({ name: 'badges' });
    expect(await withToken(one.secret ?? '').data(IN_USE)).toEqual({
      viewer: { apiToken: { id: one.apiToken?.id, name: 'importer', scope: 'READ', expiresAt } },
    });
    expect(await withToken(other.secret ?? '').data(IN_USE)).toEqual({
      viewer: {
        apiToken: { id: other.apiToken?.id, name: 'badges', scope: 'READ_AND_WRITE', expiresAt: null },
      },
    });
    expect(await browser.data(IN_USE)).toEqual({ viewer: { apiToken: null } });
  });

  it('end when they are revoked, at once in this process', async () => {
    const { apiToken, secret } = await create({});
    const client = withToken(secret ?? '');
    await client.data(TOKENS);
    const first = await revoke(apiToken?.id ?? '');
    expect(first.errors).toEqual([]);
    expect(await client.query('{ viewer { user { id } } }')).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect((await revoke(apiToken?.id ?? '')).apiToken).toEqual(first.apiToken);
  });

  it('can be revoked by their owner only; others hear what they hear of unknown ids', async () => {
    const { apiToken, secret } = await create({});
    const other = graphqlClient(api.url, {
      cookie: `plenary=${await fixture.session(await fixture.user('HOST_ADMINISTRATOR'))}`,
    });
    const notFound = { apiToken: null, errors: [{ code: 'NOT_FOUND', path: ['id'] }] };
    expect(await revoke(apiToken?.id ?? '', other)).toEqual(notFound);
    expect(await revoke(newId(), other)).toEqual(notFound);
    expect(await revoke('no-id', other)).toEqual(notFound);
    expect(await withToken(secret ?? '').data('{ viewer { user { id } } }')).toEqual({
      viewer: { user: { id: userId } },
    });
  });

  it('show their last use to their owner alone', async () => {
    const { apiToken, secret } = await create({});
    await withToken(secret ?? '').data('{ viewer { user { id } } }');
    await drain(
      async () => {
        const { viewer } = await browser.data<{
          viewer: { apiTokens: { id: string; lastUsedAt: string | null }[] };
        }>(TOKENS);
        return viewer.apiTokens.find(({ id }) => id === apiToken?.id)?.lastUsedAt;
      },
      { what: 'the last use to show' },
    );
    const other = graphqlClient(api.url, {
      cookie: `plenary=${await fixture.session(await fixture.user('AUDITOR'))}`,
    });
    expect(await other.data(TOKENS)).toEqual({ viewer: { apiTokens: [] } });
  });

  it('are no more of a person than they may have, however many are made at once', async () => {
    const person = await fixture.user('PARTNER_NOMINATOR', fixture.bodies.icc);
    const own = graphqlClient(api.url, { cookie: `plenary=${await fixture.session(person)}` });
    await fixture.sql(
      `INSERT INTO access.api_token (id, user_id, name, scopes, token_hash)
       SELECT gen_random_uuid(), $1, 'Earlier', '{READ}', gen_random_uuid()::text FROM generate_series(1, $2::int)`,
      [person, MOST_API_TOKENS - 2],
    );
    const answers = await Promise.all(Array.from({ length: 12 }, () => create({ name: 'laptop' }, own)));
    expect(answers.filter(({ secret }) => secret !== null)).toHaveLength(2);
    expect(answers.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(
      Array(10).fill('FORBIDDEN'),
    );
  });
});

describe('the directory of colleagues', () => {
  it('does not tell a partner who works for the host or for another partner', async () => {
    const server = await testDatabase();
    const worker = await openDatabase(server.workerUrl);
    const fixture = await new AccessFixture(worker).conference();
    const source = await openDataSource({
      url: server.apiUrl,
      poolSize: 1,
      applicationName: 'directory',
    }).initialize();
    const directory = new UserDirectory(new Database(source));
    const ids = {
      host: await fixture.user('HOST_APPROVER', fixture.bodies.host),
      auditor: await fixture.user('AUDITOR'),
      icc: await fixture.user('PARTNER_COORDINATOR', fixture.bodies.icc),
      ch: await fixture.user('PARTNER_NOMINATOR', fixture.bodies.ch),
    };
    const seenBy = async (userId: string, role: 'HOST_OFFICER' | 'PARTNER_VIEWER', bodyId: string | null) => {
      const grants = [{ role, conferenceId: fixture.conferenceId, bodyId }];
      const actor = {
        kind: 'user',
        userId,
        grants,
        canWrite: true,
        via: 'session',
        credentialId: newId(),
      } as const;
      const seen = await directory.summaries(actor, [...Object.values(ids), newId(), 'no-id']);
      return (Object.keys(ids) as (keyof typeof ids)[]).filter((who) => seen.has(ids[who]));
    };
    expect(await seenBy(newId(), 'PARTNER_VIEWER', fixture.bodies.icc)).toEqual(['icc']);
    expect(await seenBy(ids.ch, 'PARTNER_VIEWER', fixture.bodies.ch)).toEqual(['ch']);
    expect(await seenBy(newId(), 'HOST_OFFICER', fixture.bodies.host)).toEqual([
      'host',
      'auditor',
      'icc',
      'ch',
    ]);
    expect(await directory.summaries({ kind: 'invitee', tokenHash: 'x' }, Object.values(ids))).toEqual(
      new Map(),
    );
    await source.destroy();
    await worker.close();
    await server.drop();
  });
});
