import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { drain, graphqlClient, testDatabase, type TestDatabase, testSettings } from '#libs/testing';
import { AccessFixture, openDatabase, type OpenedDatabase } from './testing/access-fixture.js';
import { type AccessApi, startAccessApi } from './testing/access-api.js';
import { issueApiToken, listApiTokens, revokeApiToken } from './token-commands.js';

const WHO = '{ viewer { user { id } apiToken { name role scope expiresAt madeBy { id } body { code } } } }';
const WISH = { name: 'Register', scope: 'READ_AND_WRITE', role: 'PARTNER_NOMINATOR' };

describe('tokens on the command line', () => {
  let server: TestDatabase;
  let worker: OpenedDatabase;
  let fixture: AccessFixture;
  let api: AccessApi;
  let settings: Awaited<ReturnType<typeof testSettings>>;
  let userId: string;

  beforeAll(async () => {
    server = await testDatabase();
    worker = await openDatabase(server.workerUrl);
    fixture = await new AccessFixture(worker).conference('first');
    settings = await testSettings(server);
    api = await startAccessApi(settings);
    userId = await fixture.user('PARTNER_COORDINATOR', fixture.bodies.icc, 'owner@icc.example');
  });
  afterAll(async () => {
    await api.close();
    await worker.close();
    await server.drop();
  });

  const withToken = (token: string) => graphqlClient(api.url, { token });
  const ofPerson = { email: 'Owner@ICC.example' };
  const ofBody = { bodyCode: 'ICC' };

  it('are made for whoever has the address', async () => {
    const { secret } = await issueApiToken(settings, ofPerson, { name: 'Command line', scope: 'READ' });
    expect(await withToken(secret).data(WHO)).toMatchObject({
      viewer: {
        user: { id: userId },
        apiToken: { name: 'Command line', scope: 'READ', role: null, body: null, expiresAt: null },
      },
    });
    await expect(
      issueApiToken(settings, { email: 'nobody@icc.example' }, { name: 'x', scope: 'READ' }),
    ).rejects.toThrow('Nobody signs in with the address nobody@icc.example.');
  });

  it('are made for a body, by nobody whom the trail could name', async () => {
    const { id, secret } = await issueApiToken(settings, ofBody, WISH);
    expect(await withToken(secret).data(WHO)).toMatchObject({
      viewer: {
        apiToken: {
          name: 'Register',
          role: 'PARTNER_NOMINATOR',
          madeBy: null,
          body: { code: 'ICC' },
          expiresAt: expect.any(String),
        },
      },
    });
    const trail = await fixture.rows(
      'SELECT action, actor_kind, body_id, subject_type FROM audit.event WHERE subject_id = $1',
      [id],
    );
    expect(trail).toEqual([
      {
        action: 'access.token-created',
        actor_kind: 'system',
        body_id: fixture.bodies.icc,
        subject_type: 'api-token',
      },
    ]);
  });

  it.each([
    ['a host', { bodyCode: 'FCO' }, WISH, 'No partner has the code FCO.'],
    ['a body that nobody knows', { bodyCode: 'XYZ' }, WISH, 'No partner has the code XYZ.'],
    ['a body elsewhere', { bodyCode: 'ICC', conferenceSlug: 'second' }, WISH, 'No partner has the code ICC.'],
    ['an end in the past', ofBody, { ...WISH, expiresAt: new Date(0) }, 'Choose a time in the future.'],
  ])('are refused for %s', async (_what, whose, wish, message) => {
    const before = await fixture.rows('SELECT id FROM access.api_token');
    await expect(issueApiToken(settings, whose, wish)).rejects.toThrow(message);
    expect(await fixture.rows('SELECT id FROM access.api_token')).toHaveLength(before.length);
  });

  it('are refused without a role for a body, and with one for a person', async () => {
    const { role, ...withoutRole } = WISH;
    for (const [whose, wish] of [
      [ofBody, withoutRole],
      [ofPerson, { ...withoutRole, role }],
      [ofBody, { ...WISH, scope: 'WRITE' }],
    ] as const)
      await expect(issueApiToken(settings, whose, wish)).rejects.toThrow('The input is not valid');
  });

  it('ask for the conference where several have a body of one code', async () => {
    const other = await new AccessFixture(worker).conference('another');
    await expect(issueApiToken(settings, ofBody, WISH)).rejects.toThrow(
      'Several conferences have a partner with the code ICC',
    );
    const { id } = await issueApiToken(settings, { ...ofBody, conferenceSlug: 'another' }, WISH);
    const listed = await listApiTokens(settings, { ...ofBody, conferenceSlug: 'another' });
    expect(listed).toMatchObject([{ id, bodyId: other.bodies.icc, madeById: null }]);
  });

  it('are listed without their secrets, the newest first, and revoked', async () => {
    const [one, two] = [
      await issueApiToken(settings, ofPerson, { name: 'one', scope: 'READ' }),
      await issueApiToken(settings, ofPerson, { name: 'two', scope: 'READ' }),
    ];
    const listed = await listApiTokens(settings, ofPerson);
    expect(listed.slice(0, 2)).toMatchObject([
      { id: two.id, name: 'two', firstLetters: two.secret.slice(0, 12), revokedAt: null },
      { id: one.id, name: 'one', firstLetters: one.secret.slice(0, 12), revokedAt: null },
    ]);
    expect(JSON.stringify(listed)).not.toContain(two.secret.slice(12));
    expect(await revokeApiToken(settings, two.id)).toBe(true);
    await drain(async () => (await withToken(two.secret).query(WHO)).status === 401, {
      what: 'the token to open nothing any more',
    });
    expect(await revokeApiToken(settings, two.id)).toBe(true);
    const trail = await fixture.rows(
      `SELECT details->>'apiTokenId' AS id FROM audit.event WHERE action = 'access.token-revoked' AND subject_id = $1`,
      [userId],
    );
    expect(trail).toEqual([{ id: two.id }]);
    for (const id of [newId(), 'no-id']) expect(await revokeApiToken(settings, id)).toBe(false);
  });
});
