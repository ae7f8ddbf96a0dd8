import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import {
  drain,
  type GraphqlClient,
  graphqlClient,
  testDatabase,
  type TestDatabase,
  testSettings,
} from '#libs/testing';
import { AccessFixture, openDatabase, type OpenedDatabase } from './testing/access-fixture.js';
import { type AccessApi, startAccessApi } from './testing/access-api.js';

const CREATE = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret errors { code message path }
  apiToken { id name firstLetters scope role body { code } conference { id } madeBy { id } createdAt lastUsedAt expiresAt revokedAt canRevoke } } }`;
const REVOKE = `mutation ($id: ID!, $input: RevokeApiTokenInput!) { revokeApiToken(id: $id, input: $input) {
  apiToken { id revokedAt canRevoke } errors { code path } } }`;
const LIST = `query ($conferenceId: ID!, $bodyId: ID, $first: Int, $after: String, $last: Int, $before: String) {
  apiTokens(conferenceId: $conferenceId, bodyId: $bodyId, first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { id name lastUsedAt canRevoke } pageInfo { hasNextPage startCursor endCursor } } }`;
const WHO = '{ viewer { user { id name email } grants { id } apiToken { name role body { code } } } }';

interface Token {
  id: string;
  name: string;
  firstLetters: string;
  role: string | null;
  expiresAt: string;
  lastUsedAt: string | null;
  canRevoke: boolean;
}
interface Created {
  apiToken: Token | null;
  secret: string | null;
  errors: { code: string; message: string; path: string[] }[];
}

describe('tokens of a body', () => {
  let server: TestDatabase;
  let worker: OpenedDatabase;
  let fixture: AccessFixture;
  let api: AccessApi;
  let coordinatorId: string;
  let coordinator: GraphqlClient;

  beforeAll(async () => {
    server = await testDatabase();
    worker = await openDatabase(server.workerUrl);
    fixture = await new AccessFixture(worker).conference();
    api = await startAccessApi(await testSettings(server));
    coordinatorId = await fixture.user('PARTNER_COORDINATOR', fixture.bodies.icc);
    coordinator = await signedIn(coordinatorId);
  });
  afterAll(async () => {
    await api.close();
    await worker.close();
    await server.drop();
  });

  const signedIn = async (userId: string) =>
    graphqlClient(api.url, { cookie: `plenary=${await fixture.session(userId)}` });
  const withToken = (token: string | null) => graphqlClient(api.url, { token: token ?? '' });
  const create = async (input: object = {}, client = coordinator) => {
    const whole = {
      idempotencyKey: newId(),
      name: 'Members’ register',
      bodyId: fixture.bodies.icc,
      role: 'PARTNER_NOMINATOR',
      scope: 'READ_AND_WRITE',
    };
    const { createApiToken } = await client.data<{ createApiToken: Created }>(CREATE, {
      input: { ...whole, ...input },
    });
    return createApiToken;
  };
  const revoke = async (id: string, client = coordinator) =>
    (
      await client.data<{ revokeApiToken: { apiToken: object | null; errors: object[] } }>(REVOKE, {
        id,
        input: { idempotencyKey: newId() },
      })
    ).revokeApiToken;
  const list = async (client: GraphqlClient, page: object = {}) =>
    (
      await client.data<{
        apiTokens: {
          totalCount: number;
          nodes: Token[];
          pageInfo: Record<'startCursor' | 'endCursor', string>;
        };
      }>(LIST, { conferenceId: fixture.conferenceId, ...page })
    ).apiTokens;
  const living = () =>
    fixture.rows(
      'SELECT t.id FROM access.api_token t JOIN access.app_user u ON u.id = t.user_id WHERE u.body_id IS NOT NULL AND t.revoked_at IS NULL',
    );

  it('work for the body with their one role, under their own name and without an address', async () => {
    const { apiToken, secret, errors } = await create();
    expect(errors).toEqual([]);
    expect(apiToken).toEqual({
      id: expect.any(String),
      name: 'Members’ register',
      firstLetters: secret?.slice(0, 12),
      scope: 'READ_AND_WRITE',
      role: 'PARTNER_NOMINATOR',
      body: { code: 'ICC' },
      conference: { id: fixture.conferenceId },
      madeBy: { id: coordinatorId },
      createdAt: expect.any(String),
      lastUsedAt: null,
      expiresAt: expect.any(String),
      revokedAt: null,
      canRevoke: true,
    });
    const days = (Date.parse(apiToken?.expiresAt ?? '') - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(90);
    const { viewer } = await withToken(secret).data<{ viewer: { user: { id: string } } }>(WHO);
    expect(viewer).toEqual({
      user: { id: expect.any(String), name: 'Members’ register', email: null },
      grants: [],
      apiToken: { name: 'Members’ register', role: 'PARTNER_NOMINATOR', body: { code: 'ICC' } },
    });
    expect(viewer.user.id).not.toBe(coordinatorId);
    // Its user is a colleague like any other: the host and the body read its name, another partner does not.
    const nameSeenBy = async (userId: string) =>
      (
        await (
          await signedIn(userId)
        ).data<{ node: unknown }>('query ($id: ID!) { node(id: $id) { ... on User { name } } }', {
          id: viewer.user.id,
        })
      ).node;
    expect(await nameSeenBy(await fixture.user('HOST_OFFICER', fixture.bodies.host))).toEqual({
      name: 'Members’ register',
    });
    expect(await nameSeenBy(await fixture.user('PARTNER_VIEWER', fixture.bodies.icc))).toEqual({
      name: 'Members’ register',
    });
    expect(await nameSeenBy(await fixture.user('PARTNER_COORDINATOR', fixture.bodies.ch))).toBeNull();
  });

  it('are made once by a repeated request, which does not tell the secret again', async () => {
    const idempotencyKey = newId();
    const before = await living();
    const answers = await Promise.all(Array.from({ length: 5 }, () => create({ idempotencyKey })));
    expect(new Set(answers.map(({ apiToken }) => apiToken?.id)).size).toBe(1);
    expect(answers.filter(({ secret }) => secret !== null)).toHaveLength(1);
    expect(await living()).toHaveLength(before.length + 1);
    expect((await create({ idempotencyKey, role: 'PARTNER_VIEWER' })).errors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED' },
    ]);
  });

  it('with READ alone change nothing: 403, insufficient_scope', async () => {
    const { secret, apiToken } = await create({ scope: 'READ' });
    const answer = await fetch(api.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret ?? ''}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        query: REVOKE,
        variables: { id: apiToken?.id, input: { idempotencyKey: newId() } },
      }),
    });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('www-authenticate')).toContain('error="insufficient_scope"');
    expect(await answer.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('This token only reads.') }],
    });
    expect((await revoke(apiToken?.id ?? '')).errors).toEqual([]);
  });

  it('make no tokens, and give no roles', async () => {
    const { secret } = await create();
    expect((await create({}, withToken(secret))).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    const listed = await withToken(secret).query(LIST, { conferenceId: fixture.conferenceId });
    expect(listed.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it.each([
    ['a role that signs off', { role: 'HOST_APPROVER' }, 'role'],
    ['a coordinator’s role', { role: 'PARTNER_COORDINATOR' }, 'role'],
    ['no role', { role: null }, 'role'],
    ['a role without a body', { bodyId: null }, 'role'],
    ['an end in the past', { expiresAt: '2011-11-01T00:00:00Z' }, 'expiresAt'],
    [
      'an end in more than a year',
      { expiresAt: new Date(Date.now() + 367 * 86_400_000).toISOString() },
      'expiresAt',
    ],
    ['a body that is no id', { bodyId: 'ICC' }, 'bodyId'],
  ])('are refused with %s', async (_what, input, field) => {
    const before = await living();
    const answer = await create(input);
    expect(answer).toMatchObject({
      apiToken: null,
      secret: null,
      errors: [{ code: 'INVALID_INPUT', path: ['input', field] }],
    });
    expect(await living()).toEqual(before);
  });

  it('are made by coordinators of the body alone; a body out of sight is as one that does not exist', async () => {
    const before = await living();
    const administrator = await signedIn(await fixture.user('HOST_ADMINISTRATOR'));
    const nominator = await signedIn(await fixture.user('PARTNER_NOMINATOR', fixture.bodies.icc));
    const stranger = await signedIn(await fixture.user('PARTNER_COORDINATOR', fixture.bodies.ch));
    for (const client of [administrator, nominator])
      expect((await create({}, client)).errors).toMatchObject([{ code: 'FORBIDDEN', path: [] }]);
    const unseen = (await create({}, stranger)).errors;
    expect(unseen).toEqual((await create({ bodyId: newId() }, stranger)).errors);
    expect(unseen).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'bodyId'] }]);
    expect(await living()).toEqual(before);
  });

  it('are listed to coordinators of the body, administrators and auditors, page by page both ways', async () => {
    const [one, two, three] = [
      await create({ name: 'one' }),
      await create({ name: 'two' }),
      await create({ name: 'three' }),
    ];
    const ids = [three, two, one].map(({ apiToken }) => apiToken?.id);
    const first = await list(coordinator, { first: 2 });
    expect(first.nodes.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const rest = await list(coordinator, { first: 1, after: first.pageInfo.endCursor });
    expect(rest.nodes.map(({ id }) => id)).toEqual(ids.slice(2));
    const back = await list(coordinator, { last: 2, before: rest.pageInfo.startCursor });
    expect(back.nodes.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const auditor = await list(await signedIn(await fixture.user('AUDITOR')), { first: 100 });
    expect(auditor.nodes.slice(0, 3)).toMatchObject(ids.map((id) => ({ id, canRevoke: false })));
    expect(auditor.totalCount).toBe(auditor.nodes.length);
    const stranger = await signedIn(await fixture.user('PARTNER_COORDINATOR', fixture.bodies.ch));
    for (const bodyId of [null, fixture.bodies.icc, newId(), 'no-id'])
      expect(await list(stranger, { bodyId })).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it('go on when whoever made them leaves, and end by themselves at their time', async () => {
    const leaverId = await fixture.user('PARTNER_COORDINATOR', fixture.bodies.icc);
    const { secret, apiToken } = await create({}, await signedIn(leaverId));
    await fixture.sql('UPDATE access.role_grant SET revoked_at = clock_timestamp() WHERE user_id = $1', [
      leaverId,
    ]);
    expect(await withToken(secret).data(WHO)).toMatchObject({
      viewer: { apiToken: { body: { code: 'ICC' } } },
    });
    await fixture.sql('UPDATE access.api_token SET expires_at = clock_timestamp() WHERE id = $1', [
      apiToken?.id,
    ]);
    await drain(async () => (await withToken(secret).query(WHO)).status === 401, {
      what: 'the token to end',
    });
  });

  it('are revoked at once by a coordinator or an administrator, in words for others', async () => {
    const [first, second] = [await create(), await create()];
    const officer = await signedIn(await fixture.user('HOST_OFFICER', fixture.bodies.host));
    const stranger = await signedIn(await fixture.user('PARTNER_COORDINATOR', fixture.bodies.ch));
    const id = first.apiToken?.id ?? '';
    expect((await revoke(id, officer)).errors).toEqual([{ code: 'FORBIDDEN', path: [] }]);
    expect(await revoke(id, stranger)).toEqual(await revoke(newId(), stranger));
    await withToken(first.secret).data(WHO);
    const answer = await revoke(id);
    expect(answer).toEqual({ apiToken: { id, revokedAt: expect.any(String), canRevoke: false }, errors: [] });
    expect((await withToken(first.secret).query(WHO)).status).toBe(401);
    expect(await revoke(id)).toEqual(answer);
    const administrator = await signedIn(await fixture.user('HOST_ADMINISTRATOR'));
    expect((await revoke(second.apiToken?.id ?? '', administrator)).errors).toEqual([]);
    expect((await withToken(second.secret).query(WHO)).status).toBe(401);
  });

  it('are twenty of a body at most, however many coordinators make them at once', async () => {
    for (const { id } of await living()) await revoke(id as string);
    const answers = await Promise.all(Array.from({ length: 24 }, () => create()));
    expect(answers.filter(({ secret }) => secret !== null)).toHaveLength(20);
    expect(answers.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(
      Array(4).fill('FORBIDDEN'),
    );
    await revoke(answers.find(({ apiToken }) => apiToken !== null)?.apiToken?.id ?? '');
    expect((await create()).errors).toEqual([]);
  });
});
