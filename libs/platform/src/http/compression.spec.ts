import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SampleApp, startSampleApp } from '../testing/sample-app.js';
import { encodingOf } from './compression.js';

describe('the encoding of an answer', () => {
  it.each([
    ['br, gzip', 'br'],
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP;Q=0.5', 'gzip'],
    ['br;q=0.1, gzip', 'gzip'],
    ['br;q=0, gzip;q=0', undefined],
    ['*', 'br'],
    ['*;q=0.5, br;q=0', 'gzip'],
    ['identity, gzip;q=0.5', undefined],
    ['gzip;q=x', undefined],
    ['deflate', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('is for who accepts %p: %p', (accepts, encoding) => {
    expect(encodingOf(accepts)).toBe(encoding);
  });
});

describe('an answer', () => {
  let api: SampleApp;
  beforeAll(async () => {
    api = await startSampleApp();
  });
  afterAll(() => api.close());

  const LARGE = '{ talks(first: 100) { nodes { id title state } } }';
  const DEAR = `{ ${Array.from({ length: 12 }, (_, nr) => `a${nr}: talks(first: 100) { nodes { id title state } }`).join(' ')} }`;
  const asText: Readonly<Record<string, (octets: Buffer) => string>> = {
    none: String,
    br: (octets) => brotliDecompressSync(octets).toString(),
    gzip: (octets) => gunzipSync(octets).toString(),
  };

  /** Posts a query, and what came back octet for octet: `fetch` would take it out of its coding. */
  function ask(query: string, headers: Readonly<Record<string, string>>) {
    const body = JSON.stringify({ query });
    return new Promise<{ coding: string; vary: unknown; length: unknown; octets: number; text: string }>(
      (resolve, reject) => {
        const asking = request(
          `${api.url}/graphql`,
          { method: 'POST', agent: false, headers: { 'content-type': 'application/json', ...headers } },
          (answer) => {
            const parts: Buffer[] = [];
            answer.on('data', (part: Buffer) => parts.push(part)).on('error', reject);
            answer.on('end', () => {
              const octets = Buffer.concat(parts);
              const { 'content-encoding': coding = 'none', vary, 'content-length': length } = answer.headers;
              const text = asText[coding]?.(octets) ?? '';
              resolve({ coding, vary, length, octets: octets.length, text });
            });
          },
        );
        asking.on('error', reject).end(body);
      },
    );
  }
  const TOKEN = { authorization: 'Bearer service' };
  const dataOf = (text: string): unknown => (JSON.parse(text) as { data: unknown }).data;

  it.each([
    ['br', LARGE],
    ['gzip', LARGE],
    ['br', DEAR],
    ['gzip', DEAR],
  ])('goes by %s to who sends a token, and says the same', async (coding, query) => {
    const plain = await ask(query, { ...TOKEN, 'accept-encoding': 'identity' });
    const found = await ask(query, { ...TOKEN, 'accept-encoding': coding });
    expect({ coding: found.coding, data: dataOf(found.text), vary: found.vary }).toEqual({
      coding,
      data: dataOf(plain.text),
      vary: 'Cookie, Authorization, Accept-Encoding',
    });
    expect({ coding: plain.coding, vary: plain.vary }).toEqual({ coding: 'none', vary: found.vary });
    expect(plain.octets / found.octets).toBeGreaterThan(5);
    // What is streamed has no length before it has ended.
    expect(found.length).toBe(query === DEAR ? undefined : String(found.octets));
  });

  it('goes as it is by a cookie: its length would tell another site what is in it', async () => {
    const session = {
      cookie: 'plenary=session',
      'sec-fetch-site': 'same-origin',
      'accept-encoding': 'br, gzip',
    };
    for (const query of [LARGE, DEAR]) {
      const { coding, vary } = await ask(query, session);
      expect({ coding, vary }).toEqual({ coding: 'none', vary: 'Cookie, Authorization' });
    }
  });

  it('goes as it is where it is short, and where nothing is accepted', async () => {
    expect((await ask('{ whoAmI }', { ...TOKEN, 'accept-encoding': 'br' })).coding).toBe('none');
    expect((await ask(LARGE, TOKEN)).coding).toBe('none');
  });
});
