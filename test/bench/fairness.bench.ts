import { type Bench, type BenchResult } from './bench.js';
import { benchDatabase } from './stage/database.js';
import { ask, type BenchRequest, OneConnection } from './stage/load.js';
import { startApiProcess } from './stage/processes.js';
import { seedMessages } from './stage/seed-messages.js';
import { percentile } from './stage/statistics.js';

/** The other person's p90 stays within so many times what it is while nobody else asks. */
const MOST_TIMES = 5;
const CONNECTIONS = 8;
const SECONDS = 6;

const VIEWER = '{ viewer { user { id name } grants { role } } }';
/** The dearest that one request may ask for: rendered pages, lists under lists, and the widest lists. */
const DEAR: Readonly<Record<string, string>> = {
  'pages of mails':
    'query ($c: ID!) { messages(conferenceId: $c, first: 100) { nodes { subject text html } } }',
  'wide lists': `query ($c: ID!) { ${Array.from(
    { length: 8 },
    (_, index) =>
      `a${index}: nominations(conferenceId: $c, first: 100) { nodes { id person { id name } body { id } constituency { id } createdBy { id } } }`,
  ).join(' ')} }`,
};

/** Asks on one connection for so long, and gives the times in milliseconds. */
async function timesOf(request: BenchRequest, seconds: number): Promise<number[]> {
  const connection = new OneConnection();
  const times: number[] = [];
  const until = performance.now() + 1_000 * seconds;
  try {
    while (performance.now() < until) times.push((await connection.send(request)).ms);
  } finally {
    connection.close();
  }
  return times;
}

async function measure(dear: BenchRequest, viewer: BenchRequest, name: string): Promise<BenchResult> {
  await ask(dear);
  await timesOf(viewer, 2);
  const idle = percentile(await timesOf(viewer, SECONDS), 0.9);
  const load = Promise.all(Array.from({ length: CONNECTIONS }, () => timesOf(dear, SECONDS + 2)));
  await timesOf(viewer, 1);
  const loaded = await timesOf(viewer, SECONDS);
  const answered = (await load).flat().length;
  const value = percentile(loaded, 0.9);
  return {
    name: `p90 of another's viewer beside ${CONNECTIONS} connections of ${name} (${answered} answered)`,
    value,
    unit: 'ms',
    against: `idle: ${idle.toFixed(2)} ms`,
    ratio: value / idle,
    goal: `<= ${MOST_TIMES}`,
    met: value / idle <= MOST_TIMES,
    samples: loaded,
  };
}

async function run(): Promise<BenchResult[]> {
  const database = await benchDatabase();
  const { world, tokens } = database.seed;
  await seedMessages(database.superuserUrl, world);
  const plenary = await startApiProcess(database);
  const request = (token: string, query: string): BenchRequest => ({
    url: `${plenary.url}/graphql`,
    headers: { authorization: `Bearer ${token}` },
    body: { query, variables: query === VIEWER ? {} : { c: world.conferenceId } },
  });
  const results: BenchResult[] = [];
  for (const [name, query] of Object.entries(DEAR)) {
    results.push(await measure(request(tokens.officer, query), request(tokens.iccCoordinator, VIEWER), name));
  }
  return results;
}

export const benches: Bench[] = [{ name: 'fairness', run }];
