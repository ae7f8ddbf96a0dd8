import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, ANONYMOUS, newId } from '#libs/kernel';
import { SessionCookie } from '#libs/platform';
import { drain, testDatabase, type TestDatabase } from '#libs/testing';
import { AccessOptions } from './access-options.js';
import { CredentialAuthenticator } from './credential-authenticator.js';
import { hashSecret, newSecret } from './domain/secrets.js';
import { RateLimiter } from './persistence/rate-limiter.js';
import { AccessFixture, openDatabase, type OpenedDatabase } from './testing/access-fixture.js';
import { SessionOpener, type SignedIn } from './use-cases/session-opener.js';
import { SignIn } from './use-cases/sign-in.js';
import { SignInAsDemonstrationUser } from './use-cases/sign-in-as-demonstration-user.js';
import { SignOut } from './use-cases/sign-out.js';

const secret = 's'.repeat(40);
const CLIENT = '192.0.2.1';
const cookie = new SessionCookie('https://conference.example');
const options = new AccessOptions({
  secret,
  publicUrl: 'https://conference.example',
  isDemonstration: true,
});

/** One API process: a pool, a memory of credentials and the use cases. */
function processOn(api: OpenedDatabase) {
  const authenticator = new CredentialAuthenticator(api.database, api.unitOfWork, cookie);
  const sessions = new SessionOpener(api.commands, api.unitOfWork, authenticator, options);
  return {
    authenticator,
    signIn: new SignIn(new RateLimiter(options), sessions),
    signInAsSample: new SignInAsDemonstrationUser(sessions, options),
    signOut: new SignOut(api.commands, authenticator),
    /** Whom a browser with this secret in its cookie is taken for. */
    who: async (one: string) => {
      const actor = await authenticator.authenticate({ cookie: `__Host-plenary=${one}` });
      return actor.kind === 'user' ? actor.userId : undefined;
    },
  };
}

