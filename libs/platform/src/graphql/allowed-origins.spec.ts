import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { ask, type Asked, post, send } from '../testing/ask.js';
import { Conversation } from '../testing/conversation.js';
import { type SampleApp, startSampleApp } from '../testing/sample-app.js';

const PARTNER = 'https://tools.partner.example';
const STRANGER = 'https://evil.example';

let api: SampleApp;
let closed: SampleApp;
beforeAll(async () => {
  api = await startSampleApp({ publicUrl: 'https://conference.example', allowedOrigins: [PARTNER] });
  closed = await startSampleApp({ publicUrl: 'https://conference.example' });
});
afterAll(() => Promise.all([api.close(), closed.close()]));

/** As a browser at this origin sends it. */
const from = (origin: string) => ({ origin, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' });
const corsOf = ({ headers }: Pick<Asked, 'headers'>): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
const READABLE = {
  'access-control-allow-origin': PARTNER,
  'access-control-expose-headers': 'RateLimit, RateLimit-Policy, Retry-After, X-Request-Id, WWW-Authenticate',
};

describe('a page of an allowed origin', () => {
  it('calls with a token, by POST and GET, and reads the answer with its headers', async () => {
    const headers = { ...from(PARTNER), authorization: 'Bearer service' };
    for (const answer of [
      await ask(api.url, '{ whoAmI }', { headers }),
      await send(`${api.url}/graphql/?query={whoAmI}`, { headers }),
    ]) {
      expect(answer).toMatchObject({ status: 200, data: { whoAmI: 'service via token at 127.0.0.1' } });
      expect(corsOf(answer)).toEqual(READABLE);
      expect(answer.headers.get('vary')).toBe('Cookie, Authorization, Origin, Accept-Encoding');
    }
  });

  it.each([
    ['whose token does not hold', { authorization: 'Bearer made-up' }, '{"query":"{ whoAmI }"}', 401],
    ['whose body cannot be read', { authorization: 'Bearer service' }, '{', 400],
    ['which has no token', {}, '{"query":"{ whoAmI }"}', 403],
  ])('reads why it was refused: one %s', async (_who, headers, body, status) => {
    const answer = await post(api.url, body, { headers: { ...from(PARTNER), ...headers } });
    expect({ status: answer.status, cors: corsOf(answer) }).toEqual({ status, cors: READABLE });
  });

  it('is nobody by a cookie', async () => {
    const answer = await ask(api.url, '{ whoAmI }', { cookie: 'session', headers: from(PARTNER) });
    expect(answer).toMatchObject({ status: 403, codes: ['CROSS_SITE_REQUEST'], data: undefined });
    expect(corsOf(answer)).toEqual(READABLE);
  });
});

describe('a preflight', () => {
  const preflight = (origin: string, url = api.url, method: string | undefined = 'POST') =>
    send(`${url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        ...from(origin),
        ...(method === '' ? {} : { 'access-control-request-method': method }),
        'access-control-request-headers': 'authorization,content-type,x-request-id',
      },
    });

  it('of an allowed origin is told what it may send, and never to bring cookies', async () => {
    const answer = await preflight(PARTNER);
    expect({ status: answer.status, text: answer.text, cors: corsOf(answer) }).toEqual({
      status: 204,
      text: '',
      cors: {
        ...READABLE,
        'access-control-allow-methods': 'POST, GET',
        'access-control-allow-headers': 'authorization, content-type, x-request-id',
        'access-control-max-age': '7200',
      },
    });
    expect(answer.headers.get('vary')).toBe('Cookie, Authorization, Origin');
  });

  it.each([
    ['of another origin', STRANGER, () => api.url],
    ['of an origin that only begins like it', `${PARTNER}.evil.example`, () => api.url],
    ['of no origin', 'null', () => api.url],
    ['where nobody is allowed', PARTNER, () => closed.url],
  ])('%s finds nothing', async (_whose, origin, url) => {
    const answer = await preflight(origin, url());
    expect({ status: answer.status, cors: corsOf(answer) }).toEqual({ status: 404, cors: {} });
  });

  it('that asks for nothing is none', async () => {
    expect((await preflight(PARTNER, api.url, '')).status).toBe(404);
  });
});

it('a page of another origin reads nothing, even with a token', async () => {
  for (const url of [api.url, closed.url]) {
    const answer = await ask(url, '{ whoAmI }', { token: 'service', headers: from(STRANGER) });
    expect({ status: answer.status, cors: corsOf(answer) }).toEqual({ status: 200, cors: {} });
  }
});

describe('a WebSocket', () => {
  async function connect(url: string, headers: Record<string, string>, payload?: object): Promise<string> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, ['graphql-transport-ws'], {
      headers,
    });
    const conversation = new Conversation(socket);
    const ended = new Promise<string>((resolve) => {
      socket.on('unexpected-response', (_request, response) => resolve(String(response.statusCode)));
      socket.on('close', (code) => resolve(String(code)));
    });
    socket.on('error', () => undefined);
    const opened = await Promise.race([conversation.opened().then(() => ''), ended]);
    if (opened !== '') return opened;
    conversation.say({ type: 'connection_init', ...(payload === undefined ? {} : { payload }) });
    const outcome = await Promise.race([
      conversation.hears('connection_ack').then(
        () => 'connected',
        () => ended,
      ),
      ended,
    ]);
    conversation.end();
    return outcome;
  }
  const TOKEN = { authorization: 'Bearer service' };
  const COOKIE = { cookie: 'plenary=session' };

  it('of an allowed origin is opened by a token, and by no cookie', async () => {
    expect(await connect(api.url, from(PARTNER), TOKEN)).toBe('connected');
    expect(await connect(api.url, { ...from(PARTNER), ...COOKIE })).toMatch(/^44\d\d$/);
    // The same cookie from a page of ours.
    expect(await connect(api.url, { origin: 'https://conference.example', ...COOKIE })).toBe('connected');
  });

  it('of another origin is refused, and of any where nobody is allowed', async () => {
    expect(await connect(api.url, from(STRANGER), TOKEN)).toBe('403');
    expect(await connect(closed.url, from(PARTNER), TOKEN)).toBe('403');
  });
});
