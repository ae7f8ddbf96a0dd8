import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { testRedis } from '#libs/testing';
import { type Bench, type BenchResult } from './bench.js';
import { type FromLoop, type ToLoop } from './reference/bare-screening-loop.js';
import { ofBench } from './stage/resources.js';
import { type BenchDatabase, benchDatabaseWithNames } from './stage/database.js';
import { type BenchProcess, startProcess, startWorkerProcess } from './stage/processes.js';
import { inTurns, median } from './stage/statistics.js';

const NOMINATIONS = 1_000;
const LEAST_PER_SECOND = 200;
const ROUNDS = 3;

/** Submissions as their bodies have just made them: unscreened, each check pending. The triggers rest meanwhile. */
const CHOOSE = `SELECT id FROM nominations.nomination WHERE state IN ('SUBMITTED', 'UNDER_REVIEW') ORDER BY id LIMIT $1`;
const UNSCREEN = [
  `DELETE FROM nominations.screening WHERE nomination_id = ANY ($1::uuid[])`,
  `DELETE FROM nominations.duplicate WHERE nomination_id = ANY ($1::uuid[])`,
  `UPDATE nominations.nomination SET state = 'SUBMITTED' WHERE id = ANY ($1::uuid[])`,
  `INSERT INTO nominations.screening (nomination_id, nomination_version, kind, conference_id, body_id)
    SELECT n.id, n.version, k.kind, n.conference_id, n.body_id
    FROM nominations.nomination n, unnest('{DUPLICATES,COMPLETENESS,PREVIOUS_REFUSALS,QUOTA,WATCH_LIST}'::text[]) AS k (kind)
    WHERE n.id = ANY ($1::uuid[])`,
];
const PROMISE = `INSERT INTO platform.outbox (id, conference_id, queue, job, payload)
  SELECT gen_random_uuid(), conference_id, 'screening', 'screen-nomination', jsonb_build_object('nominationId', id, 'version', version)
  FROM nominations.nomination WHERE id = ANY ($1::uuid[])`;
// One is enough to know: asking must cost less than what is measured.
const OPEN = `SELECT count(*)::int AS open FROM (
  SELECT FROM nominations.nomination WHERE id = ANY ($1::uuid[]) AND state = 'SUBMITTED' LIMIT 1) one`;
const UNMARKED = `SELECT count(*)::int AS open FROM (
  SELECT FROM platform.outbox WHERE queue = 'screening' AND done_at IS NULL LIMIT 1) one`;

interface Scene {
  readonly admin: pg.Client;
  readonly ids: readonly string[];
  readonly bare: BenchProcess;
}

async function unscreen({ admin, ids }: Scene): Promise<void> {
  await admin.query('SET session_replication_role = replica');
  for (const statement of UNSCREEN) await admin.query(statement, [ids]);
  await admin.query('SET session_replication_role = origin');
  await admin.query('VACUUM (ANALYZE) nominations.nomination');
}

/** Nominations a second from the promise of the work to the last that is under review. */
async function perSecond(scene: Scene, begin: () => Promise<unknown>): Promise<number> {
  await unscreen(scene);
  const started = performance.now();
  await begin();
  await untilNone(scene.admin, OPEN, [scene.ids]);
  return (1000 * scene.ids.length) / (performance.now() - started);
}

async function ours(scene: Scene): Promise<number> {
  const rate = await perSecond(scene, () => scene.admin.query(PROMISE, [scene.ids]));
  await untilNone(scene.admin, UNMARKED, []);
  return rate;
}

const theirs = (scene: Scene): Promise<number> =>
  perSecond(scene, async () => {
    const order: ToLoop = { kind: 'screen', ids: scene.ids };
    scene.bare.child.send(order);
  });

async function untilNone(admin: pg.Client, text: string, values: unknown[]): Promise<void> {
  for (;;) {
    const { rows } = await admin.query<{ open: number }>(text, values);
    if (rows[0]?.open === 0) return;
    await sleep(50);
  }
}

/** Tells of each round, for a busy machine takes minutes. */
async function told(name: string, round: () => Promise<number>): Promise<number> {
  const rate = await round();
  console.error(`  ${name}: ${rate.toFixed(0)}/s`);
  return rate;
}

async function measure(scene: Scene, backend: string): Promise<BenchResult[]> {
  const samples = await inTurns(
    { plenary: () => told('plenary', () => ours(scene)), bare: () => told('bare', () => theirs(scene)) },
    ROUNDS,
  );
  const [value, bare] = [median(samples.plenary), median(samples.bare)];
  return [
    {
      name: `screening of ${NOMINATIONS.toLocaleString('en-GB')} submissions among 100,000, queues in ${backend}`,
      value,
      unit: 'nominations/s',
      against: `bare BullMQ, a job each: ${bare.toFixed(0)}/s`,
      ratio: value / bare,
      goal: `>= ${LEAST_PER_SECOND}/s`,
      met: value >= LEAST_PER_SECOND,
      samples: samples.plenary,
    },
  ];
}

function startBareLoop(database: BenchDatabase, redisUrl: string | undefined): Promise<BenchProcess> {
  let isReady = false;
  const env = { BENCH_DATABASE_URL: database.superuserUrl };
  return startProcess(
    'test/bench/reference/bare-screening-loop.js',
    redisUrl === undefined ? env : { ...env, BENCH_REDIS_URL: redisUrl },
    {
      onMessage: (message) => (isReady ||= (message as FromLoop).kind === 'ready'),
      isReady: async () => isReady,
    },
  );
}

async function onBackend(backend: string, redisUrl: string | undefined): Promise<BenchResult[]> {
  const database = await benchDatabaseWithNames();
  const admin = new pg.Client({ connectionString: database.superuserUrl });
  ofBench.add(() => admin.end());
  await admin.connect();
  const { rows } = await admin.query<{ id: string }>(CHOOSE, [NOMINATIONS]);
  await startWorkerProcess({ ownerUrl: database.ownerUrl, redisUrl }, database.superuserUrl);
  const bare = await startBareLoop(database, redisUrl);
  return measure({ admin, ids: rows.map(({ id }) => id), bare }, backend);
}

async function onRedis(): Promise<BenchResult[]> {
  const redis = await testRedis();
  if (redis === undefined) {
    console.error('SKIPPED: screening with the queues in Redis; there is no redis-server on this machine.');
    return [];
  }
  ofBench.add(() => redis.stop());
  return onBackend('Redis', redis.url);
}

export const benches: Bench[] = [
  { name: 'screening with the queues in PostgreSQL', run: () => onBackend('PostgreSQL', undefined) },
  { name: 'screening with the queues in Redis', run: onRedis },
];
