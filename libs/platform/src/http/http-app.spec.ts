import { once } from 'node:events';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, type IncomingMessage, request as requestOver } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { drain } from '#libs/testing';
import { Readiness, ReadinessProblem } from '../health/readiness.js';
import { ask, post, send } from '../testing/ask.js';
import { sentAtOnce, sentInChunks, sentSlowly } from '../testing/large-bodies.js';
import { rawPost } from '../testing/raw-http.js';
import { slowReader } from '../testing/slow-reader.js';
import { type SampleApp, startSampleApp } from '../testing/sample-app.js';

const LARGE = `export const text = '${'plenary '.repeat(500)}';`;
/** More bytes than the kernel keeps for a connection. */
const HUGE = 12_000_000;
/** In which an answer has to be taken. */
const ANSWER_MS = 1_200;
let api: SampleApp;
let consoleDir: string;
beforeAll(async () => {
  consoleDir = mkdtempSync(join(tmpdir(), 'plenary-console-'));
  mkdirSync(join(consoleDir, 'assets'));
  writeFileSync(join(consoleDir, 'index.html'), '<!doctype html><title>Console</title>');
  writeFileSync(join(consoleDir, 'assets', 'main-abc123.js'), 'export {};');
  writeFileSync(join(consoleDir, 'assets', 'huge-abc123.js'), 'x'.repeat(HUGE));
  writeFileSync(join(consoleDir, 'assets', 'large-def456.js'), LARGE);
  writeFileSync(join(consoleDir, 'assets', 'large-def456.js.br'), brotliCompressSync(LARGE));
  writeFileSync(join(consoleDir, 'assets', 'large-def456.js.gz'), gzipSync(LARGE));
  writeFileSync(join(consoleDir, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  api = await startSampleApp({
    consoleDir,
    publicUrl: 'https://conference.example',
    trustedProxies: ['127.0.0.1'],
    clientLimits: { headers: 400, request: 800, check: 100, silence: 1_000, answer: ANSWER_MS },
  });
});
afterAll(async () => {
  await api.close();
  rmSync(consoleDir, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}) => send(`${api.url}${path}`, { headers });

describe('a body', () => {
  it.each([
    ['that is no JSON', '{"query": '],
    ['that is no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    ['with __proto__', '{"query":"{whoAmI}","__proto__":{"isAdmin":true}}'],
    ['with __proto__ deep in the variables', '{"query":"{whoAmI}","variables":{"a":{"__proto__":{"x":1}}}}'],
    ['with constructor.prototype', '{"query":"{whoAmI}","variables":{"constructor":{"prototype":{"x":1}}}}'],
    ['that is empty', ''],
    ['that is a list', '[1]'],
    ['that is a text', '"query"'],
    ['that is null', 'null'],
    ['nested 100,000 deep', '['.repeat(100_000)],
    [
      'nested 100,000 deep and closed',
      `{"query":"{whoAmI}","variables":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    ],
  ])('%s is refused with 400', async (_name, body) => {
    const { status, data, text } = await post(api.url, body);
    expect({ status, data }).toEqual({ status: 400, data: undefined });
    expect(text).not.toMatch(/Unexpected token|position|at JSON/);
  });

  it('nested 100,000 deep in a variable that is used is refused', async () => {
    const body = `{"query":"query($id:ID!){talk(id:$id){id}}","variables":{"id":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`;
    const { codes, data } = await post(api.url, body);
    expect({ codes, data }).toEqual({ codes: ['BAD_USER_INPUT'], data: undefined });
  });

  it.each([
    [80_000, 200],
    [1_000_000, 413],
  ])('with %d keys is answered by %d', async (count, expected) => {
    const keys = Array.from({ length: count }, (_, index) => `"k${index}":1`).join(',');
    const { status } = await rawPost(api.url, { body: `{"query":"{whoAmI}","variables":{${keys}}}` });
    expect(status).toBe(expected);
  });

  it('with NUL and lone surrogates is text like any other to the platform', async () => {
    const body = '{"query":"query($id:ID!){talk(id:$id){id}}","variables":{"id":"\\u0000\\ud800"}}';
    expect(await post(api.url, body)).toMatchObject({ status: 200, data: { talk: null } });
  });

  it('larger than a megabyte is refused with 413', async () => {
    const { status } = await post(
      api.url,
      JSON.stringify({ query: '{whoAmI}', variables: { x: 'x'.repeat(1_100_000) } }),
    );
    expect(status).toBe(413);
  });

  it.each([
    ['all at once', sentAtOnce],
    ['little by little', sentSlowly],
    ['without saying how much it will be', sentInChunks],
  ])('larger than a megabyte and sent %s, gets its 413 before the line is closed', async (_how, send) => {
    const { answer, error } = await send(Number(new URL(api.url).port));
    expect({ status: answer.split('\r\n')[0], error }).toEqual({
      status: 'HTTP/1.1 413 Payload Too Large',
      error: undefined,
    });
    expect(answer).toContain('"The request is too large."');
  });

  it('leaves the process well', async () => {
    expect(await ask(api.url, '{ whoAmI }')).toMatchObject({ status: 200 });
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
  });
});

describe('a client that offers another protocol', () => {
  const upgrade = {
    connection: 'Upgrade, HTTP2-Settings',
    upgrade: 'h2c',
    'http2-settings': 'AAMAAABkAAQAoAAAAAIAAAAA',
  };

  it('is answered in HTTP/1.1, with its body read', async () => {
    const { status, text } = await rawPost(api.url, {
      headers: upgrade,
      body: JSON.stringify({ query: '{ whoAmI }' }),
    });
    expect({ status, text: JSON.parse(text) as unknown }).toMatchObject({
      status: 200,
      text: { data: { whoAmI: expect.stringMatching(/^anonymous/) } },
    });
  });

  it('is answered when it asks without a body, again and again on one connection', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const statuses: (number | undefined)[] = [];
    for (let round = 0; round < 3; round += 1) {
      const asking = requestOver(`${api.url}/health/live`, { agent, headers: upgrade });
      asking.end();
      const [answer] = (await once(asking, 'response')) as [IncomingMessage];
      answer.resume();
      await once(answer, 'end');
      statuses.push(answer.statusCode);
    }
    agent.destroy();
    expect(statuses).toEqual([200, 200, 200]);
  });
});

describe('a slow client', () => {
  const trickle = (start: string, drop: string): Promise<number> =>
    new Promise((resolve) => {
      const began = Date.now();
      const socket: Socket = connect(Number(new URL(api.url).port), '127.0.0.1', () => socket.write(start));
      const timer = setInterval(() => socket.write(drop), 50);
      socket.on('error', () => undefined);
      socket.on('data', () => undefined);
      socket.on('close', () => {
        clearInterval(timer);
        resolve(Date.now() - began);
      });
    });

  it('of headers, or of a body, is cut; others are served meanwhile', async () => {
    const slow = Promise.all([
      ...Array.from({ length: 20 }, () => trickle('POST /graphql HTTP/1.1\r\nhost: x\r\n', 'x: y\r\n')),
      ...Array.from({ length: 20 }, () =>
        trickle(
          'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 90000\r\n\r\n',
          ' ',
        ),
      ),
    ]);
    expect(await ask(api.url, '{ whoAmI }')).toMatchObject({ status: 200 });
    const lives = await slow;
    // 0.8 s for the whole request and 0.1 s between looks; the rest is for a busy machine.
    expect(Math.max(...lives)).toBeLessThan(10_000);
  });
});

describe('a client that reads slowly', () => {
  const request = 'GET /assets/huge-abc123.js HTTP/1.1\r\nhost: x\r\n\r\n';

  it('is cut, though it never falls silent; others are served meanwhile', async () => {
    const sipping = Array.from({ length: 5 }, () =>
      slowReader(api.url, { request, bytes: 16_384, everyMs: 100 }),
    );
    expect(await ask(api.url, '{ whoAmI }')).toMatchObject({ status: 200, errors: [] });
    for (const { ms, taken } of await Promise.all(sipping.map(({ cut }) => cut))) {
      expect(taken).toBeGreaterThan(16_384);
      // 1.2 s; the rest is for a busy machine.
      expect(ms).toBeLessThan(10_000);
    }
  });

  it('is told from one who took it: that connection goes on serving for as long as it is used', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const connections = new Set<number | undefined>();
    const take = async (): Promise<void> => {
      const asking = requestOver(`${api.url}/assets/main-abc123.js`, { agent }).end();
      const [response] = (await once(asking, 'response')) as [IncomingMessage];
      connections.add(response.socket.localPort);
      await once(response.resume(), 'end');
    };
    const began = performance.now();
    // Well past the time in which the first answer had to be taken.
    while (performance.now() - began < 2 * ANSWER_MS) {
      await take();
      await pause(100);
    }
    agent.destroy();
    expect([...connections]).toEqual([expect.any(Number)]);
  });
});

describe('headers', () => {
  it('protect every answer', async () => {
    for (const path of ['/', '/health/live', '/nothing.here', '/assets/main-abc123.js', '/graphql']) {
      const { headers } = await get(path);
      expect({
        path,
        csp: headers.get('content-security-policy'),
        nosniff: headers.get('x-content-type-options'),
        hsts: headers.get('strict-transport-security'),
        frame: headers.get('x-frame-options'),
      }).toEqual({
        path,
        csp: "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
        nosniff: 'nosniff',
        hsts: 'max-age=31536000',
        frame: 'DENY',
      });
    }
  });

  it('keep personal data out of caches', async () => {
    const { headers } = await ask(api.url, '{ whoAmI }', { cookie: 'session' });
    expect([headers.get('cache-control'), headers.get('vary')]).toEqual([
      'no-store, private',
      'Cookie, Authorization',
    ]);
    expect(headers.get('set-cookie')).toBe('seen=1; Path=/');
  });

  it('of a trusted proxy tell the client, and nothing about the host', async () => {
    const { text } = await rawPost(api.url, {
      headers: { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': 'evil.example', host: 'evil.example' },
      body: '{"query":"{ whoAmI }"}',
    });
    expect(JSON.parse(text)).toMatchObject({ data: { whoAmI: 'anonymous at 203.0.113.9' } });
  });

  it('of somebody else tell nothing', async () => {
    const open = await startSampleApp();
    const { data } = await ask(open.url, '{ whoAmI }', { headers: { 'x-forwarded-for': '203.0.113.9' } });
    await ask(open.url, '{ whoAmI }', { headers: { 'x-forwarded-for': '203.0.113.10' } });
    // Told once: a proxy that nobody has named makes one client of everybody.
    expect(open.log().split('127.0.0.1 says in X-Forwarded-For who asks, and is not believed')).toHaveLength(
      2,
    );
    expect(open.log()).not.toContain('203.0.113');
    await open.close();
    expect(data).toEqual({ whoAmI: 'anonymous at 127.0.0.1' });
  });
});

describe('the console', () => {
  it('is served with its pages, which are never kept', async () => {
    for (const path of ['/', '/nominations', '/nominations/0199?x=1']) {
      const { status, text, headers } = await get(path, { accept: 'text/html' });
      expect({ path, status, title: text.includes('Console'), cache: headers.get('cache-control') }).toEqual({
        path,
        status: 200,
        title: true,
        cache: 'no-cache',
      });
    }
  });

  it('has files that are kept for ever, for their names change with them', async () => {
    const { status, headers } = await get('/assets/main-abc123.js');
    expect([status, headers.get('cache-control'), headers.get('vary')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
      'accept-encoding',
    ]);
  });

  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
  ])('sends its files as they were compressed at the build, to who accepts %s', async (accepts, encoding) => {
    const { status, text, headers } = await get('/assets/large-def456.js', { 'accept-encoding': accepts });
    expect({
      status,
      isWhole: text === LARGE,
      encoding: headers.get('content-encoding'),
      type: headers.get('content-type'),
      vary: headers.get('vary'),
    }).toEqual({
      status: 200,
      isWhole: true,
      encoding,
      type: 'application/javascript; charset=utf-8',
      vary: 'accept-encoding',
    });
  });

  it('answers one and the same to whatever is not there', async () => {
    const paths = [
      '/assets/other.js',
      '/.env',
      '/graphql/x',
      '/health/x',
      '/wp-admin.php',
      '/assets/../../package.json',
    ];
    const answers = await Promise.all(paths.map((path) => get(path)));
    expect(answers.map(({ status, text }) => [status, text])).toEqual(
      paths.map(() => [404, '{"status":"There is nothing here."}']),
    );
    expect((await send(`${api.url}/nominations`, { method: 'POST' })).status).toBe(404);
    expect((await send(`${api.url}/graphql`, { method: 'HEAD' })).status).toBe(404);
  });
});

describe('health', () => {
  it('tells checks and figures to this machine and to a monitor, and to nobody else', async () => {
    const token = 'k3nQ8vT1xW6zB9dF2hJ5mP7rS0uY4aCe';
    const open = await startSampleApp({ trustedProxies: ['127.0.0.1'], monitoringToken: token });
    open.app.get(Readiness).registerFigure('deadLetters', async () => 2);
    const told = async (headers: Record<string, string>) =>
      (await send(`${open.url}/health/ready`, { headers })).text;
    const all = '{"status":"ready","checks":{},"figures":{"deadLetters":2}}';
    expect(await told({})).toBe(all);
    expect(await told({ 'x-forwarded-for': '198.51.100.7' })).toBe('{"status":"ready"}');
    expect(await told({ 'x-forwarded-for': '127.0.0.1' })).toBe('{"status":"ready"}');
    const bearing = (value: string) => ({
      'x-forwarded-for': '198.51.100.7',
      authorization: `Bearer ${value}`,
    });
    expect(await told(bearing(token))).toBe(all);
    expect(await told(bearing(`${token}!`))).toBe('{"status":"ready"}');
    open.app.get(Readiness).drain();
    expect(await told({ 'x-forwarded-for': '198.51.100.7' })).toBe('{"status":"not ready"}');
    await open.close();
  });

  it('is ready without what is only watched, and says what is wrong with that', async () => {
    const open = await startSampleApp();
    const readiness = open.app.get(Readiness);
    readiness.register('database', async () => undefined);
    readiness.watch('worker', async () => {
      throw new ReadinessProblem('No worker lives.');
    });
    readiness.watch('mail', async () => {
      throw new Error('secret reason');
    });
    expect(await send(`${open.url}/health/ready`, {})).toMatchObject({
      status: 200,
      text: '{"status":"ready","checks":{"database":"ok","worker":"failed","mail":"failed"},"problems":{"worker":"No worker lives."},"figures":{}}',
    });
    await open.close();
  });

  it('is alive, and ready while its parts are', async () => {
    const open = await startSampleApp();
    const readiness = open.app.get(Readiness);
    let isDown = false;
    readiness.register('database', async () => {
      if (isDown) throw new Error('secret reason');
    });
    readiness.registerFigure('deadLetters', async () => {
      if (isDown) throw new Error('secret reason');
      return 2;
    });
    expect((await send(`${open.url}/health/live`, {})).text).toBe('{"status":"alive"}');
    expect(await send(`${open.url}/health/ready`, {})).toMatchObject({
      status: 200,
      text: '{"status":"ready","checks":{"database":"ok"},"figures":{"deadLetters":2}}',
    });
    isDown = true;
    readiness.register('queue', async () => undefined);
    readiness.watch('mail', async () => undefined);
    // What was found is kept for a second.
    expect(await readiness.report()).toMatchObject({ isReady: true });
    const now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now + 1_100);
    expect(await send(`${open.url}/health/ready`, {})).toMatchObject({
      status: 503,
      text: '{"status":"not ready","checks":{"database":"failed","queue":"ok","mail":"ok"},"figures":{"deadLetters":null}}',
    });
    jest.restoreAllMocks();
    isDown = false;
    readiness.drain();
    expect(await readiness.report()).toMatchObject({ isReady: false });
    await open.close();
  });
});

describe('stopping', () => {
  it('lets a request under way end, and takes no new one', async () => {
    const open = await startSampleApp();
    await ask(open.url, '{ whoAmI }');
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const authenticate = open.authenticator.authenticate.bind(open.authenticator);
    const arrived = new Promise<void>((resolve) => {
      open.authenticator.authenticate = async (credentials) => {
        resolve();
        await held;
        return authenticate(credentials);
      };
    });
    const underWay = ask(open.url, '{ whoAmI }');
    await arrived;
    const server = open.app.getHttpServer();
    const closed = open.close();
    await drain(() => !server.listening, { timeoutMs: 5_000, what: 'the server stops listening' });
    const late = await ask(open.url, '{ whoAmI }').then(
      ({ status }) => status,
      () => 'refused',
    );
    expect(['refused', 503]).toContain(late);
    release();
    const { status, data, headers } = await underWay;
    expect({ status, data }).toEqual({ status: 200, data: { whoAmI: 'anonymous at 127.0.0.1' } });
    // Kept alive, the connection would hold the process up until its patience ends.
    expect(headers.get('connection')).toBe('close');
    await closed;
  });
});