describe('a sign-in whose answer was lost', () => {
  let server: TestDatabase;
  let api: OpenedDatabase;
  let worker: OpenedDatabase;
  let fixture: AccessFixture;
  let here: ReturnType<typeof processOn>;
  let there: ReturnType<typeof processOn>;

  beforeAll(async () => {
    server = await testDatabase();
    api = await openDatabase(server.apiUrl, 8);
    worker = await openDatabase(server.workerUrl);
    fixture = await new AccessFixture(worker).conference();
    here = processOn(api);
    there = processOn(api);
  });
  afterAll(async () => {
    await api.close();
    await worker.close();
    await server.drop();
  });

  /** A person, and a request to sign in by a link of theirs, ready to be sent as often as one likes. */
  async function prepared() {
    const userId = await fixture.user('AUDITOR');
    const token = await fixture.link(secret, userId, '/inbox');
    return { userId, request: { idempotencyKey: randomUUID(), token } };
  }
  const signIn = (request: { idempotencyKey: string; token: string }, caller: Actor = ANONYMOUS) =>
    here.signIn.run(request, caller, CLIENT);
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'signed in',
      (error: { code?: string }) => error.code,
    );
  const sessionsOf = (userId: string) =>
    fixture.rows<{ id: string; token_hash: string; is_open: boolean }>(
      'SELECT id, token_hash, revoked_at IS NULL AS is_open FROM access.session WHERE user_id = $1 ORDER BY id',
      [userId],
    );
  const trailOf = async (userId: string) =>
    (
      await fixture.rows<{ action: string }>(
        'SELECT action FROM audit.event WHERE subject_id = $1 ORDER BY id',
        [userId],
      )
    ).map(({ action }) => action);
  const expire = (table: 'session' | 'sign_in_link', userId: string) =>
    fixture.sql(`UPDATE access.${table} SET expires_at = clock_timestamp() WHERE user_id = $1`, [userId]);

  const disable = (userId: string) =>
    fixture.sql('UPDATE access.app_user SET disabled_at = clock_timestamp() WHERE id = $1', [userId]);
  const signOut = (actor: Actor) => here.signOut.run(actor, { idempotencyKey: randomUUID() });

  it('is repeated into the same session, under a new secret; the one before it is dead', async () => {
    const { userId, request } = await prepared();
    const lost = await signIn(request);
    expect(await here.who(lost.secret)).toBe(userId);
    const again = await signIn(request);
    expect(again).toMatchObject({ next: '/inbox', actor: { ...lost.actor } });
    expect(await here.who(again.secret)).toBe(userId);
    expect(await here.who(lost.secret)).toBeUndefined();
    expect(await sessionsOf(userId)).toEqual([
      { id: expect.any(String), token_hash: hashSecret(again.secret), is_open: true },
    ]);
    const third = await signIn(request);
    expect([await here.who(again.secret), await here.who(third.secret)]).toEqual([undefined, userId]);
  });

  it('leaves the secret before it dead in every other process within a second', async () => {
    const { userId, request } = await prepared();
    const lost = await signIn(request);
    expect(await there.who(lost.secret)).toBe(userId);
    const again = await signIn(request);
    const repeatedAt = performance.now();
    await drain(async () => (await there.who(lost.secret)) === undefined, {
      what: 'the old secret to die in the other process',
      timeoutMs: 2_000,
      everyMs: 10,
    });
    expect(performance.now() - repeatedAt).toBeLessThan(1_000);
    expect(await there.who(again.secret)).toBe(userId);
  });

  it('is told in the trail as one sign-in, and as a secret that was replaced', async () => {
    const { userId, request } = await prepared();
    await signIn(request);
    await signIn(request);
    expect(await trailOf(userId)).toEqual(['access.signed-in', 'access.session-renewed']);
  });

  it('is not repeated without its key, nor with another link under it', async () => {
    const { userId, request } = await prepared();
    const { secret: held } = await signIn(request);
    const other = await fixture.link(secret, userId);
    expect(await codeOf(signIn({ ...request, idempotencyKey: randomUUID() }))).toBe('LINK_INVALID');
    expect(await codeOf(signIn({ ...request, token: other }))).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await codeOf(signIn({ ...request, token: newSecret() }))).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(await here.who(held)).toBe(userId);
    // The other link is as good as before.
    expect(await codeOf(signIn({ idempotencyKey: randomUUID(), token: other }))).toBe('signed in');
  });

  it.each([
    ['has signed out', (_userId: string, { actor }: SignedIn): Promise<unknown> => signOut(actor)],
    ['was disabled', (userId: string) => disable(userId)],
    ['waited until the link was over', (userId: string) => expire('sign_in_link', userId)],
    ['waited until the session was over', (userId: string) => expire('session', userId)],
  ])('is over for whoever %s', async (_what, end) => {
    const { userId, request } = await prepared();
    const lost = await signIn(request);
    await end(userId, lost);
    const before = await sessionsOf(userId);
    expect(await codeOf(signIn(request))).toBe('LINK_INVALID');
    expect(await sessionsOf(userId)).toEqual(before);
  });

  it('ends the other session that the browser has by then, and never its own', async () => {
    const { userId, request } = await prepared();
    const lost = await signIn(request);
    const again = await signIn(request, lost.actor);
    expect(await here.who(again.secret)).toBe(userId);
    const stranger = await fixture.user('AUDITOR');
    const planted = await fixture.session(stranger);
    const third = await signIn(
      request,
      await here.authenticator.authenticate({ cookie: `__Host-plenary=${planted}` }),
    );
    expect([await here.who(planted), await here.who(third.secret)]).toEqual([undefined, userId]);
  });

  it('opens one session when both requests come at once, and one of the cookies is good', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { userId, request } = await prepared();
      const answers = await Promise.all([signIn(request), there.signIn.run(request, ANONYMOUS, CLIENT)]);
      expect(answers).toMatchObject([
        { actor: { userId }, next: '/inbox' },
        { actor: { userId }, next: '/inbox' },
      ]);
      const [session, ...more] = await sessionsOf(userId);
      expect(more).toEqual([]);
      const good = answers.filter((answer) => hashSecret(answer.secret) === session?.token_hash);
      expect(good).toHaveLength(1);
      expect(await trailOf(userId)).toEqual(['access.signed-in', 'access.session-renewed']);
    }
  });

  it('of a client that was stopped for wrong links acts under the same key when the window is over', async () => {
    const { userId, request } = await prepared();
    const client = '198.51.100.50';
    const attempt = (one: { idempotencyKey: string; token: string }) =>
      codeOf(here.signIn.run(one, ANONYMOUS, client));
    for (let index = 0; index < 50; index += 1)
      await attempt({ idempotencyKey: randomUUID(), token: newSecret() });
    expect(await attempt(request)).toBe('RATE_LIMITED');
    expect(await sessionsOf(userId)).toEqual([]);
    await fixture.sql(
      `UPDATE access.rate_limit SET window_ends_at = clock_timestamp() - interval '1 second'`,
    );
    expect(await attempt(request)).toBe('signed in');
    expect(await sessionsOf(userId)).toHaveLength(1);
  });

  it('as a sample person is repeated for a quarter of an hour', async () => {
    const email = `${newId()}@fco.example`;
    const userId = await fixture.user('AUDITOR', null, email);
    await fixture.sql('UPDATE access.app_user SET is_demonstration = true WHERE id = $1', [userId]);
    const request = { idempotencyKey: randomUUID(), email };
    const lost = await here.signInAsSample.run(request, ANONYMOUS);
    const again = await here.signInAsSample.run(request, ANONYMOUS);
    expect([await here.who(lost.secret), await here.who(again.secret)]).toEqual([undefined, userId]);
    expect(await sessionsOf(userId)).toHaveLength(1);
    const another = { ...request, email: `${newId()}@fco.example` };
    expect(await codeOf(here.signInAsSample.run(another, ANONYMOUS))).toBe('IDEMPOTENCY_KEY_REUSED');
    await fixture.sql(
      `UPDATE access.session SET created_at = clock_timestamp() - interval '16 minutes' WHERE user_id = $1`,
      [userId],
    );
    expect(await codeOf(here.signInAsSample.run(request, ANONYMOUS))).toBe('LINK_INVALID');
    expect(await here.who(again.secret)).toBe(userId);
  });

  it('leaves neither a secret nor an address, nor a hash that either could be guessed from', async () => {
    const { request } = await prepared();
    const { secret: held } = await signIn(request);
    const kept = await fixture.rows<{ owner: string; request_hash: string; answer: object }>(
      'SELECT owner, request_hash, answer FROM platform.idempotency',
    );
    expect(new Set(kept.map(({ answer }) => Object.keys(answer).join()))).toEqual(new Set(['sessionId']));
    const text = JSON.stringify(kept);
    for (const told of [held, hashSecret(held), request.token, hashSecret(request.token), '@'])
      expect(text).not.toContain(told);
  });
});

