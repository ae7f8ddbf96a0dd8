import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SessionCookie } from '#libs/platform';
import { drain, testDatabase, type TestDatabase } from '#libs/testing';
import { CredentialAuthenticator } from './credential-authenticator.js';
import { AccessFixture, openDatabase, type OpenedDatabase } from './testing/access-fixture.js';

const cookie = new SessionCookie('https://conference.example');
const cookieHeader = (secret: string) => ({ cookie: `theme=dark; __Host-plenary=${secret}` });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('the authenticator', () => {
  let server: TestDatabase;
  let api: OpenedDatabase;
  let worker: OpenedDatabase;
  let fixture: AccessFixture;
  let authenticator: CredentialAuthenticator;

  beforeAll(async () => {
    server = await testDatabase();
    api = await openDatabase(server.apiUrl);
    worker = await openDatabase(server.workerUrl);
    fixture = await new AccessFixture(worker).conference();
  });
  beforeEach(() => {
    authenticator = new CredentialAuthenticator(api.database, api.unitOfWork, cookie);
  });
  afterAll(async () => {
    await api.close();
    await worker.close();
    await server.drop();
  });

  it('knows the user of a session with the grants', async () => {
    const userId = await fixture.user('PARTNER_COORDINATOR', fixture.bodies.icc);
    const actor = await authenticator.authenticate(cookieHeader(await fixture.session(userId)));
    expect(actor).toEqual({
      kind: 'user',
      userId,
      via: 'session',
      canWrite: true,
      credentialId: expect.any(String),
      grants: [
        { role: 'PARTNER_COORDINATOR', conferenceId: fixture.conferenceId, bodyId: fixture.bodies.icc },
      ],
    });
  });

  it('knows the owner of an API token, and that READ alone may not write', async () => {
    const userId = await fixture.user('AUDITOR');
    const [full, read] = [await fixture.apiToken(userId), await fixture.apiToken(userId, ['READ'])];
    expect(await authenticator.authenticate(bearer(full))).toMatchObject({
      userId,
      via: 'token',
      canWrite: true,
    });
    expect(await authenticator.authenticate(bearer(read))).toMatchObject({
      userId,
      via: 'token',
      canWrite: false,
    });
  });

  it('takes what is malformed, unknown, expired, revoked or of a disabled user for nobody', async () => {
    const userId = await fixture.user('AUDITOR');
    const [expired, revoked, idle] = [
      await fixture.session(userId),
      await fixture.apiToken(userId),
      await fixture.session(userId),
    ];
    const hash = `encode(sha256($1::bytea), 'hex')`;
    expect(
      await fixture.sql(
        `UPDATE access.session SET expires_at = clock_timestamp() WHERE token_hash = ${hash}`,
        [expired],
      ),
    ).toBe(1);
    expect(
      await fixture.sql(
        `UPDATE access.api_token SET revoked_at = clock_timestamp() WHERE token_hash = ${hash}`,
        [revoked],
      ),
    ).toBe(1);
    expect(
      await fixture.sql(
        `UPDATE access.session SET last_seen_at = clock_timestamp() - interval '25 hours' WHERE token_hash = ${hash}`,
        [idle],
      ),
    ).toBe(1);
    const disabled = await fixture.user('AUDITOR');
    const ofDisabled = await fixture.session(disabled);
    await fixture.sql('UPDATE access.app_user SET disabled_at = clock_timestamp() WHERE id = $1', [disabled]);
    const tries = [
      {},
      cookieHeader('x'),
      cookieHeader(expired),
      cookieHeader(idle),
      cookieHeader(ofDisabled),
      bearer(revoked),
      bearer(expired),
      bearer('plenary_' + 'A'.repeat(43)),
      { authorization: 'Basic eDp5' },
      { authorization: 'Bearer' },
    ];
    for (const headers of tries)
      expect(await authenticator.authenticate(headers)).toEqual({ kind: 'anonymous' });
  });

  it('does not fall back to the cookie when a token is wrong', async () => {
    const secret = await fixture.session(await fixture.user('AUDITOR'));
    const headers = { ...cookieHeader(secret), ...bearer('plenary_' + 'B'.repeat(43)) };
    expect(await authenticator.authenticate(headers)).toEqual({ kind: 'anonymous' });
  });

  it('asks the database once for many requests at once', async () => {
    const headers = cookieHeader(await fixture.session(await fixture.user('AUDITOR')));
    const actors = await Promise.all(Array.from({ length: 100 }, () => authenticator.authenticate(headers)));
    expect(new Set(actors).size).toBe(1);
  });

  it('lets a revocation act within a second in another process, and at once in its own', async () => {
    const other = new CredentialAuthenticator(api.database, api.unitOfWork, cookie);
    const headers = bearer(await fixture.apiToken(await fixture.user('AUDITOR')));
    const actor = await authenticator.authenticate(headers);
    await other.authenticate(headers);
    if (actor.kind !== 'user') throw new Error('not known');
    await fixture.sql('UPDATE access.api_token SET revoked_at = clock_timestamp() WHERE id = $1', [
      actor.credentialId,
    ]);
    const revokedAt = performance.now();
    authenticator.forget(actor.credentialId);
    expect(await authenticator.authenticate(headers)).toEqual({ kind: 'anonymous' });
    await drain(async () => (await other.authenticate(headers)).kind === 'anonymous', {
      what: 'the revocation to act in the other process',
      timeoutMs: 2_000,
      everyMs: 10,
    });
    expect(performance.now() - revokedAt).toBeLessThan(1_000);
  });

  it('lets a lost grant act within a second', async () => {
    const userId = await fixture.user('PARTNER_VIEWER', fixture.bodies.ch);
    const headers = cookieHeader(await fixture.session(userId));
    expect(await authenticator.authenticate(headers)).toMatchObject({ grants: [{ role: 'PARTNER_VIEWER' }] });
    await fixture.sql('UPDATE access.role_grant SET revoked_at = clock_timestamp() WHERE user_id = $1', [
      userId,
    ]);
    const revokedAt = performance.now();
    const hasNoGrant = async () => {
      const actor = await authenticator.authenticate(headers);
      return actor.kind === 'user' && actor.grants.length === 0;
    };
    await drain(hasNoGrant, { what: 'the grant to go', timeoutMs: 2_000, everyMs: 10 });
    expect(performance.now() - revokedAt).toBeLessThan(1_000);
  });

  it('notes the use of a token, to the minute', async () => {
    const userId = await fixture.user('AUDITOR');
    const headers = bearer(await fixture.apiToken(userId));
    await authenticator.authenticate(headers);
    const used = await drain(
      async () =>
        (
          await fixture.rows<{ last_used_at: Date }>(
            'SELECT last_used_at FROM access.api_token WHERE user_id = $1 AND last_used_at IS NOT NULL',
            [userId],
          )
        )[0],
      { what: 'the note of the use' },
    );
    expect(Date.now() - used.last_used_at.getTime()).toBeLessThan(10_000);
  });
});
