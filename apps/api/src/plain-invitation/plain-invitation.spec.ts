import { afterEach, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { send } from '#libs/platform/testing';
import { createLogger } from '#libs/platform';
import { plainInvitation } from './plain-invitation.js';
import { WORDS } from './plain-words.js';

const CODE = 'ABCDE-01234-FGHJK-56789';
const PENDING = {
  state: 'PENDING',
  personName: 'Ada Sample',
  honorific: null,
  capacity: 'DELEGATE',
  nominatedBy: 'Chatham House',
  respondBy: '2027-06-01T17:00:00.000Z',
  changeableUntil: null,
  calendar: null,
  conference: {
    name: 'London Conference',
    venue: 'Centre',
    city: 'London',
    startsOn: '2027-11-01',
    endsOn: '2027-11-02',
    timeZone: 'Europe/London',
  },
};
let lines: string[] = [];
const logger = createLogger({ logLevel: 'info' }, { write: (line: string) => void lines.push(line) });

describe('a form of the plain invitation', () => {
  let fastify: FastifyInstance | undefined;
  const asked: { ip: string; headers: FastifyRequest['headers']; body: unknown }[] = [];
  afterEach(async () => {
    await fastify?.close();
    asked.splice(0);
    lines = [];
  });

  /** An API that answers all questions so, behind a proxy that is trusted. */
  async function apiThat(
    answer: (reply: FastifyReply, asked: { query: string }) => unknown,
  ): Promise<string> {
    fastify = Fastify({ trustProxy: '127.0.0.1' });
    fastify.post('/graphql', (request, reply) => {
      asked.push({ ip: request.ip, headers: request.headers, body: request.body });
      return answer(reply, request.body as { query: string });
    });
    await plainInvitation({ contact: null, logger })(fastify);
    return fastify.listen({ host: '127.0.0.1', port: 0 });
  }
  const post = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    send(`${url}/invitation/plain/fr`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  const errorOf = (code: string) => ({ errors: [{ message: 'No', extensions: { code } }] });

  it('is asked in the name and from the address of whoever sent it, without credentials', async () => {
    const url = await apiThat(() => ({ data: { invitation: null } }));
    const headers = {
      'x-forwarded-for': '203.0.113.7',
      'sec-fetch-site': 'cross-site',
      origin: 'https://elsewhere.example',
      cookie: 'plenary=secret',
      authorization: 'Bearer secret',
    };
    const page = await post(url, { token: CODE.toLowerCase() }, headers);
    expect(page.status).toBe(404);
    expect(page.text).toContain('<h1>Ce lien d’invitation ne fonctionne pas</h1>');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.ip).toBe('203.0.113.7');
    expect(asked[0]?.headers).toMatchObject({
      'sec-fetch-site': 'cross-site',
      origin: 'https://elsewhere.example',
      host: new URL(url).host,
    });
    expect(asked[0]?.headers).not.toHaveProperty('cookie');
    expect(asked[0]?.headers).not.toHaveProperty('authorization');
    expect(asked[0]?.body).toMatchObject({ variables: { token: CODE } });
  });

  it('is told in words, and when to come back, where the API takes no more of this caller', async () => {
    const url = await apiThat((reply) =>
      reply.code(429).header('retry-after', 7).send(errorOf('RATE_LIMITED')),
    );
    for (const step of ['read', 'check', 'send', 'calendar']) {
      const page = await post(url, { token: CODE, step, answer: 'confirm', key: 'a-key' });
      expect([page.status, page.headers.get('retry-after')]).toEqual([429, '7']);
      expect(page.text).toContain(
        'Il y a eu trop de tentatives. Rien n’a été fait. Patientez 7 secondes, puis réessayez.',
      );
      expect(page.text).not.toContain(CODE);
    }
  });

  it.each([
    ['x'.repeat(1_001), 'Le motif est trop long.'],
    ['Je suis \u202eabsent', 'Le motif contient des caractères qui ne peuvent pas être conservés'],
  ])(
    'that the API does not take says what is wrong with the reason, and keeps it: %j',
    async (reason, words) => {
      const { invitation, refusal } = {
        invitation: PENDING,
        refusal: { code: 'INVALID_INPUT', state: null },
      };
      const url = await apiThat((reply, { query }) =>
        reply.send({
          data: query.startsWith('query')
            ? { invitation }
            : { answer: { invitation: null, errors: [refusal] } },
        }),
      );
      const page = await post(url, { token: CODE, step: 'send', answer: 'decline', reason, key: 'a-key' });
      expect(page.status).toBe(409);
      expect(page.text).toContain(words);
      expect(page.text).toContain(`${reason}</textarea>`);
    },
  );

  it.each([
    ['CROSS_SITE_REQUEST', 403, 'Ce formulaire ne venait pas de ce site'],
    ['SERVICE_UNAVAILABLE', 503, 'Le service a un problème.'],
    ['INTERNAL', 503, 'Le service a un problème.'],
  ])('is told in words where the API says %s', async (code, status, words) => {
    const url = await apiThat((reply) => reply.code(status).send(errorOf(code)));
    const page = await post(url, { token: CODE });
    expect(page.status).toBe(status);
    expect(page.text).toContain(words);
    expect(page.text).not.toContain(CODE);
  });

  it('shows the number to quote of a fault that the API has in its log', async () => {
    const url = await apiThat((reply) =>
      reply.code(500).send({
        errors: [{ message: 'No', extensions: { code: 'INTERNAL', correlationId: 'the-id-of-the-fault' } }],
      }),
    );
    const page = await post(url, { token: CODE });
    expect(page.text).toContain('Si vous le signalez, indiquez the-id-of-the-fault.');
  });

  it('masks what fails here, whatever status it bears, with the number under which the log has it', async () => {
    // What is no JSON makes the reading of the answer fail.
    const url = await apiThat((reply) => reply.type('text/plain').send('Zacharias Secretperson'));
    const headers = { 'x-request-id': 'the-id-of-the-request' };
    const page = await post(url, { token: CODE }, headers);
    expect(page.status).toBe(500);
    expect(page.text).toContain('Le service a un problème.');
    expect(page.text).toContain('Si vous le signalez, indiquez the-id-of-the-request.');
    expect(page.text).not.toMatch(/Zacharias|JSON/);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines.join(''))).toMatchObject({
      level: 'error',
      correlationId: 'the-id-of-the-request',
      err: { type: 'SyntaxError' },
    });
    expect(lines.join('')).not.toContain('Zacharias');
  });

  it('says of a form that is too large that the reason is too long', async () => {
    const url = await apiThat(() => ({ data: { invitation: null } }));
    const page = await post(url, { token: CODE, reason: 'x'.repeat(30_000) });
    expect([page.status, page.headers.get('content-type')]).toEqual([413, 'text/html; charset=utf-8']);
    expect(page.text).toContain(WORDS.fr.tooLong);
    expect([asked.length, lines]).toEqual([0, []]);
  });

  /** An API that shows this invitation and refuses whatever is answered. */
  const showing = (invitation: object, refusal: object = { code: 'INVALID_INPUT', state: null }) =>
    apiThat((reply, { query }) =>
      reply.send({
        data: query.startsWith('query')
          ? { invitation }
          : { answer: { invitation: null, errors: [refusal] } },
      }),
    );

  it('bears the id of its request on, comes from this site by its header, and answers in the language asked for', async () => {
    const url = await showing(PENDING);
    const page = await post(url, { token: CODE }, { 'x-request-id': 'request-0001' });
    expect(asked[0]?.headers['x-request-id']).toBe('request-0001');
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    const titles: unknown[] = [];
    for (const language of ['fr-CA, en;q=0.8', 'en-GB, fr;q=0.8', 'de', undefined]) {
      const headers: Record<string, string> = language === undefined ? {} : { 'accept-language': language };
      const { text } = await send(`${url}/invitation/plain`, { headers });
      titles.push(/<html lang="(..)"/.exec(text)?.[1]);
    }
    expect(titles).toEqual(['fr', 'en', 'en', 'en']);
  });

  it('with a reason that is too long is told so before its check, and the lines of one count as they are seen', async () => {
    const url = await showing(PENDING);
    const check = (reason: string) => post(url, { token: CODE, step: 'check', answer: 'decline', reason });
    expect((await check('x'.repeat(1_001))).text).toContain('Le motif est trop long.');
    const seen = `${'x\r\n'.repeat(499)}xx`;
    expect((await check(seen)).text).toContain('<h1>Vérifiez votre réponse</h1>');
    await post(url, { token: CODE, step: 'send', answer: 'decline', reason: seen, key: 'a-key' });
    expect(
      asked.find(({ body }) => (body as { query: string }).query.startsWith('mutation'))?.body,
    ).toMatchObject({
      variables: { input: { idempotencyKey: 'a-key', reason: seen.replaceAll('\r', '') } },
    });
  });

  it('shows what was typed as text and nothing else', async () => {
    const url = await showing({ ...PENDING, personName: '<b>Ada</b>' });
    const typed = '</textarea><script>alert(1)</script>';
    const page = await post(url, { token: CODE, reason: typed });
    expect(page.text).toContain('&lt;/textarea&gt;&lt;script&gt;');
    expect(page.text).not.toContain('<script');
    expect(page.text).toContain('&lt;b&gt;Ada&lt;/b&gt;');
  });

  it('for a place that is gone says whom to write to, and offers no answer any more', async () => {
    const declined = { ...PENDING, state: 'DECLINED', changeableUntil: '2027-06-02T17:00:00.000Z' };
    const url = await showing(declined, { code: 'PLACE_GONE', state: 'DECLINED' });
    const before = await post(url, { token: CODE });
    expect(before.text).toContain('Si vous pouvez finalement venir');
    const page = await post(url, { token: CODE, step: 'send', answer: 'confirm', key: 'a-key' });
    expect(page.status).toBe(409);
    expect(page.text).toContain('Votre place n’est plus disponible. Écrivez à Chatham House');
    expect(page.text).not.toContain('<h2>Si vous pouvez finalement venir</h2>');
  });

  it('is not checked once the invitation is over', async () => {
    const url = await showing({ ...PENDING, state: 'LAPSED' });
    const page = await post(url, { token: CODE, step: 'check', answer: 'confirm' });
    expect(page.text).toContain('Le délai de réponse est passé.');
    expect(page.text).not.toContain('<h1>Vérifiez votre réponse</h1>');
  });

  it('hands out the calendar file as one to save', async () => {
    const calendar = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n';
    const url = await showing({ ...PENDING, state: 'CONFIRMED', calendar });
    const file = await post(url, { token: CODE, step: 'calendar' });
    expect(file.text).toBe(calendar);
    expect(file.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="invitation.ics"');
  });
});
