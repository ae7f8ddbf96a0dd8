import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, send } from '../testing/ask.js';
import { type SampleApp, startSampleApp } from '../testing/sample-app.js';

let api: SampleApp;
beforeAll(async () => {
  api = await startSampleApp({ publicUrl: 'https://conference.example' });
});
afterAll(() => api.close());

describe('a request with a session cookie', () => {
  const by = (headers: Record<string, string>) => ask(api.url, '{ whoAmI }', { cookie: 'session', headers });

  it.each([
    ['from our own pages', { 'sec-fetch-site': 'same-origin' }],
    ['typed by the user', { 'sec-fetch-site': 'none' }],
    ['from a program', {}],
    ['from an old browser on our pages', { origin: 'https://conference.example' }],
  ])('is served %s', async (_name, headers) => {
    expect(await by(headers)).toMatchObject({
      status: 200,
      data: { whoAmI: 'officer via session at 127.0.0.1' },
    });
  });

  it.each([
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['same-site', { 'sec-fetch-site': 'same-site' }],
    ['with another origin', { origin: 'https://evil.example' }],
    ['with a null origin', { origin: 'null' }],
    [
      'cross-site with a lying origin',
      { 'sec-fetch-site': 'cross-site', origin: 'https://conference.example' },
    ],
  ])('is refused %s', async (_name, headers) => {
    expect(await by(headers)).toMatchObject({ status: 403, codes: ['CROSS_SITE_REQUEST'], data: undefined });
  });

  it('is refused as GET', async () => {
    const answer = await send(`${api.url}/graphql?query={whoAmI}`, {
      headers: { cookie: 'plenary=session' },
    });
    expect(answer).toMatchObject({ status: 405, codes: ['BAD_REQUEST'], data: undefined });
  });
});

describe('a request with a token', () => {
  it('may be GET and from anywhere, for no browser adds a token by itself', async () => {
    const answer = await send(`${api.url}/graphql?query={whoAmI}`, {
      headers: { authorization: 'Bearer service', 'sec-fetch-site': 'cross-site' },
    });
    expect(answer).toMatchObject({ status: 200, data: { whoAmI: 'service via token at 127.0.0.1' } });
  });

  it('that nobody issued is no token', async () => {
    const answer = await send(`${api.url}/graphql?query={whoAmI}`, {
      headers: { authorization: 'Bearer made-up', cookie: 'plenary=session' },
    });
    expect(answer).toMatchObject({ status: 401, codes: ['UNAUTHENTICATED'], data: undefined });
  });
});
