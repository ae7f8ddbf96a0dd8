import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { buildWorld } from '#libs/nominations/testing';
import { ask, type Asking } from '#libs/platform/testing';
import { drain } from '#libs/testing';
import { nomineesOf } from '../journeys/nominees.js';
import { createNomination, submitNomination } from '../journeys/operations.js';
import { type Listener, type ListenerCredentials, listen } from '../support/listener.js';
import { type Product, startProduct } from '../support/product.js';
import { type ApiProcess, spawnApi } from '../support/product-process.js';
import { type Session, signIn, signInToken } from '../support/sign-in.js';

const PUBLIC_URL = 'https://conference.example';
const SIGN_OUT = 'mutation ($key: String!) { signOut(input: { idempotencyKey: $key }) { isSignedOut } }';
const VIEWER = '{ viewer { user { id } } }';
const ONE = 'subscription ($id: ID!) { nominationChanged(id: $id) { nomination { state } } }';
const INBOX = 'subscription ($c: ID!) { inboxChanged(conferenceId: $c) { kind } }';
const FORBIDDEN = 4403;
const UNAUTHORIZED = 4401;
const HANDED_IN = /SUBMITTED|UNDER_REVIEW/;

/** Row 35: what ends at one API process ends at every other within a second. */
describe('row 35: two API processes on one database', () => {
  let product: Product;
  let other: ApiProcess;
  const listeners: Listener[] = [];

  beforeAll(async () => {
    product = await startProduct({ places: 50, isApart: true, environment: { PUBLIC_URL } });
    other = await spawnApi(product.environment);
  });
  afterEach(() => Promise.all(listeners.splice(0).map((listener) => listener.end())));
  afterAll(async () => {
    await other.end('SIGTERM');
    await product.close();
  });

  const byCookie = ({ cookie }: Session): Asking => ({ headers: { cookie } });
  const emailOf = (person: string): string => `${person}.of.test.conference@example.org`;
  const session = async (person: string): Promise<Session> =>
    signIn(product.url, await signInToken(product.url, product.sink, emailOf(person)));

  const isKnown = async (url: string, asking: Asking): Promise<boolean> => {
    const { status, data } = await ask(url, VIEWER, asking);
    // A token that does not hold is refused; whose session has ended is nobody.
    if (asking.token !== undefined && status === 401) return false;
    expect(status).toBe(200);
    return data?.viewer !== null;
  };

  /** Asks on until the answer is no. @returns how long after the call the last question with another answer was sent. */
  async function lastYesAfter(holds: () => Promise<boolean>): Promise<number> {
    const began = performance.now();
    let lastYes = 0;
    for (;;) {
      const sentAfter = performance.now() - began;
      if (!(await holds())) return lastYes;
      lastYes = sentAfter;
      if (sentAfter > 10_000) return lastYes;
      await pause(10);
    }
  }

  function hears(credentials: ListenerCredentials, query: string, variables: object): Listener {
    const listener = listen(other.url, credentials, query, { ...variables });
    listeners.push(listener);
    return listener;
  }

  const draft = async (name: string): Promise<string> =>
    (await createNomination(product.as('iccCoordinator'), nomineesOf(product).draft(name))).nomination?.id ??
    '';

  /** Changes a nomination until somebody who may hear of it does, so that silence elsewhere means something. */
  async function stir(listener: Listener): Promise<void> {
    const before = listener.events.length;
    await drain(
      async () => {
        if (listener.events.length > before || listener.closeCode() !== undefined) return true;
        await submitNomination(product.as('iccCoordinator'), await draft(`Stir ${randomUUID()}`), {
          version: 1,
        });
        return false;
      },
      { what: 'the listener to hear or to be closed', timeoutMs: 60_000, everyMs: 100 },
    );
  }

  it('a session is a cookie that only we can set and only we get', async () => {
    const { setCookie, secret } = await session('icc.viewer');
    expect(setCookie).toBe(
      `__Host-plenary=${secret}; Max-Age=604800; Path=/; HttpOnly; SameSite=Strict; Secure`,
    );
  });

  it('signing out ends the session here at once, there within a second, and its subscription at the next event', async () => {
    const [leaving, staying] = [await session('officer'), await session('officer')];
    expect(await isKnown(product.url, byCookie(leaving))).toBe(true);
    expect(await isKnown(other.url, byCookie(leaving))).toBe(true);
    const c = product.world.conferenceId;
    const gone = hears({ cookie: leaving.cookie }, INBOX, { c });
    const still = hears({ cookie: staying.cookie }, INBOX, { c });
    await stir(gone);
    await stir(still);

    const { data } = await ask(product.url, SIGN_OUT, {
      ...byCookie(leaving),
      variables: { key: randomUUID() },
    });
    expect(data).toEqual({ signOut: { isSignedOut: true } });
    const there = lastYesAfter(() => isKnown(other.url, byCookie(leaving)));
    expect(await isKnown(product.url, byCookie(leaving))).toBe(false);
    expect(await there).toBeLessThan(1_000);

    const heard = gone.events.length;
    await stir(still);
    await drain(() => gone.closeCode() !== undefined, { what: 'the ended session to be closed' });
    expect(gone.closeCode()).toBe(FORBIDDEN);
    expect(gone.events).toHaveLength(heard);
    expect(await isKnown(other.url, byCookie(staying))).toBe(true);
  });

  it('revoking a token ends it here at once, there within a second, and its subscription at the next event', async () => {
    const owner = byCookie(await session('icc.nominator'));
    const { data } = await ask(
      product.url,
      `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret apiToken { id } } }`,
      { ...owner, variables: { input: { idempotencyKey: randomUUID(), name: 'Script', scope: 'READ' } } },
    );
    const made = (data as { createApiToken: { secret: string; apiToken: { id: string } } }).createApiToken;
    const token = { token: made.secret };
    expect(await isKnown(other.url, token)).toBe(true);
    const id = await draft('Watched Sample');
    const gone = hears(token, ONE, { id });
    const still = hears({ token: product.tokenOf('iccCoordinator') }, ONE, { id });
    await drain(() => gone.events.length > 0 && still.events.length > 0, {
      what: 'both to hear how it stands',
    });

    const revoked = await ask(
      product.url,
      'mutation ($id: ID!, $input: RevokeApiTokenInput!) { revokeApiToken(id: $id, input: $input) { errors { code } } }',
      { ...owner, variables: { id: made.apiToken.id, input: { idempotencyKey: randomUUID() } } },
    );
    expect(revoked.data).toEqual({ revokeApiToken: { errors: [] } });
    const there = lastYesAfter(() => isKnown(other.url, token));
    expect(await isKnown(product.url, token)).toBe(false);
    expect(await there).toBeLessThan(1_000);

    await submitNomination(product.as('iccCoordinator'), id, { version: 1 });
    await drain(() => HANDED_IN.test(JSON.stringify(still.events)), { what: 'the others to hear' });
    await drain(() => gone.closeCode() !== undefined, { what: 'the revoked token to be closed' });
    expect(gone.closeCode()).toBe(UNAUTHORIZED);
    expect(JSON.stringify(gone.events)).not.toMatch(HANDED_IN);
  });

  it('a revoked grant is gone from both within a second, from what is written, read and heard', async () => {
    // Somebody who keeps the same role in another conference: only the grant itself tells the difference.
    const elsewhere = await buildWorld(product.database.superuserUrl, { slug: 'elsewhere' });
    const { userId } = product.world.people.otherOfficer;
    await product.admin.query(
      `INSERT INTO access.role_grant (id, user_id, conference_id, body_id, role) VALUES ($1, $2, $3, $4, 'HOST_OFFICER')`,
      [newId(), userId, elsewhere.conferenceId, elsewhere.host],
    );
    const token = { token: product.tokenOf('otherOfficer') };
    const c = product.world.conferenceId;
    const id = await draft('Reviewed Sample');
    await submitNomination(product.as('iccCoordinator'), id, { version: 1 });
    const gone = hears(token, INBOX, { c });
    const still = hears({ token: product.tokenOf('officer') }, INBOX, { c });
    await stir(gone);
    const sees = async (url: string): Promise<boolean> => {
      const { data } = await ask(url, 'query ($id: ID!) { nomination(id: $id) { id } }', {
        ...token,
        variables: { id },
      });
      return data?.nomination !== null;
    };
    expect(await Promise.all([sees(product.url), sees(other.url)])).toEqual([true, true]);

    await product.admin.query(
      'UPDATE access.role_grant SET revoked_at = clock_timestamp() WHERE user_id = $1 AND conference_id = $2',
      [userId, c],
    );
    for (const yes of await Promise.all(
      [product.url, other.url].map((url) => lastYesAfter(() => sees(url))),
    )) {
      expect(yes).toBeLessThan(1_000);
    }
    for (const url of [product.url, other.url]) {
      const { data } = await ask(
        url,
        `mutation ($id: ID!, $input: RecommendNominationInput!) { recommendNomination(id: $id, input: $input) { errors { code } } }`,
        {
          ...token,
          variables: { id, input: { idempotencyKey: randomUUID(), version: 2, recommendation: 'APPROVE' } },
        },
      );
      expect(data).toEqual({ recommendNomination: { errors: [{ code: 'NOT_FOUND' }] } });
    }
    const heard = gone.events.length;
    await stir(still);
    await drain(() => gone.failures.length > 0 || gone.closeCode() !== undefined, {
      what: 'the officer of another conference to be told nothing',
    });
    expect(gone.events).toHaveLength(heard);
  });
});
