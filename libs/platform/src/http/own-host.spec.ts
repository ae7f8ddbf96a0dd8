import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { type SampleApp, startSampleApp } from '../testing/sample-app.js';
import { isOwnHost } from './own-host.js';

const PUBLIC = 'https://demo.conference.example';

describe('the own host of an instance', () => {
  it.each([
    'localhost',
    'localhost:3000',
    'LocalHost:3000',
    '127.0.0.1:3000',
    '[::1]:3000',
    '192.168.1.20:3000',
    'demo.conference.example',
    'demo.conference.example:443',
    'demo.conference.example.',
  ])('is %s', (header) => {
    expect(isOwnHost(header, PUBLIC)).toBe(true);
  });

  it.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'demo.conference.example.evil.example',
    'evil.example#localhost',
    'localhost@evil.example',
    'evil.example/localhost',
    '',
    undefined,
  ])('is not %s', (header) => {
    expect(isOwnHost(header, PUBLIC)).toBe(false);
  });
});

describe('a demonstration', () => {
  let api: SampleApp;
  beforeAll(async () => {
    api = await startSampleApp({ isOwnHostOnly: true, publicUrl: PUBLIC });
  });
  afterAll(() => api.close());

  /** As a browser sends it from a page of `host` whose name was made to lead here. */
  async function ask(host: string, path = '/graphql'): Promise<{ status: number | undefined; text: string }> {
    const { port } = new URL(api.url);
    const headers = {
      host: `${host}:${port}`,
      origin: `http://${host}:${port}`,
      'content-type': 'application/json',
    };
    const asked = request({
      host: '127.0.0.1',
      port,
      path,
      method: path === '/graphql' ? 'POST' : 'GET',
      headers,
    });
    asked.end(path === '/graphql' ? '{"query":"{ whoAmI }"}' : undefined);
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    let text = '';
    for await (const part of response) text += String(part);
    return { status: response.statusCode, text };
  }

  it('answers under its own names', async () => {
    expect((await ask('localhost')).text).toContain('whoAmI');
    expect((await ask('127.0.0.1')).status).toBe(200);
    expect((await ask('127.0.0.1', '/health/live')).text).toContain('alive');
  });

  it.each(['/graphql', '/', '/health/live', '/sign-in'])(
    'answers nothing under a foreign name at %s',
    async (path) => {
      expect(await ask('evil.example', path)).toEqual({
        status: 421,
        text: `This is not the address of this demonstration. Open ${PUBLIC} instead.\n`,
      });
    },
  );

  it('opens no subscription under a foreign name, not even for a page of that name', async () => {
    const { host, port } = new URL(api.url);
    const knock = async (name: string): Promise<string> => {
      const headers = { host: name, origin: `http://${name}` };
      const socket = new WebSocket(`ws://${host}/graphql`, ['graphql-transport-ws'], { headers });
      const outcome = await once(socket, 'open').then(
        () => 'opened',
        (error: Error) => error.message,
      );
      socket.terminate();
      return outcome;
    };
    expect(await knock(`evil.example:${port}`)).toBe('Unexpected server response: 421');
    expect(await knock(`localhost:${port}`)).toBe('opened');
  });
});
