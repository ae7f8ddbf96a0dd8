import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHealthServer } from './health-server.js';
import { Readiness } from '../health/readiness.js';
import { createLogger } from '../logging/logger.js';
import { type Asked, post, send } from '../testing/ask.js';
import { type SampleApp, startSampleApp } from '../testing/sample-app.js';
import { THROWN, TRACES } from '../testing/thrown-secrets.js';

const KINDS = Object.keys(THROWN);
const raise = (how: string): never => {
  throw THROWN[how]?.() as Error;
};
const ID = 'the-id-of-the-request';
const MASKED = `{"status":"Something went wrong on our side.","correlationId":"${ID}"}`;
const NOTHING_HERE = '{"status":"There is nothing here."}';

let api: SampleApp;
let consoleDir: string;
beforeAll(async () => {
  consoleDir = mkdtempSync(join(tmpdir(), 'plenary-console-'));
  writeFileSync(join(consoleDir, 'index.html'), '<!doctype html><title>Console</title>');
  writeFileSync(join(consoleDir, 'file.txt'), 'text');
  api = await startSampleApp({
    consoleDir,
    pages: async (fastify) => {
      fastify.get('/at-once/:how', ({ params }) => raise((params as { how: string }).how));
      fastify.get('/later/:how', async ({ params }) => raise((params as { how: string }).how));
      fastify.get('/sent/:how', ({ params }, reply) => {
        reply.send(THROWN[(params as { how: string }).how]?.());
      });
      fastify.get(
        '/hook/:how',
        { preHandler: async ({ params }) => raise((params as { how: string }).how) },
        async () => 'well',
      );
    },
  });
});
afterAll(async () => {
  await api.close();
  rmSync(consoleDir, { recursive: true });
  expect(api.log()).not.toMatch(TRACES);
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Asked> =>
  send(`${api.url}${path}`, { headers: { 'x-request-id': ID, ...headers } });

/** Headers but those that say when and how much. */
const headersOf = ({ headers }: Asked): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => !['date', 'content-length'].includes(name)));

describe('what fails outside of GraphQL', () => {
  it.each(['at-once', 'later', 'hook'])(
    'in a handler or a hook is masked, whatever it is: %s',
    async (where) => {
      const well = headersOf(await get('/health/live'));
      for (const how of KINDS) {
        const before = api.log().length;
        const found = await get(`/${where}/${encodeURIComponent(how)}`);
        expect({ how, status: found.status, text: found.text }).toEqual({ how, status: 500, text: MASKED });
        expect(headersOf(found)).toEqual(well);
        expect(
          api
            .log()
            .slice(before)
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as object),
        ).toMatchObject([{ level: 'error', correlationId: ID, msg: 'A request failed' }]);
      }
    },
  );

  it('and is sent as an answer is masked', async () => {
    for (const how of KINDS.filter((kind) => kind.startsWith('an error'))) {
      const { status, text } = await get(`/sent/${encodeURIComponent(how)}`);
      expect({ how, status, text }).toEqual({ how, status: 500, text: MASKED });
    }
  });

  it('in a check of readiness is told by its name alone', async () => {
    for (const how of KINDS.filter((kind) => kind !== 'an error all of which throws')) {
      const open = await startSampleApp();
      open.app.get(Readiness).register('part', async () => raise(how));
      open.app.get(Readiness).registerFigure('figure', async () => raise(how));
      const { status, text } = await send(`${open.url}/health/ready`, {});
      await open.close();
      expect({ how, status, text }).toEqual({
        how,
        status: 503,
        text: '{"status":"not ready","checks":{"part":"failed"},"figures":{"figure":null}}',
      });
    }
  });

  it('in the file server is masked; a file that is gone is nothing', async () => {
    unlinkSync(join(consoleDir, 'file.txt'));
    expect(await get('/file.txt')).toMatchObject({ status: 404, text: NOTHING_HERE });
    symlinkSync('file.txt', join(consoleDir, 'file.txt'));
    expect(await get('/file.txt')).toMatchObject({ status: 500, text: MASKED });
    unlinkSync(join(consoleDir, 'file.txt'));
  });

  it('in the health server of a worker is masked', async () => {
    const lines: string[] = [];
    const logger = createLogger({ logLevel: 'info' }, { write: (line: string) => void lines.push(line) });
    const readiness = new Readiness();
    for (const how of KINDS) {
      readiness.report = async () => raise(how);
      const http = { host: '127.0.0.1', workerHealthPort: 0 } as never;
      const server = await startHealthServer(readiness, { http }, logger);
      const { status, text } = await send(server.url, { headers: { 'x-request-id': ID } });
      const { status: elsewhere, text: said } = await send(server.url.replace('ready', 'x'), {});
      await server.close();
      expect({ how, status, text, elsewhere, said }).toEqual({
        how,
        status: 500,
        text: MASKED,
        elsewhere: 404,
        said: NOTHING_HERE,
      });
    }
    expect(lines).toHaveLength(KINDS.length);
    expect(lines.join('')).not.toMatch(TRACES);
  });
});

describe('a request that is wrong', () => {
  const raw = async (request: string): Promise<{ head: string; body: string }> => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1', () => socket.write(request));
    const parts: Buffer[] = [];
    socket.on('data', (part: Buffer) => parts.push(part)).on('error', () => undefined);
    await once(socket, 'close');
    const [head = '', body = ''] = Buffer.concat(parts).toString().split('\r\n\r\n');
    return { head: head.split('\r\n')[0] ?? '', body };
  };

  it.each([
    [
      'an address that cannot be read',
      'GET /%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
      400,
      'The request cannot be read.',
    ],
    ['no HTTP', 'Zacharias Secretperson\r\n\r\n', 400, 'The request cannot be read.'],
    [
      'headers without end',
      `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(40_000)}\r\n\r\n`,
      431,
      'The headers of the request are too large.',
    ],
    [
      'a method that nobody knows',
      'PROPFIND / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
      404,
      'There is nothing here.',
    ],
    [
      'a range that is not there',
      'GET /index.html HTTP/1.1\r\nhost: x\r\nrange: bytes=9999-\r\nconnection: close\r\n\r\n',
      416,
      'The file is shorter than that.',
    ],
  ])('is told so in words: %s', async (_what, request, status, words) => {
    const { head, body } = await raw(request);
    expect({ status: head.split(' ')[1], body }).toEqual({
      status: String(status),
      body: JSON.stringify({ status: words }),
    });
  });

  it.each([
    [
      '/graphql',
      'multipart/form-data; boundary=x',
      415,
      '{"errors":[{"message":"Send this as application/json.","extensions":{"code":"BAD_REQUEST","requestId":"of-this-one"}}]}',
    ],
    ['/nominations', 'multipart/form-data; boundary=x', 415, '{"status":"Send this as application/json."}'],
    ['/nominations', 'application/json', 400, '{"status":"The request cannot be read."}'],
  ])('with a body that we do not read is told so: %s %s', async (path, type, status, text) => {
    const body = '--x\r\nZacharias Secretperson';
    const found = await send(`${api.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': type, 'x-request-id': 'of-this-one' },
      body,
    });
    expect([found.status, found.text]).toEqual([status, text]);
  });

  it('leaves the process well, and no word of it in the log', async () => {
    expect(await post(api.url, '{"query":"{ whoAmI }"}')).toMatchObject({ status: 200 });
    expect(api.log()).not.toContain('The request');
  });
});
