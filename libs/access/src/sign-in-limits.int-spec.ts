import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '#libs/kernel';
import { SessionCookie } from '#libs/platform';
import { testDatabase, type TestDatabase } from '#libs/testing';
import { AccessOptions } from './access-options.js';
import { CredentialAuthenticator } from './credential-authenticator.js';
import { newSecret } from './domain/secrets.js';
import { RateLimiter } from './persistence/rate-limiter.js';
import { AccessFixture, openDatabase, type OpenedDatabase } from './testing/access-fixture.js';
import { SessionOpener } from './use-cases/session-opener.js';
import { SignIn } from './use-cases/sign-in.js';

const secret = 'n'.repeat(40);
const options = new AccessOptions({
  secret,
  publicUrl: 'https://conference.example',
  isDemonstration: false,
});

describe('guessing links', () => {
  let server: TestDatabase;
  let api: OpenedDatabase;
  let worker: OpenedDatabase;
  let fixture: AccessFixture;
  let signIn: SignIn;

  beforeAll(async () => {
    server = await testDatabase();
    api = await openDatabase(server.apiUrl, 8);
    worker = await openDatabase(server.workerUrl);
    fixture = await new AccessFixture(worker).conference();
    const authenticator = new CredentialAuthenticator(
      api.database,
      api.unitOfWork,
      new SessionCookie(options.values.publicUrl),
    );
    const sessions = new SessionOpener(api.commands, api.unitOfWork, authenticator, options);
    signIn = new SignIn(new RateLimiter(options), sessions);
  });
  afterAll(async () => {
    await api.close();
    await worker.close();
    await server.drop();
  });

  const attempt = (token: string, client: string) =>
    signIn.run({ idempotencyKey: randomUUID(), token }, ANONYMOUS, client).then(
      () => 'signed in',
      (error: { code?: string }) => error.code,
    );

  it('stops a client after fifty wrong ones, whatever it brings then; others sign in as before', async () => {
    const userId = await fixture.user('AUDITOR');
    const link = await fixture.link(secret, userId);
    const guesses = await Promise.all(Array.from({ length: 50 }, () => attempt(newSecret(), '192.0.2.7')));
    expect(new Set(guesses)).toEqual(new Set(['LINK_INVALID']));
    expect(await attempt(newSecret(), '192.0.2.7')).toBe('RATE_LIMITED');
    expect(await attempt(link, '192.0.2.7')).toBe('RATE_LIMITED');
    expect(await attempt(link, '198.51.100.1')).toBe('signed in');
  });

  it('counts an IPv6 network as one client, and an IPv4 address the same however it is written', async () => {
    const spend = (client: (index: number) => string) =>
      Promise.all(Array.from({ length: 50 }, (_, index) => attempt(newSecret(), client(index))));
    expect(new Set(await spend((index) => `2001:db8:1:2::${index.toString(16)}`))).toEqual(
      new Set(['LINK_INVALID']),
    );
    expect(await attempt(newSecret(), '2001:db8:1:2:ffff:ffff:ffff:ffff')).toBe('RATE_LIMITED');
    expect(await attempt(newSecret(), '2001:db8:1:3::1')).toBe('LINK_INVALID');
    await spend(() => '192.0.2.99');
    expect(await attempt(newSecret(), '::ffff:192.0.2.99')).toBe('RATE_LIMITED');
    expect(await attempt(newSecret(), '::ffff:c000:263')).toBe('RATE_LIMITED');
  });

  it('does not count what works: an office signs in behind one address', async () => {
    const userId = await fixture.user('AUDITOR');
    for (let index = 0; index < 60; index += 1) {
      expect(await attempt(await fixture.link(secret, userId), '203.0.113.5')).toBe('signed in');
    }
  });
});
