import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ask, post, send } from '#libs/platform/testing';
import { type Product, startProduct } from '../support/product.js';

jest.setTimeout(90_000);

let product: Product;
beforeAll(async () => {
  product = await startProduct({ withoutWorker: true });
});
afterAll(() => product.close());

const NOMINATIONS = `query ($conferenceId: ID!, $first: Int, $after: String, $filter: NominationFilter) {
  nominations(conferenceId: $conferenceId, first: $first, after: $after, filter: $filter) { nodes { id } }
}`;
const list = (variables: Record<string, unknown>) =>
  ask(product.url, NOMINATIONS, {
    token: product.tokenOf('iccCoordinator'),
    variables: { conferenceId: product.world.conferenceId, ...variables },
  });

describe('row 21: slow clients', () => {
  it('hold nobody up and are cut within 30 seconds', async () => {
    const port = Number(new URL(product.url).port);
    const lives = Array.from({ length: 200 }, (_, index) => {
      const began = performance.now();
      return new Promise<number>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => {
          const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\n';
          socket.write(
            index % 2 === 0 ? head : `${head}content-type: application/json\r\ncontent-length: 9000\r\n\r\n`,
          );
        });
        const drop = setInterval(() => socket.write(index % 2 === 0 ? 'x: y\r\n' : ' '), 1_000);
        socket.on('error', () => undefined).on('data', () => undefined);
        socket.on('close', () => {
          clearInterval(drop);
          resolve(performance.now() - began);
        });
      });
    });
    expect(await list({ first: 5 })).toMatchObject({ status: 200, errors: [] });
    const longest = Math.max(...(await Promise.all(lives)));
    expect(longest).toBeLessThan(30_000);
    expect(await list({ first: 5 })).toMatchObject({ status: 200, errors: [] });
  });
});

describe('row 22: bodies that are none', () => {
  it.each([
    ['20 MB', 413, JSON.stringify({ query: '{ __typename }', x: 'x'.repeat(20_000_000) })],
    ['JSON 100,000 deep', 400, '['.repeat(100_000)],
    ['__proto__', 400, '{"query":"{ __typename }","variables":{"__proto__":{"isAdmin":true}}}'],
    ['bytes that are no UTF-8', 400, Buffer.from([0x7b, 0xff, 0x7d])],
  ])('%s: %d', async (_name, expected, body) => {
    // A server that answers 413 may close before the client has sent everything.
    const { status } = await post(product.url, body).catch(() => ({ status: 413 }));
    expect(status).toBe(expected);
  });

  it.each(['\u0000', 'a\u0000b', '\ud800', '\udfff\ud800', '%00', '\u202e'])(
    'the text %j is answered, or refused by its name, everywhere',
    async (text) => {
      const answers = [
        await list({ filter: { search: text } }),
        await list({ after: text }),
        await list({ filter: { bodyIds: [text] } }),
        await list({ conferenceId: text }),
        await ask(
          product.url,
          'query ($t: String!) { conference(slug: $t) { id } invitation(token: $t) { state } }',
          {
            variables: { t: text },
          },
        ),
      ];
      for (const { status, codes, text: answer } of answers) {
        expect(status).toBe(200);
        expect(codes.filter((code) => !['INVALID_INPUT', 'NOT_FOUND'].includes(String(code)))).toEqual([]);
        expect(answer).not.toMatch(/byte sequence|encoding/);
      }
    },
  );
});

describe('row 29: queries that ask for too much', () => {
  const many = (count: number, field: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => field(index)).join(' ');

  it.each([
    ['aliases', `{ ${many(300, (i) => `a${i}: __typename`)} }`, {}],
    [
      'depth',
      '{ inbox { nodes { nomination { duplicates { nomination { duplicates { nomination { duplicates { score } } } } } } } } }',
      {},
    ],
    [
      'page by a literal',
      'query ($c: ID!) { nominations(conferenceId: $c, first: 100000) { nodes { id } } }',
      {},
    ],
    [
      'page by a variable',
      'query ($c: ID!, $n: Int) { nominations(conferenceId: $c, first: $n) { nodes { id } } }',
      { n: 100_000 },
    ],
    [
      'lists in lists',
      'query ($c: ID!) { nominations(conferenceId: $c, first: 100) { nodes { duplicates { nomination { history { id } messages { id } } } } } }',
      {},
    ],
  ])('by %s are refused at once', async (_name, query, variables) => {
    const answers = [];
    for (let round = 0; round < 5; round += 1) {
      answers.push(
        await ask(product.url, query, {
          token: product.tokenOf('officer'),
          variables: { ...(query.includes('$c') ? { c: product.world.conferenceId } : {}), ...variables },
        }),
      );
    }
    expect(answers.map(({ status, codes }) => ({ status, codes }))).toEqual(
      answers.map(() => ({ status: 400, codes: ['QUERY_TOO_COMPLEX'] })),
    );
    expect(Math.min(...answers.map(({ ms }) => ms))).toBeLessThan(50);
  });
});

describe('row 36: requests from elsewhere', () => {
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ])('cannot sign anybody in: %s', async (_name, headers, expected) => {
    const {
      status,
      data,
      headers: answered,
    } = await ask(product.url, 'mutation { signIn(input: { token: "x" }) { errors { code } } }', { headers });
    expect({ status, data, cookie: answered.get('set-cookie') }).toEqual({
      status: expected,
      data: undefined,
      cookie: null,
    });
  });

  it('cannot put another host into our mail', async () => {
    await ask(
      product.url,
      'mutation ($email: EmailAddress!) { requestSignInLink(input: { email: $email }) { isAccepted } }',
      {
        variables: { email: 'somebody@example.org' },
        headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
      },
    );
    const rows = await product.admin.query<{ row: string }>(
      'SELECT to_jsonb(o)::text AS row FROM platform.outbox o UNION ALL SELECT to_jsonb(m)::text FROM notifications.message m',
    );
    expect(rows.rows.map(({ row }) => row).join('')).not.toContain('evil.example');
  });
});

describe('row 42: caches between us and people', () => {
  it('keep no answer that may be personal', async () => {
    const answers = [
      await list({ first: 1 }),
      await ask(product.url, '{ viewer { user { id } } }'),
      await send(`${product.url}/graphql?query={__typename}`, {}),
      await send(`${product.url}/health/ready`, {}),
    ];
    expect(answers.map(({ headers }) => [headers.get('cache-control'), headers.get('vary')])).toEqual(
      answers.map(() => ['no-store, private', 'Cookie, Authorization']),
    );
  });
});
