import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, type RawAnswer, rawPost, requestText, send, slowReader } from '#libs/platform/testing';
import { type Product, startProduct } from '../support/product.js';

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
  /** Sends a drop now and then; the milliseconds until the server has enough of it. */
  const trickle = (start: string, drop: string): Promise<number> => {
    const began = performance.now();
    return new Promise((resolve) => {
      const socket = connect(Number(new URL(product.url).port), '127.0.0.1', () => socket.write(start));
      const dropping = setInterval(() => socket.write(drop), 1_000);
      socket.on('error', () => undefined).on('data', () => undefined);
      socket.on('close', () => {
        clearInterval(dropping);
        resolve(performance.now() - began);
      });
    });
  };
  const HEAD = 'POST /graphql HTTP/1.1\r\nhost: localhost\r\n';
  const BODY = `${HEAD}content-type: application/json\r\ncontent-length: 9000\r\n\r\n`;

  /** Asks one after the other, at four places at a time; gives the 99th of a hundred times. */
  async function p99Of(count: number): Promise<number> {
    const times: number[] = [];
    const ask = async (): Promise<void> => {
      for (let index = 0; index < count / 4; index += 1) {
        const answer = await list({ first: 5 });
        expect(answer).toMatchObject({ status: 200, errors: [] });
        times.push(answer.ms);
      }
    };
    await Promise.all([ask(), ask(), ask(), ask()]);
    return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] as number;
  }

  /** An answer of 10 MB for little work: a page of the host's watch list, written behind the product's back. */
  async function longAnswer(): Promise<string> {
    await product.admin.query(
      `INSERT INTO nominations.watch_list_entry (id, conference_id, name, name_fold, note)
       SELECT gen_random_uuid(), $1, 'Entry ' || i, 'entry ' || i, repeat('x', 100000) FROM generate_series(1, 100) i`,
      [product.world.conferenceId],
    );
    const query = 'query ($c: ID!) { watchList(conferenceId: $c, first: 100) { nodes { id name note } } }';
    return requestText(query, {
      token: product.tokenOf('officer'),
      variables: { c: product.world.conferenceId },
    });
  }

  it('in their headers, their bodies or their reading hold nobody up and are cut within 30 seconds', async () => {
    const request = await longAnswer();
    const before = Math.max(await p99Of(200), await p99Of(400));
    const sipping = Array.from({ length: 10 }, () =>
      slowReader(product.url, { request, bytes: 16_384, everyMs: 500 }),
    );
    // Making their answers is work like any other; what is looked at here is that they do not take them.
    await Promise.all(sipping.map(({ begun }) => begun));
    const trickling = Array.from({ length: 200 }, (_, index) =>
      index % 2 === 0 ? trickle(HEAD, 'x: y\r\n') : trickle(BODY, ' '),
    );
    const amongThem = await p99Of(1_000);
    // A ratio to the same machine a moment ago, and a generous one: others work on it as well.
    expect(amongThem / before).toBeLessThan(10);

    expect(Math.max(...(await Promise.all(trickling)))).toBeLessThan(30_000);
    for (const { ms, taken } of await Promise.all(sipping.map(({ cut }) => cut))) {
      expect(taken).toBeGreaterThan(16_384);
      // 30 seconds after its answer was ready; that took a moment.
      expect(ms).toBeLessThan(40_000);
    }
    expect(await list({ first: 5 })).toMatchObject({ status: 200, errors: [] });
  });
});

