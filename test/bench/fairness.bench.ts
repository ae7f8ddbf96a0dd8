import { type Bench, type BenchResult } from './bench.js';
import { type Crowd, startCrowd } from './stage/crowd.js';
import { benchDatabase } from './stage/database.js';
import { ask, type BenchRequest, OneConnection } from './stage/load.js';
import { startApiProcess } from './stage/processes.js';
import { seedMessages } from './stage/seed-messages.js';
import { median, percentile, ROUNDS } from './stage/statistics.js';

/** The other person's p90 stays within so many times what it is while nobody else asks. */
const MOST_TIMES = 5;
const CONNECTIONS = 8;
/** Of each phase of a round. */
const SECONDS = 2;

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

/** Idle and loaded in turns, for a shared machine is now fast and now slow: the median of the rounds' ratios counts. */
async function measure(
  crowd: Crowd,
  dear: BenchRequest,
  viewer: BenchRequest,
  name: string,
): Promise<BenchResult> {
  for (let warm = 0; warm < 3; warm += 1) await ask(dear);
  await timesOf(viewer, SECONDS);
  const rounds: { readonly idle: number; readonly loaded: number; readonly answered: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const idle = percentile(await timesOf(viewer, SECONDS), 0.9);
    crowd.begin(dear, CONNECTIONS);
    await timesOf(viewer, SECONDS / 2);
    const loaded = percentile(await timesOf(viewer, SECONDS), 0.9);
    rounds.push({ idle, loaded, answered: await crowd.stop() });
  }
  const ratio = median(rounds.map(({ idle, loaded }) => loaded / idle));
  const answered = median(rounds.map((round) => round.answered)) / (1.5 * SECONDS);
  return {
    name: `p90 of another's viewer beside ${CONNECTIONS} connections of ${name} (${answered.toFixed(1)}/s)`,
    value: median(rounds.map(({ loaded }) => loaded)),
    unit: 'ms',
    against: `idle: ${median(rounds.map(({ idle }) => idle)).toFixed(2)} ms`,
    ratio,
    goal: `<= ${MOST_TIMES}`,
    met: ratio <= MOST_TIMES,
    samples: rounds.map(({ idle, loaded }) => loaded / idle),
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
  const crowd = await startCrowd();
  const results: BenchResult[] = [];
  for (const [name, query] of Object.entries(DEAR)) {
    results.push(
      await measure(crowd, request(tokens.officer, query), request(tokens.iccCoordinator, VIEWER), name),
    );
  }
  return results;
}

export const benches: Bench[] = [{ name: 'fairness', run }];
