import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Bench, type BenchResult } from './bench.js';
import { benchDatabase } from './stage/database.js';
import { inventPerson } from './stage/names.js';
import { PAGE_QUERY } from './stage/page-query.js';
import { startApiProcess } from './stage/processes.js';
import { type Seed } from './stage/seed.js';
import { percentile } from './stage/statistics.js';

const CLIENTS = 200;
const SECONDS = 15;
/** The slowest of a hundred answers takes at most so many times what the middle one takes. */
const MOST_TIMES = 10;

const CREATE = `mutation Create($input: CreateNominationInput!) {
  createNomination(input: $input) { nomination { id } errors { code message } }
}`;

interface Tally {
  readonly times: number[];
  readonly refusals: number[];
  /** Nominations that were acknowledged. */
  readonly made: string[];
  failures: number;
}

/** One client: reads and writes in turns, and comes back when it was told to. */
async function client(
  url: string,
  { world, tokens }: Seed,
  index: number,
  until: number,
  tally: Tally,
): Promise<void> {
  const isIcc = index % 2 === 0;
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${isIcc ? tokens.iccCoordinator : tokens.chCoordinator}`,
  };
  for (let turn = index; performance.now() < until; turn += 1) {
    const isWrite = turn % 4 === 0;
    const input = {
      conferenceId: world.conferenceId,
      bodyId: isIcc ? world.icc : world.chathamHouse,
      constituencyId: world.business,
      // Nobody has been nominated with this address.
      person: { ...inventPerson(turn), email: `new.${index}.${turn}@nominees.example` },
      idempotencyKey: randomUUID(),
    };
    const body = JSON.stringify(
      isWrite
        ? { query: CREATE, variables: { input } }
        : { query: PAGE_QUERY, variables: { conferenceId: world.conferenceId, first: 50 } },
    );
    const began = performance.now();
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
    const answer = (await response.json()) as {
      data?: { createNomination?: { nomination: { id: string } | null } };
    };
    const took = performance.now() - began;
    if (response.status === 200) {
      tally.times.push(took);
      const id = answer.data?.createNomination?.nomination?.id;
      if (id !== undefined) tally.made.push(id);
      else if (isWrite) tally.failures += 1;
    } else if (response.status === 503 && response.headers.has('retry-after')) {
      tally.refusals.push(took);
      await new Promise((resolve) =>
        setTimeout(resolve, 1_000 * Number(response.headers.get('retry-after'))),
      );
    } else tally.failures += 1;
  }
}

async function countOf(superuserUrl: string, ids: readonly string[]): Promise<number> {
  const connection = new pg.Client({ connectionString: superuserUrl });
  await connection.connect();
  try {
    const { rows } = await connection.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM nominations.nomination WHERE id = ANY ($1)',
      [ids],
    );
    return rows[0]?.count ?? 0;
  } finally {
    await connection.end();
  }
}

async function run(): Promise<BenchResult[]> {
  const database = await benchDatabase();
  const plenary = await startApiProcess(database);
  const tally: Tally = { times: [], refusals: [], made: [], failures: 0 };
  const until = performance.now() + 1_000 * SECONDS;
  await Promise.all(
    Array.from({ length: CLIENTS }, (_, index) => client(plenary.url, database.seed, index, until, tally)),
  );
  const [p50, p99] = [percentile(tally.times, 0.5), percentile(tally.times, 0.99)];
  const present = await countOf(database.superuserUrl, tally.made);
  return [
    {
      name: `p99 of ${CLIENTS} clients who read and write (${tally.times.length} answered, ${tally.refusals.length} refused)`,
      value: p99,
      unit: 'ms',
      against: `p50: ${p50.toFixed(0)} ms`,
      ratio: p99 / p50,
      goal: `<= ${MOST_TIMES}`,
      met: p99 / p50 <= MOST_TIMES && tally.failures === 0,
      samples: tally.times,
    },
    {
      name: 'acknowledged nominations that are there',
      value: present,
      unit: 'nominations',
      against: `acknowledged: ${tally.made.length}`,
      ratio: present / tally.made.length,
      goal: '= 1',
      met: present === tally.made.length && tally.made.length > 0,
      samples: [present],
    },
  ];
}

export const benches: Bench[] = [{ name: 'overload', run }];
