import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from '../testing/ask.js';
import { type SampleApp, startSampleApp } from '../testing/sample-app.js';

let api: SampleApp;
beforeAll(async () => {
  api = await startSampleApp();
});
afterAll(() => api.close());

const QUERY = '{ whoAmI }';
const ANSWER = { data: { whoAmI: 'service via token at 127.0.0.1' } };
const HEADERS = { authorization: 'Bearer service', 'content-type': 'application/json' };

const post = async (body: object, path = '/graphql', headers: Record<string, string> = {}) => {
  const response = await fetch(`${api.url}${path}`, {
    method: 'POST',
    headers: { ...HEADERS, ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, answer: await response.json() };
};

describe('what usual clients send', () => {
  it('is answered at the address with a slash at its end as at the one without', async () => {
    for (const path of ['/graphql', '/graphql/'])
      expect(await post({ query: QUERY }, path)).toMatchObject({ status: 200, answer: ANSWER });
  });

  it('is the text, whatever hash stands beside it: by POST and GET, right or wrong', async () => {
    const hashes = [createHash('sha256').update(QUERY).digest('hex'), 'wrong', 7];
    for (const sha256Hash of hashes) {
      const extensions = { persistedQuery: { version: 1, sha256Hash }, other: {} };
      expect(await post({ query: QUERY, extensions })).toMatchObject({ status: 200, answer: ANSWER });
      const asked = new URLSearchParams({ query: QUERY, extensions: JSON.stringify(extensions) });
      const response = await fetch(`${api.url}/graphql?${asked.toString()}`, { headers: HEADERS });
      expect(await response.json()).toMatchObject(ANSWER);
    }
  });

  it('is asked for where a hash stands alone', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    expect((await post({ extensions })).answer).toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }],
    });
  });

  it('keeps its id: given back where it can be one, made where it cannot, also of what is refused', async () => {
    const given = await post({ query: QUERY }, '/graphql', { 'x-request-id': 'from-a-gateway-1' });
    expect(given.headers.get('x-request-id')).toBe('from-a-gateway-1');
    const made = await post({ query: QUERY }, '/graphql', { 'x-request-id': 'not an id' });
    expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    const refused = await ask(api.url, QUERY, { token: 'made-up', headers: { 'x-request-id': 'refused-1' } });
    expect([refused.status, refused.headers.get('x-request-id')]).toEqual([401, 'refused-1']);
  });

  it.each([
    ['of a field', { query: '{ failing(how: "refusal") }' }, {}],
    ['of our own', { query: '{ failing(how: "fault") }' }, {}],
    ['that cannot be read', { query: '{ whoAmI' }, {}],
    ['that does not fit', { query: '{ nothing }' }, {}],
    ['of variables', { query: 'query ($id: ID!) { talk(id: $id) { id } }' }, {}],
    ['without a query', {}, {}],
    ['of another form', [], {}],
    ['of no known type', { query: QUERY }, { accept: 'text/html' }],
    ['of a subscription', { query: 'subscription { talkChanged(id: "x") { id } }' }, {}],
    ['of a token that does not hold', { query: QUERY }, { authorization: 'Bearer made-up' }],
    ['of a body that is not read', { query: QUERY }, { 'content-type': 'text/plain' }],
  ])('finds its id in each error, %s', async (_what, body, headers: Record<string, string>) => {
    const { answer, ...answered } = await post(body, '/graphql', { ...headers, 'x-request-id': 'quoted-1' });
    const { errors } = answer as { errors: { extensions: { requestId: unknown } }[] };
    expect(errors.map(({ extensions }) => extensions.requestId)).toEqual(['quoted-1']);
    expect(answered.headers.get('x-request-id')).toBe('quoted-1');
  });
});
