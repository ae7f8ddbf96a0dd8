import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Settings } from '#libs/platform';
import { withoutCost } from '#libs/platform/testing';
import { graphqlClient, testDatabase, type TestDatabase, testSettings } from '#libs/testing';
import { AccessFixture, openDatabase, type OpenedDatabase } from './testing/access-fixture.js';
import { type AccessApi, startAccessApi } from './testing/access-api.js';

const SIGN_IN = `mutation ($token: String!, $key: String!) { signIn(input: { idempotencyKey: $key, token: $token }) {
  next viewer { user { name } } errors { code message path } } }`;
const SIGN_OUT = 'mutation ($key: String!) { signOut(input: { idempotencyKey: $key }) { isSignedOut } }';
const VIEWER =
  '{ viewer { user { id name email language } grants { role body { code } conference { slug } } } }';

interface SignInAnswer {
  signIn: {
    next: string | null;
    viewer: { user: { name: string } } | null;
    errors: { code: string; path: string[] }[];
  };
}

describe('signing in over GraphQL', () => {
  let server: TestDatabase;
  let worker: OpenedDatabase;
  let fixture: AccessFixture;
  let settings: Settings;
  let api: AccessApi;

  beforeAll(async () => {
    server = await testDatabase();
    worker = await openDatabase(server.workerUrl);
    fixture = await new AccessFixture(worker).conference('signing-in');
    settings = await testSettings(server);
    api = await startAccessApi(settings);
  });
  afterAll(async () => {
    await api.close();
    await worker.close();
    await server.drop();
  });

  /** Posts as a browser does, and keeps the headers of the answer. */
  async function post(query: string, variables: object = {}, headers: Record<string, string> = {}) {
    const response = await fetch(api.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as {
      data: Record<string, unknown> | null;
      errors?: { message: string }[];
    };
    return { body, setCookie: response.headers.get('set-cookie') };
  }
  const signIn = (token: string, headers: Record<string, string> = {}) =>
    post(SIGN_IN, { token, key: randomUUID() }, headers);
  const signOut = (cookie: string) =>
    post(SIGN_OUT, { key: randomUUID() }, { cookie, 'sec-fetch-site': 'same-origin' });
  const answerOf = ({ body }: Awaited<ReturnType<typeof signIn>>) =>
    (body.data as unknown as SignInAnswer).signIn;
  const cookieOf = (setCookie: string | null) => setCookie?.split(';')[0] ?? '';
  const viewerOf = async (cookie: string) =>
    (await graphqlClient(api.url, { cookie }).data<{ viewer: unknown }>(VIEWER)).viewer;

  it('gives a session for an unused link, once', async () => {
    const userId = await fixture.user('PARTNER_COORDINATOR', fixture.bodies.icc, 'once@icc.example');
    const token = await fixture.link(settings.secret, userId, '/nominations?state=DRAFT');
    const first = await signIn(token);
    expect(answerOf(first)).toEqual({
      next: '/nominations?state=DRAFT',
      viewer: { user: { name: 'Invented PARTNER_COORDINATOR' } },
      errors: [],
    });
    expect(first.setCookie).toMatch(
      /^plenary=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(await viewerOf(cookieOf(first.setCookie))).toEqual({
      user: { id: userId, name: 'Invented PARTNER_COORDINATOR', email: 'once@icc.example', language: 'en' },
      grants: [{ role: 'PARTNER_COORDINATOR', body: { code: 'ICC' }, conference: { slug: 'signing-in' } }],
    });
    const again = await signIn(token);
    expect(answerOf(again)).toMatchObject({
      viewer: null,
      next: null,
      errors: [{ code: 'LINK_INVALID', path: ['input', 'token'] }],
    });
    expect(again.setCookie).toBeNull();
  });

  it('gives one session for one link to two who come at once', async () => {
    const userId = await fixture.user('AUDITOR');
    for (let round = 0; round < 5; round += 1) {
      const token = await fixture.link(settings.secret, userId);
      const answers = await Promise.all(Array.from({ length: 8 }, () => signIn(token)));
      expect(answers.filter(({ setCookie }) => setCookie !== null)).toHaveLength(1);
      expect(answers.flatMap((answer) => answerOf(answer).errors.map(({ code }) => code))).toEqual(
        Array(7).fill('LINK_INVALID'),
      );
    }
    expect(await fixture.rows('SELECT id FROM access.session WHERE user_id = $1', [userId])).toHaveLength(5);
  });

  it('answers the same for expired, unknown and malformed links and for those of disabled users', async () => {
    const userId = await fixture.user('AUDITOR');
    const expired = await fixture.link(settings.secret, userId, null, -0.001);
    const disabled = await fixture.user('AUDITOR');
    const ofDisabled = await fixture.link(settings.secret, disabled);
    await fixture.sql('UPDATE access.app_user SET disabled_at = clock_timestamp() WHERE id = $1', [disabled]);
    const answers = [];
    for (const token of [expired, ofDisabled, 'A'.repeat(43), '', '\u0000', "' OR 1=1 --"]) {
      const { body } = await signIn(token, { 'x-forwarded-for': '192.0.2.1' });
      answers.push(withoutCost(JSON.stringify(body)));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('LINK_INVALID');
  });

  it('never takes over a session that the browser brought along', async () => {
    const victim = await fixture.user('AUDITOR');
    const attacker = await fixture.user('PARTNER_VIEWER', fixture.bodies.ch);
    const planted = `plenary=${await fixture.session(attacker)}`;
    const invented = `plenary=${'F'.repeat(43)}`;
    for (const cookie of [planted, invented]) {
      const token = await fixture.link(settings.secret, victim);
      const { setCookie } = await signIn(token, { cookie, 'sec-fetch-site': 'same-origin' });
      expect(cookieOf(setCookie)).not.toBe(cookie);
      expect(await viewerOf(cookieOf(setCookie))).toMatchObject({ user: { id: victim } });
      expect(await viewerOf(cookie)).toBeNull();
    }
  });

  it('signs out at once, and leaves other sessions of the same person alone', async () => {
    const userId = await fixture.user('AUDITOR');
    const [one, two] = [
      `plenary=${await fixture.session(userId)}`,
      `plenary=${await fixture.session(userId)}`,
    ];
    expect(await viewerOf(one)).toMatchObject({ user: { id: userId } });
    const { body, setCookie } = await signOut(one);
    expect(body.data).toEqual({ signOut: { isSignedOut: true } });
    expect(setCookie).toMatch(/^plenary=; Max-Age=0; /);
    expect(await viewerOf(one)).toBeNull();
    expect(await viewerOf(two)).toMatchObject({ user: { id: userId } });
  });

  it('opens the sample people in a demonstration, and nobody else', async () => {
    const email = 'sample@fco.example';
    await fixture.sql('UPDATE access.app_user SET is_demonstration = true WHERE id = $1', [
      await fixture.user('HOST_OFFICER', fixture.bodies.host, email),
    ]);
    await fixture.user('HOST_APPROVER', null, 'real@fco.example');
    const open = (who: string) =>
      post(
        `mutation ($email: EmailAddress!, $key: String!) { signInAsDemonstrationUser(input: { idempotencyKey: $key, email: $email }) { viewer { user { email } } errors { code } } }`,
        { email: who, key: randomUUID() },
      );
    expect((await open(email)).body.data).toEqual({
      signInAsDemonstrationUser: { viewer: { user: { email } }, errors: [] },
    });
    const real = await open('real@fco.example');
    expect(real.body.data).toEqual({
      signInAsDemonstrationUser: { viewer: null, errors: [{ code: 'LINK_INVALID' }] },
    });
    expect(real.setCookie).toBeNull();
    const { body } = await post(
      '{ service { name isDemonstration version mailCatcherUrl demonstrationUsers { email role bodyName } } }',
    );
    expect(body.data).toEqual({
      service: {
        name: 'Plenary',
        isDemonstration: true,
        version: '0.0.0-test',
        mailCatcherUrl: 'http://127.0.0.1:1',
        demonstrationUsers: [{ email, role: 'HOST_OFFICER', bodyName: 'FCO' }],
      },
    });
  });

  it('writes who signed in and out into the trail of their conference', async () => {
    const userId = await fixture.user('PARTNER_NOMINATOR', fixture.bodies.icc);
    const { setCookie } = await signIn(await fixture.link(settings.secret, userId));
    await signOut(cookieOf(setCookie));
    const rows = await fixture.rows(
      'SELECT action, conference_id, body_id, actor_kind FROM audit.event WHERE subject_id = $1 ORDER BY id',
      [userId],
    );
    const common = { conference_id: fixture.conferenceId, body_id: null };
    expect(rows).toEqual([
      { action: 'access.signed-in', actor_kind: 'sign-in', ...common },
      { action: 'access.signed-out', actor_kind: 'user', ...common },
    ]);
  });

  it('keeps secrets and addresses out of its log', () => {
    expect(api.log()).not.toMatch(/plenary_|@(fco|icc)\.example|[?#]token/);
  });
});

describe('a production service', () => {
  let server: TestDatabase;
  let api: AccessApi;

  beforeAll(async () => {
    server = await testDatabase();
    const settings = await testSettings(server);
    const http = { ...settings.http, publicUrl: 'https://conference.example' };
    api = await startAccessApi({ ...settings, mode: 'production', http });
  });
  afterAll(async () => {
    await api.close();
    await server.drop();
  });

  it('does not have open sign-in, not even in its schema', async () => {
    const client = graphqlClient(api.url);
    const known = await client.query(
      'mutation { signInAsDemonstrationUser(input: { idempotencyKey: "x", email: "a@fco.example" }) { next } }',
    );
    const unknown = await client.query(
      'mutation { signInAsNobodyInParticular(input: { idempotencyKey: "x", email: "a@fco.example" }) { next } }',
    );
    expect(known.errors).toHaveLength(1);
    const withoutName = (answer: typeof known) =>
      JSON.stringify(answer.errors)
        .replaceAll(/signInAs\w+/g, '')
        .replaceAll(/"(correlationId|requestId)":"[^"]+"/g, '');
    expect(withoutName(known)).toBe(withoutName(unknown));
    expect(known.data).toBeNull();
  });

  it('lists no sample people and no mail catcher', async () => {
    const { service } = await graphqlClient(api.url).data<{ service: unknown }>(
      '{ service { isDemonstration mailCatcherUrl demonstrationUsers { email } } }',
    );
    expect(service).toEqual({ isDemonstration: false, mailCatcherUrl: null, demonstrationUsers: [] });
  });
});
