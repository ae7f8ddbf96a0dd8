import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessOptions } from './access-options.js';
import { ALIKE, likenessInTime, testDatabase, type TestDatabase } from '#libs/testing';
import { RateLimiter } from './persistence/rate-limiter.js';
import { AccessFixture, openDatabase, type OpenedDatabase } from './testing/access-fixture.js';
import { RequestSignInLink } from './use-cases/request-sign-in-link.js';

const options = new AccessOptions({
  secret: 'k'.repeat(32),
  publicUrl: 'http://localhost',
  isDemonstration: false,
});

describe('asking for a sign-in link', () => {
  let server: TestDatabase;
  let api: OpenedDatabase;
  let worker: OpenedDatabase;
  let fixture: AccessFixture;
  let request: RequestSignInLink;
  /** A wish of its own each time. */
  const wish = (email: string, next?: string) => ({ idempotencyKey: randomUUID(), email, next });
  let clients = 0;
  /** A client that nobody has counted yet. */
  const newClient = () => `2001:db8:0:${(clients += 1).toString(16)}::1`;
  const codeOf = (work: Promise<void>) =>
    work.then(
      () => 'accepted',
      (error: { code?: string }) => error.code,
    );

  beforeAll(async () => {
    server = await testDatabase();
    api = await openDatabase(server.apiUrl);
    worker = await openDatabase(server.workerUrl);
    fixture = await new AccessFixture(worker).conference();
    request = new RequestSignInLink(api.commands, new RateLimiter(options), options);
  });
  afterAll(async () => {
    await api.close();
    await worker.close();
    await server.drop();
  });

  it('promises the same work for known and unknown addresses, and puts no address into the job', async () => {
    await fixture.user('AUDITOR', null, 'Known.Person@fco.example');
    await request.run(wish('known.person@FCO.example'), newClient());
    await request.run(wish('nobody@fco.example', '/inbox'), newClient());
    expect(
      await fixture.rows('SELECT email_fold, next_path FROM access.sign_in_request ORDER BY id'),
    ).toEqual([
      { email_fold: 'known.person@fco.example', next_path: null },
      { email_fold: 'nobody@fco.example', next_path: '/inbox' },
    ]);
    const jobs = await fixture.rows<{ payload: object }>(
      `SELECT payload FROM platform.outbox WHERE job = 'send-sign-in-link' ORDER BY id`,
    );
    expect(jobs.map(({ payload }) => Object.keys(payload))).toEqual([['requestId'], ['requestId']]);
  });

  it('takes as long for a known address as for an unknown one', async () => {
    await fixture.user('AUDITOR', null, 'timed@fco.example');
    const time = async (email: string) => {
      // Counters of earlier tries would be met by one kind only.
      await fixture.sql('DELETE FROM access.rate_limit');
      const client = newClient();
      const begun = performance.now();
      await request.run(wish(email), client);
      return { ms: performance.now() - begun };
    };
    const likeness = await likenessInTime({
      pairs: 300,
      one: () => time('timed@fco.example'),
      other: () => time('nobdy@fco.example'),
    });
    expect(likeness).toBeGreaterThan(ALIKE);
  });

  it('stops one person in a hurry after five, one client after a hundred, many clients against one mailbox after ten', async () => {
    const client = newClient();
    const hurry = [];
    for (let index = 0; index < 6; index += 1)
      hurry.push(await codeOf(request.run(wish('hurry@fco.example'), client)));
    expect(hurry).toEqual([...Array<string>(5).fill('accepted'), 'RATE_LIMITED']);

    const mailbox = [];
    for (let index = 0; index < 11; index += 1)
      mailbox.push(await codeOf(request.run(wish('many@fco.example'), newClient())));
    expect(mailbox.filter((code) => code === 'accepted')).toHaveLength(10);

    const spray = newClient();
    const codes = [];
    for (let index = 0; index < 101; index += 1)
      codes.push(await codeOf(request.run(wish(`spray${index}@fco.example`), spray)));
    expect(codes.indexOf('RATE_LIMITED')).toBe(100);
  });

  it('counts tries that come at once exactly, over two processes', async () => {
    const other = await openDatabase(server.apiUrl);
    const twin = new RequestSignInLink(other.commands, new RateLimiter(options), options);
    const client = newClient();
    const codes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        codeOf((index % 2 ? twin : request).run(wish('at-once@fco.example'), client)),
      ),
    );
    await other.close();
    expect(codes.filter((code) => code === 'accepted')).toHaveLength(5);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(15);
  });

  it('lets the person in again when the window is over, and sweeps old counters away', async () => {
    const client = newClient();
    for (let index = 0; index < 6; index += 1) await codeOf(request.run(wish('later@fco.example'), client));
    await fixture.sql(
      `UPDATE access.rate_limit SET window_ends_at = clock_timestamp() - interval '2 minutes'`,
    );
    expect(await codeOf(request.run(wish('later@fco.example'), client))).toBe('accepted');
    const [before] = await fixture.rows<{ count: number }>(
      'SELECT count(*)::int AS count FROM access.rate_limit',
    );
    await request.run(wish('sweeper@fco.example'), newClient());
    const [after] = await fixture.rows<{ count: number }>(
      'SELECT count(*)::int AS count FROM access.rate_limit',
    );
    expect(after?.count).toBeLessThan(before?.count ?? 0);
  });

  describe('again under the same key', () => {
    const asked = (email: string) =>
      fixture.rows('SELECT id FROM access.sign_in_request WHERE email_fold = $1', [email]);
    const jobs = () => fixture.rows(`SELECT id FROM platform.outbox WHERE job = 'send-sign-in-link'`);
    const hits = async () =>
      (await fixture.rows<{ hits: number }>('SELECT hits FROM access.rate_limit')).map(({ hits: n }) => n);

    it('promises one mail and counts once, one after the other and at once', async () => {
      await fixture.sql('DELETE FROM access.rate_limit');
      const [client, before] = [newClient(), await jobs()];
      const repeated = wish('repeated@fco.example');
      for (let index = 0; index < 12; index += 1)
        expect(await codeOf(request.run(repeated, client))).toBe('accepted');
      const together = wish('together@fco.example');
      const codes = await Promise.all(
        Array.from({ length: 12 }, () => codeOf(request.run(together, client))),
      );
      expect(new Set(codes)).toEqual(new Set(['accepted']));
      expect(await asked('repeated@fco.example')).toHaveLength(1);
      expect(await asked('together@fco.example')).toHaveLength(1);
      expect(await jobs()).toHaveLength(before.length + 2);
      // For each address once alone and once from this client; from this client twice.
      expect((await hits()).sort()).toEqual([1, 1, 1, 1, 2]);
    });

    it('is refused for another address and another page, in words that tell neither', async () => {
      const first = wish('first@fco.example', '/inbox');
      await request.run(first, newClient());
      for (const other of [
        { ...first, email: 'other@fco.example' },
        { ...first, next: '/nominations' },
      ]) {
        await expect(request.run(other, newClient())).rejects.toMatchObject({
          code: 'IDEMPOTENCY_KEY_REUSED',
          message: expect.not.stringMatching(/@|inbox|nominations/),
        });
      }
      expect(await asked('other@fco.example')).toEqual([]);
      expect(await asked('first@fco.example')).toHaveLength(1);
    });

    it('acts later, when it was one too many at first', async () => {
      const client = newClient();
      for (let index = 0; index < 5; index += 1) await request.run(wish('patient@fco.example'), client);
      const sixth = wish('patient@fco.example');
      for (let index = 0; index < 3; index += 1)
        expect(await codeOf(request.run(sixth, client))).toBe('RATE_LIMITED');
      // What was refused is counted each time: asking on and on opens nothing.
      expect(Math.max(...(await hits()))).toBeGreaterThanOrEqual(8);
      expect(await asked('patient@fco.example')).toHaveLength(5);
      await fixture.sql(
        `UPDATE access.rate_limit SET window_ends_at = clock_timestamp() - interval '1 second'`,
      );
      expect(await codeOf(request.run(sixth, client))).toBe('accepted');
      expect(await codeOf(request.run(sixth, client))).toBe('accepted');
      expect(await asked('patient@fco.example')).toHaveLength(6);
    });

    it('is known by a hash that nobody without the installation’s secret can make of an address', async () => {
      const elsewhere = new AccessOptions({ ...options.values, secret: 'other'.repeat(8) });
      const hashUnder = async (which: AccessOptions) => {
        const one = wish('guessed@fco.example');
        await new RequestSignInLink(api.commands, new RateLimiter(which), which).run(one, newClient());
        const [row] = await fixture.rows<{ request_hash: string }>(
          'SELECT request_hash FROM platform.idempotency WHERE key = $1',
          [one.idempotencyKey],
        );
        return row?.request_hash;
      };
      const ours = await hashUnder(options);
      expect(ours).toMatch(/^[0-9a-f]{64}$/);
      expect(await hashUnder(options)).toBe(ours);
      expect(await hashUnder(elsewhere)).not.toBe(ours);
    });
  });

  it('keeps no address in its counters', async () => {
    const rows = await fixture.rows<{ key: string }>('SELECT key FROM access.rate_limit');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ key }) => /^[\w-]{43}$/.test(key))).toBe(true);
  });

  it.each([
    ['https://evil.example/'],
    ['//evil.example'],
    ['/\\evil.example'],
    ['\\\\evil.example'],
    ['/\t/evil.example'],
    ['/.//evil.example'],
    ['javascript:alert(1)'],
    ['nominations'],
  ])('refuses to lead on to %j', async (next) => {
    await expect(request.run(wish('next@fco.example', next), newClient())).rejects.toMatchObject({
      problems: [{ code: 'INVALID_INPUT', path: ['input', 'next'] }],
    });
  });
});
