import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, type Asking } from '../testing/ask.js';
import { rawPost } from '../testing/raw-http.js';
import { type SampleApp, startSampleApp } from '../testing/sample-app.js';

let api: SampleApp;
beforeAll(async () => {
  api = await startSampleApp();
  await ask(api.url, '{ whoAmI }');
});
afterAll(() => api.close());

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const fragmentBomb = `{ ...F0 } ${times(30, (i) => `fragment F${i} on Query { a${i}: talk(id: "x") { id } ...F${i + 1} b${i}: talk(id: "x") { id } ...F${i + 1} }`)} fragment F30 on Query { whoAmI }`;

const ATTACKS: readonly (readonly [string, string, Asking?])[] = [
  ['a thousand aliases', `{ ${times(300, (i) => `a${i}: __typename`)} }`],
  ['16 aliases', `{ ${times(16, (i) => `a${i}: whoAmI`)} }`],
  ['500 times one field', `{ ${times(500, () => '__typename')} }`],
  ['21 times one field', `{ ${times(21, () => 'whoAmI')} }`],
  [
    'literal first: 1000 of edges',
    '{ talks(first: 1000) { edges { node { speaker { id } } } nodes { speaker { id } } } }',
  ],
  [
    'variable first: 100000',
    'query ($n: Int) { talks(first: $n) { nodes { id } } }',
    { variables: { n: 100_000 } },
  ],
  ['variable default first: 100000', 'query ($n: Int = 100000) { talks(first: $n) { nodes { id } } }'],
  [
    'pages under aliases',
    `{ ${times(15, (i) => `a${i}: talks(first: 100) { nodes { speaker { id } } edges { node { speaker { id } } } }`)} }`,
  ],
  ['literal last: 5001', '{ talks(last: 5001) { nodes { id } } }'],
  [
    'variable last: 100000',
    'query ($n: Int) { talks(first: null, last: $n) { nodes { id } } }',
    { variables: { n: 100_000 } },
  ],
  ['pages in a fragment', 'query { ...P } fragment P on Query { talks(first: 5001) { nodes { id } } }'],
  ['pages in an inline fragment', 'query { ... on Query { talks(first: 5001) { nodes { id } } } }'],
  ['directives on a field', `{ whoAmI ${times(11, (i) => `f${i}: whoAmI @include(if: true)`)} }`],
  ['fragments that double each other', fragmentBomb],
  ['fragments in a circle', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
  [
    'deep lists in a variable',
    'query ($id: ID!) { talk(id: $id) { id } }',
    { variables: { id: JSON.parse(`${'['.repeat(3000)}1${']'.repeat(3000)}`) as unknown } },
  ],
  [
    'deep introspection',
    `{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }`,
  ],
  ['more tokens than allowed', `{ ${times(400, (i) => `a${i}: whoAmI`)} }`],
  ['a query of 90 kB', `{ whoAmI ${'#'.repeat(90_000)}\n ${times(400, (i) => `a${i}: whoAmI`)} }`],
  ['braces without end', '{ talk '.repeat(900)],
  ['500 variables', `query (${times(250, (i) => `$v${i}: Int`)}) { whoAmI }`],
  ['a thousand operations', times(200, (i) => `query Q${i} { whoAmI }`)],
  ['unknown fields', `{ ${times(300, (i) => `nothing${i}`)} }`],
];

const REFUSALS = [
  'QUERY_TOO_COMPLEX',
  'OPERATION_RESOLUTION_FAILURE',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'INTROSPECTION_DISABLED',
];

describe('a request that asks for too much', () => {
  it('comes in 23 kinds', () => expect(ATTACKS).toHaveLength(23));

  it.each(ATTACKS)('is refused at once: %s', async (_name, query, asking = {}) => {
    const answers = [];
    for (let round = 0; round < 5; round += 1) {
      answers.push(await ask(api.url, query, { cookie: 'session', ...asking }));
    }
    for (const { status, data, codes } of answers) {
      expect(data).toBeUndefined();
      expect([200, 400, 403]).toContain(status);
      expect(codes.length).toBeGreaterThan(0);
      expect(REFUSALS).toEqual(expect.arrayContaining([...codes]));
    }
    // The best of five, because other work on the machine is not the server's fault.
    expect(Math.min(...answers.map(({ ms }) => ms))).toBeLessThan(50);
  });

  it('is told how much was too much, when signed in', async () => {
    const { status, errors } = await ask(api.url, 'query ($n: Int) { talks(first: $n) { nodes { id } } }', {
      cookie: 'session',
      variables: { n: 6000 },
    });
    expect(status).toBe(400);
    expect(errors).toMatchObject([
      {
        message: 'The query may answer with too many objects (12000, at most 5000).',
        extensions: { code: 'QUERY_TOO_COMPLEX' },
      },
    ]);
  });

  it('by its body is refused with 413', async () => {
    const body = JSON.stringify({ query: `{ whoAmI #${'x'.repeat(20_000_000)}\n}` });
    const { status, ms } = await rawPost(api.url, { body });
    expect({ status, isQuick: ms < 500 }).toEqual({ status: 413, isQuick: true });
    expect(await ask(api.url, '{ whoAmI }')).toMatchObject({ status: 200 });
  });

  it('leaves an honest one alone: 100 entries with their objects', async () => {
    const query =
      'query ($n: Int) { talks(first: $n) { totalCount nodes { id speaker { id } } edges { cursor node { id } } pageInfo { endCursor } } }';
    const { status, errors, data } = await ask(api.url, query, { cookie: 'session', variables: { n: 100 } });
    expect({ status, errors }).toEqual({ status: 200, errors: [] });
    expect(data).toMatchObject({ talks: { totalCount: 250 } });
  });

  it('leaves a gateway alone that puts 20 look-ups into one request, each under names of its own', async () => {
    const names = ['id', 'id', 'id', '__typename'];
    const query = `{ ${times(20, (i) => `a${i}: talk(id: "x") { ${times(4, (j) => `a${i}_${j}: ${names[j] ?? ''}`)} }`)} }`;
    const { status, errors } = await ask(api.url, query, { token: 'service' });
    expect({ status, errors }).toEqual({ status: 200, errors: [] });
  });

  it('has each further name of a text counted, times the entries of its list', async () => {
    const query = (names: number): string =>
      `{ talks(first: 100) { nodes { ${times(names, (i) => `a${i}: id`)} } } }`;
    const { errors } = await ask(api.url, query(60), { token: 'service' });
    expect(errors.map(({ message }) => message)).toEqual([
      'The query may answer with too many objects (6200, at most 5000).',
    ]);
    expect((await ask(api.url, query(40), { token: 'service' })).errors).toEqual([]);
  });

  it('counts null and nonsense as the default page, and leaves them to be refused by name', async () => {
    const query = 'query ($n: Int) { talks(first: $n) { nodes { id } } }';
    const answers = await Promise.all(
      [null, 0, -5, 101].map((n) => ask(api.url, query, { cookie: 'session', variables: { n } })),
    );
    expect(answers.map(({ codes }) => codes)).toEqual([
      [],
      ['INVALID_INPUT'],
      ['INVALID_INPUT'],
      ['INVALID_INPUT'],
    ]);
  });
});