describe('row 22: bodies that are none', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const keys = (count: number): string =>
    `{${Array.from({ length: count }, (_, index) => `"k${index}":1`).join(',')}}`;
  const listing = JSON.stringify(NOMINATIONS);

  /** Five times; between them the process has to be alive and to know who asks, by an ordinary request. */
  async function provoke(
    body: string | Uint8Array,
  ): Promise<{ readonly answers: readonly RawAnswer[]; readonly ordinary: readonly RawAnswer[] }> {
    const headers = { authorization: `Bearer ${product.tokenOf('iccCoordinator')}` };
    const { conferenceId } = product.world;
    const usual = JSON.stringify({ query: NOMINATIONS, variables: { conferenceId, first: 1 } });
    const answers: RawAnswer[] = [];
    const ordinary: RawAnswer[] = [];
    for (let round = 0; round < 5; round += 1) {
      answers.push(await rawPost(product.url, { headers, body }));
      expect(await send(`${product.url}/health/live`, {})).toMatchObject({ status: 200 });
      ordinary.push(await rawPost(product.url, { headers, body: usual }));
    }
    expect(ordinary.map(({ status }) => status)).toEqual(ordinary.map(() => 200));
    expect(await list({ first: 1 })).toMatchObject({ status: 200, errors: [] });
    return { answers, ordinary };
  }

  const rejected = (expected: number, answers: readonly RawAnswer[]): void =>
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => expected));

  it.each([
    ['20 MB', JSON.stringify({ query: '{ __typename }', x: 'x'.repeat(20_000_000) })],
    ['a million keys', `{"query":"{ __typename }","variables":${keys(1_000_000)}}`],
  ])(
    '%s are refused by 413, by their length alone: the rest of them is not waited for',
    async (_name, body) => {
      const { answers } = await provoke(body);
      rejected(413, answers);
      rejected(413, [await rawPost(product.url, { body, sent: 1_000 })]);
    },
  );

  it.each([
    ['JSON 100,000 deep that does not end', 400, '['.repeat(100_000)],
    ['JSON 100,000 deep instead of a request', 400, deep],
    ['JSON 100,000 deep instead of the variables', 400, `{"query":"{ __typename }","variables":${deep}}`],
    ['__proto__', 400, '{"query":"{ __typename }","variables":{"__proto__":{"isAdmin":true}}}'],
    ['bytes that are no UTF-8', 400, Buffer.from([0x7b, 0xff, 0x7d])],
  ])(
    '%s are refused by %d, about as fast as an ordinary request is answered',
    async (_name, expected, body) => {
      const { answers, ordinary } = await provoke(body);
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => expected));
      // The best of five, because other work on the machine is not the server's fault.
      const best = (of: readonly RawAnswer[]): number => Math.min(...of.map(({ ms }) => ms));
      expect(best(answers) / best(ordinary)).toBeLessThan(10);
    },
  );

  it.each([
    ['JSON 100,000 deep in a variable that is used', `{"conferenceId":${deep}}`, 'BAD_USER_INPUT'],
    ['JSON 100,000 deep in a filter', `{"conferenceId":"x","filter":${deep}}`, 'BAD_USER_INPUT'],
    [
      'JSON 100,000 deep in a list of ids',
      `{"conferenceId":"x","filter":{"bodyIds":${deep}}}`,
      'BAD_USER_INPUT',
    ],
    // What nobody uses is ignored: the answer is about the conference, of which there is none.
    ['JSON 100,000 deep in a variable that nobody uses', `{"conferenceId":"x","other":${deep}}`, 'NOT_FOUND'],
    ['60,000 keys that nobody uses', `{"conferenceId":"x","other":${keys(60_000)}}`, 'NOT_FOUND'],
  ])('%s are refused by their name, or ignored', async (_name, variables, code) => {
    const { answers } = await provoke(`{"query":${listing},"variables":${variables}}`);
    for (const { status, text } of answers) {
      const answer = JSON.parse(text) as { data?: unknown; errors?: { extensions: { code: string } }[] };
      expect({ status, codes: answer.errors?.map(({ extensions }) => extensions.code) }).toEqual({
        status: 200,
        codes: [code],
      });
    }
  });
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
      'query ($c: ID!) { nominations(conferenceId: $c, first: 100) { nodes { duplicates { nomination { history { nodes { id } } messages { id } } } } } }',
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
    } = await ask(
      product.url,
      'mutation { signIn(input: { idempotencyKey: "x", token: "x" }) { errors { code } } }',
      { headers },
    );
    expect({ status, data, cookie: answered.get('set-cookie') }).toEqual({
      status: expected,
      data: undefined,
      cookie: null,
    });
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
      // What bears a token may be compressed.
      answers.map((_answer, index) => [
        'no-store, private',
        index === 0 ? 'Cookie, Authorization, Accept-Encoding' : 'Cookie, Authorization',
      ]),
    );
  });
});
