import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ownCertificate } from '#libs/testing';
import { Post, type PostOptions } from './post.js';

const OWN = ['127.0.0.0/8'];
const received: { headers: IncomingMessage['headers']; body: string; socket: number }[] = [];
let address = '';

const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/ok': (response) => response.writeHead(200).end('thanks'),
  '/gone': (response) => response.writeHead(410).end(),
  '/elsewhere': (response) => response.writeHead(301, { location: '/ok' }).end(),
  '/later': (response) => response.writeHead(429, { 'retry-after': '120' }).end(),
  '/endless': (response) => {
    response.writeHead(200);
    const more = (): void => {
      if (!response.destroyed) response.write(Buffer.alloc(65_536, 'x'), () => setImmediate(more));
    };
    more();
  },
  '/silent': () => undefined,
  '/half': (response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half');
    setTimeout(() => response.destroy(), 20);
  },
};
const server: Server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    received.push({
      headers: request.headers,
      body: Buffer.concat(parts).toString(),
      socket: request.socket.remotePort ?? 0,
    });
    answers[request.url ?? '']?.(response);
  });
});

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function send(url: string, options: PostOptions = { own: OWN }) {
  const post = new Post(options);
  try {
    return await post.send(new URL(url), { 'webhook-id': 'event' }, '{"name":"Zoë"}');
  } finally {
    post.close();
  }
}

/** A name that stands for these addresses, one list for each time it is looked up. */
const namesakes = (...lists: readonly (readonly string[])[]): PostOptions['resolveAll'] => {
  const rest = [...lists];
  return (_name, answer) => {
    const list = rest.length > 1 ? (rest.shift() ?? []) : (rest[0] ?? []);
    answer(
      null,
      list.map((one) => ({ address: one, family: one.includes(':') ? 6 : 4 })),
    );
  };
};

describe('a post', () => {
  it('brings headers and bytes, and what was answered', async () => {
    received.length = 0;
    expect(await send(`${address}/ok`)).toEqual({
      kind: 'answered',
      status: 200,
      retryAfter: undefined,
      body: 'thanks',
    });
    expect(received).toMatchObject([
      { headers: { 'webhook-id': 'event', 'content-length': '15' }, body: '{"name":"Zoë"}' },
    ]);
  });

  it.each([
    ['/gone', { status: 410, retryAfter: undefined }],
    ['/elsewhere', { status: 301, retryAfter: undefined }],
    ['/later', { status: 429, retryAfter: '120' }],
    ['/half', { status: 200, body: 'half' }],
  ])('takes an answer as it is, and follows it nowhere: %s', async (path, answer) => {
    received.length = 0;
    expect(await send(address + path)).toMatchObject({ kind: 'answered', ...answer });
    expect(received).toHaveLength(1);
  });

  it('reads no more than the beginning of an answer that has no end', async () => {
    const answer = await send(`${address}/endless`);
    expect(answer).toMatchObject({ kind: 'answered', status: 200 });
    expect(answer.kind === 'answered' && answer.body.length).toBe(1_000);
  });

  it('gives a receiver up that says nothing', async () => {
    expect(await send(`${address}/silent`, { own: OWN, longestMs: 100 })).toEqual({
      kind: 'failed',
      reason: 'TIMEOUT',
    });
  });

  it('goes by the connection of the one before it', async () => {
    received.length = 0;
    const post = new Post({ own: OWN });
    await post.send(new URL(`${address}/ok`), {}, '1');
    await new Promise((turned) => setImmediate(turned));
    await post.send(new URL(`${address}/ok`), {}, '2');
    post.close();
    expect(new Set(received.map(({ socket }) => socket)).size).toBe(1);
  });
});

describe('a post to where none may go', () => {
  it.each(['http://127.0.0.1:1/', 'http://[::1]:1/', 'http://169.254.169.254/latest/meta-data/'])(
    'is not sent: %s',
    async (url) => expect(await send(url, {})).toEqual({ kind: 'failed', reason: 'NOT_PUBLIC' }),
  );

  it('is not sent to a name that stands for such an address, not even as one of several', async () => {
    received.length = 0;
    const named = address.replace('127.0.0.1', 'hook.example');
    const resolveAll = namesakes(['127.0.0.1'], ['10.0.0.1', '::ffff:127.0.0.1']);
    expect(await send(`${named}/ok`, { resolveAll })).toEqual({ kind: 'failed', reason: 'NOT_PUBLIC' });
    expect(await send(`${named}/ok`, { resolveAll })).toEqual({ kind: 'failed', reason: 'NOT_PUBLIC' });
    expect(received).toEqual([]);
  });

  it('is not sent where a name changes its mind: a new connection looks anew, and goes where that look leads', async () => {
    received.length = 0;
    const named = address.replace('127.0.0.1', 'hook.example');
    // At first it is one of the installation's own networks, then one of nobody's.
    const post = new Post({ own: ['127.0.0.1/32'], resolveAll: namesakes(['127.0.0.1'], ['127.0.0.2']) });
    expect(await post.send(new URL(`${named}/half`), {}, '1')).toMatchObject({ kind: 'answered' });
    expect(await post.send(new URL(`${named}/ok`), {}, '2')).toEqual({
      kind: 'failed',
      reason: 'NOT_PUBLIC',
    });
    post.close();
    expect(received).toHaveLength(1);
  });

  it('is told in kinds that say nothing about the network', async () => {
    const closed = address.replace(/:\d+$/, ':1');
    expect(await send(closed)).toEqual({ kind: 'failed', reason: 'REFUSED' });
    const unknown: PostOptions['resolveAll'] = (_name, answer) => {
      answer(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }), []);
    };
    expect(await send('https://no.example/', { resolveAll: unknown })).toEqual({
      kind: 'failed',
      reason: 'NOT_FOUND',
    });
  });
});

describe('a certificate that nobody vouches for', () => {
  it('ends the attempt before anything is sent', async () => {
    const certificate = ownCertificate();
    const secure = createSecureServer(certificate, (_request, response) => response.end());
    await new Promise<void>((listening) => secure.listen(0, '127.0.0.1', listening));
    const { port } = secure.address() as AddressInfo;
    expect(await send(`https://127.0.0.1:${port}/`)).toEqual({ kind: 'failed', reason: 'CERTIFICATE' });
    secure.close();
  });
});
