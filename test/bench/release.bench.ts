import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { testRedis } from '#libs/testing';
import { type Bench, type BenchResult } from './bench.js';
import { type FromLoop, type ToLoop } from './reference/bare-mail-loop.js';
import { ofBench } from './stage/resources.js';
import { type BenchDatabase, benchDatabase } from './stage/database.js';
import { ask } from './stage/load.js';
import { type BenchProcess, startApiProcess, startProcess, startWorkerProcess } from './stage/processes.js';
import { type Sink, startSink } from './stage/sink.js';
import { inTurns, median } from './stage/statistics.js';

const MAILS = 1_000;
const PART_OF_BARE = 0.6;

const RELEASE = `mutation Release($input: ReleaseDecisionsInput!) {
  releaseDecisions(input: $input) { batch { id size } errors { code message } }
}`;

/**
 * A thousand nominations that an approver has signed off, as the desk leaves them but for the steps; the triggers that
 * count those rest meanwhile.
 */
const DECIDE = `WITH chosen AS (
    SELECT r.id, r.conference_id, r.body_id, r.subject_id FROM approvals.review r
    JOIN nominations.nomination n ON n.id = r.subject_id AND n.state = 'UNDER_REVIEW'
    WHERE r.closed_at IS NULL AND r.stage <> 'RELEASE' ORDER BY r.subject_id LIMIT $1
  ), moved AS (
    UPDATE approvals.review r SET stage = 'RELEASE', signed_off_by = ARRAY[$2::uuid] FROM chosen c WHERE r.id = c.id
  )
  INSERT INTO approvals.decision (id, conference_id, body_id, review_id, subject_id, outcome, decided_by)
  SELECT gen_random_uuid(), c.conference_id, c.body_id, c.id, c.subject_id, 'APPROVE', $2 FROM chosen c`;

interface Scene {
  readonly database: BenchDatabase;
  readonly admin: pg.Client;
  readonly sink: Sink;
  readonly api: BenchProcess;
  readonly worker: BenchProcess;
  readonly bare: BenchProcess;
}

/** Mails a second from the request to the last one received: every mail of the batch, the bodies' notices too. */
async function releasePerSecond({ database, admin, sink, api }: Scene): Promise<number> {
  const { world, tokens } = database.seed;
  await admin.query('SET session_replication_role = replica');
  await admin.query(DECIDE, [MAILS, world.people.otherApprover.userId]);
  await admin.query('SET session_replication_role = origin');
  const input = { idempotencyKey: randomUUID(), conferenceId: world.conferenceId };
  const started = Date.now();
  const { releaseDecisions } = await ask<{
    releaseDecisions: { batch: { id: string; size: number } | null };
  }>({
    url: `${api.url}/graphql`,
    headers: { authorization: `Bearer ${tokens.approver}` },
    body: { query: RELEASE, variables: { input } },
  });
  const { batch } = releaseDecisions;
  if (batch?.size !== MAILS) throw new Error(`Released ${batch?.size ?? 'nothing'}`);
  const { rows } = await admin.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM notifications.message WHERE batch_id = $1',
    [batch.id],
  );
  const mails = rows[0]?.count ?? 0;
  if (mails < MAILS) throw new Error(`${mails} messages for ${MAILS} approvals`);
  const ended = await sink.all(mails);
  await untilAllSent(admin);
  return (1000 * mails) / (ended - started);
}

/** The last marks are made after the last mail has gone; they belong to this round. */
async function untilAllSent(admin: pg.Client): Promise<void> {
  const open = "SELECT FROM notifications.message WHERE state <> 'SENT' LIMIT 1";
  while ((await admin.query(open)).rowCount !== 0) await sleep(20);
}

async function barePerSecond({ bare, sink }: Scene): Promise<number> {
  const started = Date.now();
  const order: ToLoop = { kind: 'send', count: MAILS };
  bare.child.send(order);
  return (1000 * MAILS) / ((await sink.all(MAILS)) - started);
}

async function measure(scene: Scene, backend: string): Promise<BenchResult[]> {
  await releasePerSecond(scene);
  await barePerSecond(scene);
  const samples = await inTurns({
    plenary: () => releasePerSecond(scene),
    bare: () => barePerSecond(scene),
  });
  const ratio = median(samples.plenary) / median(samples.bare);
  const [ours, theirs] = [scene.worker.residentMiB(), scene.bare.residentMiB()];
  return [
    {
      name: `release of ${MAILS.toLocaleString('en-GB')} approvals to mails received, queues in ${backend}`,
      value: median(samples.plenary),
      unit: 'mails/s',
      against: `bare BullMQ and nodemailer: ${median(samples.bare).toFixed(0)}/s`,
      ratio,
      goal: `>= ${PART_OF_BARE}`,
      met: ratio >= PART_OF_BARE,
      samples: samples.plenary,
    },
    {
      name: `memory of the worker after the releases, queues in ${backend}`,
      value: ours,
      unit: 'MiB',
      against: `bare: ${theirs.toFixed(0)} MiB`,
      ratio: ours / theirs,
      goal: 'none',
      met: true,
      samples: [ours],
    },
  ];
}

async function onBackend(backend: string, redisUrl: string | undefined): Promise<BenchResult[]> {
  const database = await benchDatabase();
  const sink = await startSink('mail-sink');
  const product = { ownerUrl: database.ownerUrl, smtpUrl: sink.url, redisUrl };
  const admin = new pg.Client({ connectionString: database.superuserUrl });
  ofBench.add(() => admin.end());
  await admin.connect();
  const scene = {
    database,
    admin,
    sink,
    api: await startApiProcess(product),
    worker: await startWorkerProcess(product, database.superuserUrl),
    bare: await startBareLoop(database, sink, redisUrl),
  };
  return measure(scene, backend);
}

function startBareLoop(
  database: BenchDatabase,
  sink: Sink,
  redisUrl: string | undefined,
): Promise<BenchProcess> {
  let isReady = false;
  const env = { BENCH_DATABASE_URL: database.superuserUrl, BENCH_SMTP_URL: sink.url };
  return startProcess(
    'test/bench/reference/bare-mail-loop.js',
    redisUrl === undefined ? env : { ...env, BENCH_REDIS_URL: redisUrl },
    {
      onMessage: (message) => (isReady ||= (message as FromLoop).kind === 'ready'),
      isReady: async () => isReady,
    },
  );
}

async function onRedis(): Promise<BenchResult[]> {
  const redis = await testRedis();
  if (redis === undefined) {
    console.error('SKIPPED: release with the queues in Redis; there is no redis-server on this machine.');
    return [];
  }
  ofBench.add(() => redis.stop());
  return onBackend('Redis', redis.url);
}

export const benches: Bench[] = [
  { name: 'release with the queues in PostgreSQL', run: () => onBackend('PostgreSQL', undefined) },
  { name: 'release with the queues in Redis', run: onRedis },
];
