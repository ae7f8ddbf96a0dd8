import assert from 'node:assert/strict';
import { type Bench, type BenchResult } from './bench.js';
import { type BenchDatabase, benchDatabase } from './stage/database.js';
import { type BenchRequest, OneConnection } from './stage/load.js';
import { PAGE_QUERY, PAGE_SIZE, type PageAnswer, SEARCH_QUERY } from './stage/page-query.js';
import { type BenchProcess, startApiProcess } from './stage/processes.js';
import { inTurns, median } from './stage/statistics.js';

const DEEP_ROW = 90_000;
const DEEP_LIMIT = 1.2;
const SEARCH_LIMIT = 2;
const LARGEST_PAGE = 100;
/** Requests of one sample; the sample is their median. */
const REQUESTS = 150;
const WARM_UP = 300;
/** Parts of names, frequent and rare, in several scripts; some with a filter by state beside them. */
const SEARCHES: readonly { readonly search: string; readonly states?: readonly string[] }[] = [
  { search: 'aber' },
  { search: 'Fontv' },
  { search: 'chinwe ok' },
  { search: 'Вереск', states: ['DRAFT', 'UNDER_REVIEW'] },
  { search: 'الحكيم' },
  { search: 'elspeth dru', states: ['SUBMITTED'] },
  { search: 'θαλασσ' },
];

interface Target {
  readonly client: OneConnection;
  make(query: string, variables: object): BenchRequest;
}

async function page(target: Target, variables: object, query = PAGE_QUERY): Promise<PageAnswer> {
  const { answer } = await target.client.send(target.make(query, variables));
  const { data } = answer as { data?: { nominations: PageAnswer } };
  if (data === undefined) throw new Error(JSON.stringify(answer));
  return data.nominations;
}

/** Turns the pages as a person would, up to the cursor before the deep row. */
async function cursorBefore(target: Target, row: number): Promise<string> {
  let after: string | null = null;
  for (let seen = 0; seen < row; seen += LARGEST_PAGE) {
    const { pageInfo, nodes } = await page(target, { first: LARGEST_PAGE, after });
    assert.equal(nodes.length, LARGEST_PAGE);
    after = pageInfo.endCursor;
  }
  return after ?? '';
}

/** The median time of one request, the kinds of a measurement taking turns. */
async function typicalMs(
  target: Target,
  requests: readonly BenchRequest[],
  count = REQUESTS,
): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) times.push((await target.client.send(requests[i % requests.length]!)).ms);
  return median(times);
}

function targetOf(api: BenchProcess, { seed }: BenchDatabase, token: string): Target {
  return {
    client: new OneConnection(),
    make: (query, variables) => ({
      url: `${api.url}/graphql`,
      headers: { authorization: `Bearer ${token}` },
      body: { query, variables: { conferenceId: seed.world.conferenceId, first: PAGE_SIZE, ...variables } },
    }),
  };
}

async function measure(
  api: BenchProcess,
  database: BenchDatabase,
  who: string,
  token: string,
): Promise<BenchResult[]> {
  const target = targetOf(api, database, token);
  try {
    const after = await cursorBefore(target, DEEP_ROW);
    const requests = {
      first: [target.make(PAGE_QUERY, {})],
      deep: [target.make(PAGE_QUERY, { after })],
      search: SEARCHES.map((filter) => target.make(SEARCH_QUERY, { filter })),
    };
    for (const filter of SEARCHES) {
      const { nodes } = await page(target, { filter }, SEARCH_QUERY);
      assert.ok(nodes.length > 0, `nobody is found by ${filter.search}`);
    }
    for (const some of Object.values(requests)) await typicalMs(target, some, WARM_UP);
    const { first, deep, search } = await inTurns({
      first: () => typicalMs(target, requests.first),
      deep: () => typicalMs(target, requests.deep),
      search: () => typicalMs(target, requests.search),
    });
    const result = (name: string, samples: number[], limit: number): BenchResult => ({
      name: `${name}, as ${who}`,
      value: median(samples),
      unit: 'ms',
      against: `the first page: ${median(first).toFixed(2)} ms`,
      ratio: median(samples) / median(first),
      goal: `<= ${limit}`,
      met: median(samples) / median(first) <= limit,
      samples,
    });
    return [
      result(`page at row ${DEEP_ROW.toLocaleString('en-GB')}`, deep, DEEP_LIMIT),
      result('search by part of a name', search, SEARCH_LIMIT),
    ];
  } finally {
    target.client.close();
  }
}

async function run(): Promise<BenchResult[]> {
  const database = await benchDatabase();
  const { tokens } = database.seed;
  const api = await startApiProcess(database);
  return [
    ...(await measure(api, database, 'a partner', tokens.iccCoordinator)),
    ...(await measure(api, database, 'the host', tokens.officer)),
  ];
}

export const benches: Bench[] = [{ name: 'deep-and-search', run }];
