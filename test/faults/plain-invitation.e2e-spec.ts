import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, type Asked, send } from '#libs/platform/testing';
import { drain } from '#libs/testing';
import { nomineesOf } from '../journeys/nominees.js';
import { releaseDecisions } from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';

const NAME = 'Plana Sample';
const OTHER = 'Otra Sample';
const LOOK = 'query ($t: String!) { invitation(token: $t) { state } }';

describe('row 34: the invitation without JavaScript', () => {
  let product: Product;
  let codes: Record<'own' | 'other', string>;
  let mail: string;

  /** A form as a browser sends it, from an address behind our proxy. */
  const post = (
    fields: Record<string, string>,
    from = '203.0.113.7',
    more: Record<string, string> = {},
    language = 'en',
  ) =>
    send(`${product.url}/invitation/plain/${language}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': from, ...more },
      body: new URLSearchParams(fields).toString(),
    });
  const titleOf = ({ text }: Asked): string | undefined => /<h1>([^<]*)<\/h1>/.exec(text)?.[1];
  const stateOf = async (token: string): Promise<unknown> => {
    const { data } = await ask(product.url, LOOK, { variables: { t: token } });
    return (data?.invitation as { state?: string } | null)?.state;
  };
  const trail = async () => {
    const { rows } = await product.admin.query<{ actor_kind: string; details: object }>(
      "SELECT actor_kind, details FROM audit.event WHERE action LIKE 'invitation.%ed' AND actor_kind = 'invitee' ORDER BY id",
    );
    return rows;
  };

  beforeAll(async () => {
    product = await startProduct({
      places: 10,
      isApart: true,
      environment: {
        PLENARY_TRUSTED_PROXIES: '127.0.0.1,::1',
        MAIL_REPLY_TO: 'Ada Sample <ada@conference.example>',
        LOG_LEVEL: 'trace',
        // The least that can be set, so that few guesses are too many.
        CALLER_OBJECTS_PER_SECOND: '500',
      },
    });
    const nominees = nomineesOf(product);
    const ids = [
      await nominees.decided(NAME, { outcome: 'APPROVE' }),
      await nominees.decided(OTHER, { outcome: 'APPROVE' }),
    ];
    await releaseDecisions(product.as('approver'), product.world.conferenceId, ids);
    codes = {
      own: await nominees.invitationToken(NAME),
      other: await nominees.invitationToken(OTHER),
    };
    mail = (await product.sink.receivedBy(nominees.emailOf(NAME), 20_000)).text;
  });
  afterAll(() => product.close());

  it('is opened by the code that the mail shows, which names whom to write to', async () => {
    const code = /type this code: (\S+)/.exec(mail)?.[1] ?? '';
    expect(code).toBe(codes.own);
    expect(mail).toContain('/invitation/plain/en on any device');
    expect(mail).toContain('write to Ada Sample (ada@conference.example).');
    const typed = code.toLowerCase().replaceAll('-', '  ').replaceAll('0', 'o');
    const page = await post({ token: typed });
    expect([page.status, titleOf(page)]).toEqual([200, 'Your invitation']);
    expect(page.text).toContain(NAME);
    expect(page.text).toContain('Write to Ada Sample (ada@conference.example).');
    expect(page.text).not.toContain(OTHER);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('cache-control')).toBe('no-store, private');
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    expect(await stateOf(code)).toBe('PENDING');
    // For the page of the console.
    const { data } = await ask(product.url, 'query ($t: String!) { invitation(token: $t) { contact } }', {
      variables: { t: code },
    });
    expect(data).toEqual({ invitation: { contact: 'Ada Sample (ada@conference.example)' } });
  });

  it('is opened by no token in an address, and never by a GET', async () => {
    for (const path of ['', '/en', '/fr']) {
      for (const query of [`?token=${codes.own}`, `?token=${codes.own}&step=send&answer=confirm`]) {
        const page = await send(`${product.url}/invitation/plain${path}${query}`, {});
        expect(page.status).toBe(200);
        expect(page.text).not.toContain(NAME);
        expect(page.text).not.toContain(codes.own);
      }
    }
    expect(await stateOf(codes.own)).toBe('PENDING');
  });

  it('answers for its own person alone, once for one form, as the invitee', async () => {
    const form = { token: codes.own, step: 'send', answer: 'confirm', key: randomUUID() };
    const pages = [await post(form), await post(form)];
    expect(pages.map((page) => [page.status, titleOf(page)])).toEqual(
      Array.from({ length: 2 }, () => [200, 'You have accepted the invitation']),
    );
    expect([await stateOf(codes.own), await stateOf(codes.other)]).toEqual(['CONFIRMED', 'PENDING']);
    expect((await trail()).map(({ actor_kind: kind }) => kind)).toEqual(['invitee']);
    const reused = await post({ ...form, answer: 'decline' });
    expect([reused.status, await stateOf(codes.own)]).toEqual([409, 'CONFIRMED']);
  });

  it.each([
    ['a key that is none', { key: 'x'.repeat(1_000) }, 409],
    ['no answer', { answer: 'perhaps' }, 200],
    ['a reason that is too long', { answer: 'decline', reason: 'x'.repeat(1_001) }, 409],
    ['more than a form can hold', { reason: 'x'.repeat(30_000) }, 413],
    ['a token with control characters', { token: '\u0000\u0001' }, 404],
    ['no token', { token: '' }, 404],
  ])('changes nothing for a form with %s', async (_what, fields, status) => {
    const form = { token: codes.other, step: 'send', answer: 'confirm', key: randomUUID(), ...fields };
    const page = await post(form);
    expect([page.status, page.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(await stateOf(codes.other)).toBe('PENDING');
  });

  it('takes guesses of a code until they are too many, from all of an IPv6 network together and from nobody else', async () => {
    const NETWORK = '2001:db8:7:1';
    let guesses = 0;
    const guess = () => {
      guesses += 1;
      return post(
        { token: `PLEN7-${String(guesses).padStart(5, '0')}-GGGGG-QQQQQ` },
        `${NETWORK}::${guesses.toString(16)}`,
      );
    };
    const refused = await drain(
      async () => {
        // Many at once: they are counted as they come in, however slowly a busy machine answers them.
        const pages = await Promise.all(Array.from({ length: 200 }, guess));
        expect(pages.filter(({ status }) => status !== 404 && status !== 429)).toEqual([]);
        return pages.find(({ status }) => status === 429);
      },
      { what: 'guesses to be too many', timeoutMs: 60_000, everyMs: 0, progress: () => guesses },
    );
    expect(refused.text).toContain(
      'There were too many attempts. Nothing was done. Wait a second, then try again.',
    );

    // The right code too, from an address of that network which has asked for nothing yet; in both languages.
    const busy = async (language: string): Promise<Asked> =>
      drain(
        async () => {
          // Last: what the time since the round before has given back goes to the guesses.
          const pages = await Promise.all([
            ...Array.from({ length: 25 }, guess),
            post({ token: codes.own }, `${NETWORK}:ffff:ffff:ffff:ffff`, {}, language),
          ]);
          const page = pages.at(-1);
          return page?.status === 429 ? page : undefined;
        },
        { what: 'the right code to be told to wait', timeoutMs: 60_000, everyMs: 0, progress: () => guesses },
      );
    for (const [language, words] of [
      ['en', 'Wait a second, then try again.'],
      ['fr', 'Patientez une seconde, puis réessayez.'],
    ] as const) {
      const page = await busy(language);
      expect(page.text).toContain(words);
      expect([page.text.includes(NAME), Number(page.headers.get('retry-after'))]).toEqual([false, 1]);
    }
    // Meanwhile the invitee reads it elsewhere, next door included.
    for (const address of ['2001:db8:7:2::1', '203.0.113.8']) {
      const page = await post({ token: codes.own }, address);
      expect([page.status, page.text.includes(NAME)]).toEqual([200, true]);
    }
    // And there as well once the time has passed.
    await drain(async () => (await post({ token: codes.own }, `${NETWORK}::1`)).status === 200, {
      what: 'the network to be let in again',
      everyMs: 500,
    });
  });

  it('leaves no code, name or address in a log or in the trail', async () => {
    await post({ token: codes.other, step: 'calendar' });
    const written = product.log() + JSON.stringify(await trail());
    for (const secret of [...Object.values(codes), ...Object.values(codes).map(bare), NAME, 'plana.sample'])
      expect(written).not.toContain(secret);
  });
});

const bare = (code: string): string => code.replaceAll('-', '');