describe('signing out', () => {
  let server: TestDatabase;
  let api: OpenedDatabase;
  let worker: OpenedDatabase;
  let fixture: AccessFixture;
  let here: ReturnType<typeof processOn>;

  beforeAll(async () => {
    server = await testDatabase();
    api = await openDatabase(server.apiUrl);
    worker = await openDatabase(server.workerUrl);
    fixture = await new AccessFixture(worker).conference();
    here = processOn(api);
  });
  afterAll(async () => {
    await api.close();
    await worker.close();
    await server.drop();
  });

  const actorOf = async (userId: string) =>
    here.authenticator.authenticate({ cookie: `__Host-plenary=${await fixture.session(userId)}` });

  it('answers the same when it is repeated, by whoever it was or by nobody any more, and is told once', async () => {
    const userId = await fixture.user('AUDITOR');
    const actor = await actorOf(userId);
    const request = { idempotencyKey: randomUUID() };
    const answers = [];
    for (const caller of [actor, actor, ANONYMOUS]) answers.push(await here.signOut.run(caller, request));
    expect(answers).toEqual([true, true, true]);
    expect(await fixture.rows('SELECT action FROM audit.event WHERE subject_id = $1', [userId])).toEqual([
      { action: 'access.signed-out' },
    ]);
  });

  it('refuses the key of another session, rather than leave this one open unseen', async () => {
    const userId = await fixture.user('AUDITOR');
    const request = { idempotencyKey: randomUUID() };
    await here.signOut.run(await actorOf(userId), request);
    await expect(here.signOut.run(await actorOf(userId), request)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it.each([
    ['is empty', ''],
    ['has spaces', 'two words'],
    ['is too long', 'x'.repeat(256)],
  ])('refuses a key that %s, whoever asks', async (_what, key) => {
    const actor = await actorOf(await fixture.user('AUDITOR'));
    for (const caller of [actor, ANONYMOUS])
      await expect(here.signOut.run(caller, { idempotencyKey: key })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        path: ['input', 'idempotencyKey'],
      });
  });
});
