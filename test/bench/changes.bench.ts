import assert from 'node:assert/strict';
import pg from 'pg';
import { type Bench, type BenchResult } from './bench.js';
import { type BenchDatabase, benchDatabase } from './stage/database.js';
import { type BenchRequest, OneConnection } from './stage/load.js';
import { startApiProcess } from './stage/processes.js';
import { inTurns, median } from './stage/statistics.js';

/** Changes that lie before the page that is compared with the first. */
const CHANGES = 1_000_000;
const LIMIT = 1.2;
const LARGEST_PAGE = 100;
const PAGE_SIZE = 50;
/** Changes of one transaction, as of a large release. */
const OF_ONE_TRANSACTION = 2_000;
/** Requests of one sample; the sample is their median. */
const REQUESTS = 150;
const WARM_UP = 300;

// Ids are UUIDs of version 7: they begin with the milliseconds of their making.
const INSERT = `INSERT INTO audit.event (id, conference_id, body_id, actor_kind, action, subject_type, subject_id)
  SELECT (lpad(to_hex((extract(epoch FROM statement_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3)
      || '8' || substr(md5(random()::text), 1, 15))::uuid, $1, $2, 'SYSTEM', 'nomination.updated', 'nomination', gen_random_uuid()
  FROM generate_series(1, ${OF_ONE_TRANSACTION})`;

const QUERY = `query ($conferenceId: ID!, $first: Int!, $after: String) {
  changes(conferenceId: $conferenceId, first: $first, after: $after) {
    nodes { kind occurredAt subjectType subjectId }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Changes {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function write({ seed, superuserUrl }: BenchDatabase): Promise<void> {
  const { conferenceId, icc } = seed.world;
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    for (let written = 0; written < CHANGES + LARGEST_PAGE; written += OF_ONE_TRANSACTION) {
      await client.query(INSERT, [conferenceId, icc]);
    }
    await client.query('VACUUM (ANALYZE) audit.event');
  } finally {
    await client.end();
  }
}

async function measure(
  url: string,
  { seed }: BenchDatabase,
  who: string,
  token: string,
): Promise<BenchResult> {
  const client = new OneConnection();
  const request = (first: number, after: string | null): BenchRequest => ({
    url: `${url}/graphql`,
    headers: { authorization: `Bearer ${token}` },
    body: { query: QUERY, variables: { conferenceId: seed.world.conferenceId, first, after } },
  });
  const typicalMs = async (after: string | null, count = REQUESTS): Promise<number> => {
    const times: number[] = [];
    for (let i = 0; i < count; i++) times.push((await client.send(request(PAGE_SIZE, after))).ms);
    return median(times);
  };
  try {
    let after: string | null = null;
    for (let seen = 0; seen < CHANGES; seen += LARGEST_PAGE) {
      const { answer } = await client.send(request(LARGEST_PAGE, after));
      const { data } = answer as { data?: { changes: Changes } };
      if (data === undefined) throw new Error(JSON.stringify(answer));
      assert.equal(data.changes.nodes.length, LARGEST_PAGE);
      after = data.changes.pageInfo.endCursor;
    }
    const deepest = after;
    for (const cursor of [null, deepest]) await typicalMs(cursor, WARM_UP);
    const { first, deep } = await inTurns({ first: () => typicalMs(null), deep: () => typicalMs(deepest) });
    const ratio = median(deep) / median(first);
    return {
      name: `page of changes behind ${CHANGES.toLocaleString('en-GB')}, as ${who}`,
      value: median(deep),
      unit: 'ms',
      against: `the first page: ${median(first).toFixed(2)} ms`,
      ratio,
      goal: `<= ${LIMIT}`,
      met: ratio <= LIMIT,
      samples: deep,
    };
  } finally {
    client.close();
  }
}

async function run(): Promise<BenchResult[]> {
  const database = await benchDatabase();
  await write(database);
  const { tokens } = database.seed;
  const { url } = await startApiProcess(database);
  return [
    await measure(url, database, 'a partner', tokens.iccCoordinator),
    await measure(url, database, 'the host', tokens.officer),
  ];
}

export const benches: Bench[] = [{ name: 'changes', run }];
