import assert from 'node:assert/strict';
import { type Bench, type BenchResult } from './bench.js';
import { benchDatabase } from './stage/database.js';
import { ask, type BenchRequest, requestsPerSecond, warmUp } from './stage/load.js';
import { PAGE_QUERY, PAGE_SIZE, type PageAnswer, type Viewer } from './stage/page-query.js';
import { type BenchProcess, startApiProcess, startReference } from './stage/processes.js';
import { type Seed } from './stage/seed.js';
import { inTurns, median } from './stage/statistics.js';

type Server = 'plenary' | 'stock' | 'floor';
type Servers = Readonly<Record<Server, BenchProcess>>;

const TIMES_STOCK = 4;
const PART_OF_FLOOR = 0.6;

function pageRequests(
  servers: Servers,
  { world, tokens }: Seed,
  viewer: Viewer,
): Record<Server, BenchRequest> {
  const body = { query: PAGE_QUERY, variables: { conferenceId: world.conferenceId, first: PAGE_SIZE } };
  const token = viewer === 'host' ? tokens.officer : tokens.iccCoordinator;
  const headers = { 'x-viewer': viewer };
  return {
    plenary: {
      url: `${servers.plenary.url}/graphql`,
      headers: { authorization: `Bearer ${token}` },
      body,
    },
    stock: { url: `${servers.stock.url}/graphql`, headers, body },
    floor: {
      url: `${servers.floor.url}/nominations?conferenceId=${world.conferenceId}&first=${PAGE_SIZE}`,
      headers,
    },
  };
}

/** Speed is worth nothing unless all three give the same answer. */
async function requireSameAnswer(requests: Record<Server, BenchRequest>): Promise<void> {
  const { nominations: plenary } = await ask<{ nominations: PageAnswer }>(requests.plenary);
  const { nominations: stock } = await ask<{ nominations: PageAnswer }>(requests.stock);
  const floor = (await (
    await fetch(requests.floor.url, { headers: requests.floor.headers ?? {} })
  ).json()) as PageAnswer;
  assert.equal(plenary.nodes.length, PAGE_SIZE);
  assert.deepEqual(stock.nodes, plenary.nodes);
  assert.deepEqual(floor.nodes, plenary.nodes);
}

async function measurePages(servers: Servers, seed: Seed, viewer: Viewer): Promise<BenchResult[]> {
  const requests = pageRequests(servers, seed, viewer);
  await requireSameAnswer(requests);
  for (const request of Object.values(requests)) await warmUp(request);
  const { plenary, stock, floor } = await inTurns({
    plenary: () => requestsPerSecond(requests.plenary),
    stock: () => requestsPerSecond(requests.stock),
    floor: () => requestsPerSecond(requests.floor),
  });
  const result = (against: string, theirs: readonly number[], goal: number): BenchResult => ({
    name: `page of ${PAGE_SIZE} nominations, as ${viewer === 'host' ? 'the host' : 'a partner'}`,
    value: median(plenary),
    unit: 'requests/s',
    against: `${against}: ${median(theirs).toFixed(0)}/s`,
    ratio: median(plenary) / median(theirs),
    goal: `>= ${goal}`,
    met: median(plenary) / median(theirs) >= goal,
    samples: plenary,
  });
  return [result('stock', stock, TIMES_STOCK), result('floor', floor, PART_OF_FLOOR)];
}

function memoryResult({ plenary, stock }: Servers): BenchResult {
  const [ours, theirs] = [plenary.residentMiB(), stock.residentMiB()];
  return {
    name: 'memory of the API after the pages',
    value: ours,
    unit: 'MiB',
    against: `stock: ${theirs.toFixed(0)} MiB`,
    ratio: ours / theirs,
    goal: 'none',
    met: true,
    samples: [ours],
  };
}

async function run(): Promise<BenchResult[]> {
  const database = await benchDatabase();
  const { world } = database.seed;
  const env = { BENCH_DATABASE_URL: database.superuserUrl, BENCH_BODY_ID: world.icc };
  const servers = {
    plenary: await startApiProcess(database),
    stock: await startReference('stock/main.js', env),
    floor: await startReference('floor.js', env),
  };
  return [
    ...(await measurePages(servers, database.seed, 'partner')),
    ...(await measurePages(servers, database.seed, 'host')),
    memoryResult(servers),
  ];
}

export const benches: Bench[] = [{ name: 'pages', run }];
