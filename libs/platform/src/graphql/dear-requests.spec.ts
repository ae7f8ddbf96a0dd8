import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain } from '#libs/testing';
import { ask, type Asked, post, send, withoutCost } from '../testing/ask.js';
import { type SampleApp, startSampleApp } from '../testing/sample-app.js';
import { RATINGS_READ, SLOW } from '../testing/sample-resolver.js';

let api: SampleApp;
beforeAll(async () => {
  api = await startSampleApp({ turns: { ofOneCaller: 2 } });
});
afterAll(() => api.close());

const token = 'service';
const PAGES = [1, 2, 3].map((nr) => `a${nr}: talks(first: 100) { nodes { id speaker { id } } }`).join(' ');
const get = (parameters: Record<string, string>): Promise<Asked> =>
  send(`${api.url}/graphql?${new URLSearchParams(parameters).toString()}`, {
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      'apollo-require-preflight': '1',
    },
  });

describe('a request is dear', () => {
  it('where it asks for more than 500 objects, from the first time on', async () => {
    const query =
      'query ($n: Int!) { isDear talks(first: $n) { nodes { id speaker { id } } } more: talks(first: $n) { nodes { id speaker { id } } } edges: talks(first: $n) { edges { node { id } } } }';
    const dear: unknown[] = [];
    for (const n of [100, 20, 100, 20, 100]) {
      const { data } = await ask(api.url, query, { token, variables: { n } });
      dear.push(data?.isDear);
    }
    expect(dear).toEqual([true, false, true, false, true]);
  });

  it('for as long as it is under way', async () => {
    const { data } = await ask(api.url, `{ isDear ${PAGES} }`, { token });
    expect(data?.isDear).toBe(true);
    expect((await ask(api.url, '{ isDear }', { token })).data).toEqual({ isDear: false });
  });

  it('not because its text is new, be it posted or in the address', async () => {
    expect((await ask(api.url, '{ isDear new: whoAmI }', { token })).data).toMatchObject({ isDear: false });
    expect((await get({ query: '{ isDear alsoNew: whoAmI }' })).data).toMatchObject({ isDear: false });
    const query = `query ($name: String!) { isDear slowly(name: $name) ${PAGES} }`;
    const dear = get({ query, variables: JSON.stringify({ name: 'by-get' }) });
    await drain(() => SLOW.begun.includes('by-get'), { what: 'the request by GET to be begun' });
    SLOW.end('by-get');
    expect((await dear).data).toMatchObject({ isDear: true, slowly: 'by-get' });
  });

  it('and several that are new and light run at a time', async () => {
    const both = ['x', 'y'].map((name) => ask(api.url, `{ ${name}: slowly(name: "${name}") }`, { token }));
    await drain(() => SLOW.begun.includes('x') && SLOW.begun.includes('y'), { what: 'both to be begun' });
    SLOW.end('x');
    SLOW.end('y');
    expect((await Promise.all(both)).map(({ data }) => data)).toEqual([{ x: 'x' }, { y: 'y' }]);
  });
});

describe('the answer to a dear request', () => {
  it('reads for all entries of a list together, though they are begun in slices', async () => {
    const query = `{ rated: talks(first: 100) { nodes { id rating } } ${PAGES} }`;
    for (let round = 0; round < 3; round += 1) {
      RATINGS_READ.length = 0;
      const { data } = await ask(api.url, query, { token });
      const { nodes } = data?.rated as { nodes: { id: string; rating: number }[] };
      expect(nodes.map(({ rating }) => rating)).toEqual(nodes.map(({ id }) => id.length));
      expect(RATINGS_READ).toEqual([100]);
    }
  });

  it('comes whole, with its length', async () => {
    const pages = Array.from(
      { length: 12 },
      (_, nr) =>
        `a${nr}: talks(first: 100) { nodes { id title state note startsAt speaker { id name email } } }`,
    );
    const { status, text, headers, data } = await ask(api.url, `{ ${pages.join(' ')} }`, {
      token,
      headers: { 'accept-encoding': 'identity' },
    });
    expect(status).toBe(200);
    expect(Object.values(data ?? {})).toHaveLength(12);
    expect(Buffer.byteLength(text)).toBeGreaterThan(3 * 65_536);
    expect(headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
  });
});

describe("the console's way to ask", () => {
  const CONSOLE = 'application/graphql-response+json, application/json';

  it.each([
    ['what is well', { query: '{ whoAmI }' }],
    ['what is refused', { query: '{ failing(how: "refusal") whoAmI }' }],
    ['what is dear', { query: `{ ${PAGES} }` }],
    ['a variable that is missing', { query: 'query ($id: ID!) { talk(id: $id) { id } }' }],
    [
      'a mutation',
      { query: 'mutation { renameTalk(id: "nobody", input: { title: "x" }) { talk { id } count } }' },
    ],
  ])('is answered as Apollo would, by us: %s', async (_name, body) => {
    const asking = { token, headers: { accept: CONSOLE, 'x-request-id': 'the-same-id' } };
    // What bears extensions goes through Apollo.
    const expected = await post(api.url, JSON.stringify({ ...body, extensions: {} }), asking);
    for (let round = 0; round < 4; round += 1) {
      const found = await post(api.url, JSON.stringify(body), asking);
      expect([found.status, found.headers.get('content-type'), withoutCost(found.text)]).toEqual([
        expected.status,
        'application/graphql-response+json; charset=utf-8',
        withoutCost(expected.text),
      ]);
    }
  });
});
