import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Bench, type BenchResult } from './bench.js';
import { benchDatabase, type BenchDatabase } from './stage/database.js';
import { ask, sequencesPerSecond } from './stage/load.js';
import { type BenchProcess, startApiProcess, startReference } from './stage/processes.js';
import { ofBench } from './stage/resources.js';
import { inTurns, median } from './stage/statistics.js';
import { stockRequests } from './writes.bench.js';

const MANY = 1_000;
const PART_OF_STOCK = 0.5;
const WARM_UP_SECONDS = 3;
const SECONDS = 5;

const DECIDE = `mutation Decide($input: DecideNominationManyInput!) {
  decideNominationMany(input: $input) { results { outcome errors { code } } errors { code message } }
}`;

/** A thousand nominations that wait for their sign-off; the triggers that count steps rest meanwhile. */
const RECOMMENDED = `WITH chosen AS (
    SELECT r.id, n.id AS nomination_id, n.version FROM approvals.review r
    JOIN nominations.nomination n ON n.id = r.subject_id AND n.state = 'UNDER_REVIEW'
    WHERE r.closed_at IS NULL AND r.stage <> 'RELEASE' ORDER BY r.subject_id LIMIT $1
  ), moved AS (
    UPDATE approvals.review r SET stage = 'SIGN_OFF', recommended_by = ARRAY[$2::uuid], recommendation = 'APPROVE'
    FROM chosen c WHERE r.id = c.id
  )
  SELECT nomination_id AS id, version FROM chosen`;

interface Scene {
  readonly database: BenchDatabase;
  readonly admin: pg.Client;
  readonly plenary: BenchProcess;
  readonly stock: BenchProcess;
}

interface Decided {
  readonly decideNominationMany: {
    readonly results: readonly { readonly outcome: string; readonly errors: readonly object[] }[] | null;
    readonly errors: readonly object[];
  };
}

/** Decisions a second from one request to its answer. */
async function decidedPerSecond({ database, admin, plenary }: Scene): Promise<number> {
  const { world, tokens } = database.seed;
  await admin.query('SET session_replication_role = replica');
  const { rows: items } = await admin.query(RECOMMENDED, [MANY, world.people.officer.userId]);
  await admin.query('SET session_replication_role = origin');
  if (items.length < MANY) throw new Error(`There are ${items.length} to decide`);
  const started = performance.now();
  const { decideNominationMany: answer } = await ask<Decided>({
    url: `${plenary.url}/graphql`,
    headers: { authorization: `Bearer ${tokens.approver}` },
    body: {
      query: DECIDE,
      variables: { input: { idempotencyKey: randomUUID(), outcome: 'APPROVE', items } },
    },
  });
  const ms = performance.now() - started;
  const done = answer.results?.filter(({ outcome }) => outcome === 'DONE').length;
  if (done !== MANY) throw new Error(`${done} were decided: ${JSON.stringify(answer).slice(0, 300)}`);
  return (1000 * MANY) / ms;
}

async function run(): Promise<BenchResult[]> {
  const database = await benchDatabase();
  const { world } = database.seed;
  const admin = new pg.Client({ connectionString: database.superuserUrl });
  ofBench.add(() => admin.end());
  await admin.connect();
  const scene = {
    database,
    admin,
    plenary: await startApiProcess(database),
    stock: await startReference('stock/main.js', {
      BENCH_DATABASE_URL: database.superuserUrl,
      BENCH_BODY_ID: world.icc,
      BENCH_USER_ID: world.people.iccCoordinator.userId,
    }),
  };
  const stock = (seconds: number): Promise<number> =>
    sequencesPerSecond(scene.stock.url, stockRequests(database.seed), seconds);
  await stock(WARM_UP_SECONDS);
  await decidedPerSecond(scene);
  const samples = await inTurns({ plenary: () => decidedPerSecond(scene), stock: () => stock(SECONDS) });
  const ratio = median(samples.plenary) / median(samples.stock);
  return [
    {
      name: `bulk decision of ${MANY.toLocaleString('en-GB')}, one request`,
      value: median(samples.plenary),
      unit: 'decisions/s',
      against: `stock, two bare rows: ${median(samples.stock).toFixed(0)}/s`,
      ratio,
      goal: `>= ${PART_OF_STOCK}`,
      met: ratio >= PART_OF_STOCK,
      samples: samples.plenary,
    },
  ];
}

export const benches: Bench[] = [{ name: 'bulk', run }];
