import { once } from 'node:events';
import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

/**
 * The plain way to screen: a job for each nomination, straight into BullMQ, which looks for the same address and for names
 * like it, reads places and watch list, and writes all findings down at once. Nothing compares the names that are found, and
 * nothing is kept apart: no claim, no scope, no entry in a trail, and one failure costs all checks. As many at once as Plenary.
 */
export type ToLoop = { readonly kind: 'screen'; readonly ids: readonly string[] };
export type FromLoop = { readonly kind: 'ready' };

interface Nomination {
  readonly conference_id: string;
  readonly body_id: string;
  readonly email_fold: string | null;
  readonly name_key: string;
}

interface Job {
  readonly name: string;
  readonly data: { readonly id: string };
  readonly opts: { readonly removeOnComplete: true };
}

type Add = (jobs: Job[]) => Promise<unknown>;

const CONCURRENCY = 10;
const { BENCH_DATABASE_URL = '', BENCH_REDIS_URL } = process.env;

const LOAD = `SELECT n.conference_id, n.body_id, p.name_key, p.email_fold
  FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id WHERE n.id = $1`;
const CHECKS = [
  `SELECT n.id, p.name FROM nominations.person p JOIN nominations.nomination n ON n.person_id = p.id
    WHERE p.conference_id = $1 AND p.email_fold = $3 AND n.state NOT IN ('DRAFT', 'WITHDRAWN', 'SUPERSEDED', 'LAPSED') LIMIT 100`,
  `SELECT n.id, n.reference, p.name FROM nominations.person p JOIN nominations.nomination n ON n.person_id = p.id
    WHERE p.name_key % $4 AND p.conference_id = $1 AND n.state NOT IN ('DRAFT', 'WITHDRAWN', 'SUPERSEDED', 'LAPSED')
    ORDER BY similarity($4, p.name_key) DESC LIMIT 100`,
  `SELECT n.id, n.reference, p.name FROM nominations.person p JOIN nominations.nomination n ON n.person_id = p.id
    WHERE p.name_key % $4 AND p.conference_id = $1 AND n.state = 'REJECTED' ORDER BY similarity($4, p.name_key) DESC LIMIT 100`,
  `SELECT allotted, held FROM nominations.quota WHERE body_id = $2`,
  `SELECT name FROM nominations.watch_list_entry WHERE conference_id = $1`,
].map((text) => ({
  text: `WITH asked AS (SELECT $1::uuid, $2::uuid, $3::text, $4::text) ${text}`,
}));
const STORE = `UPDATE nominations.screening SET state = 'CLEAR', findings = '{}', finished_at = clock_timestamp() WHERE nomination_id = $1`;
const REVIEW = `UPDATE nominations.nomination SET state = 'UNDER_REVIEW' WHERE id = $1`;

const database = new pg.Pool({
  connectionString: BENCH_DATABASE_URL,
  max: CONCURRENCY,
  options: '-c pg_trgm.similarity_threshold=0.3',
});
const add = BENCH_REDIS_URL === undefined ? await onPostgres() : await onRedis(BENCH_REDIS_URL);
const ready: FromLoop = { kind: 'ready' };
process.send?.(ready);

process.on(
  'message',
  ({ ids }: ToLoop) =>
    void add(ids.map((id) => ({ name: 'screen', data: { id }, opts: { removeOnComplete: true } }))),
);
await once(process, 'disconnect');
process.exit(0);

async function screen({ data: { id } }: { data: { id: string } }): Promise<void> {
  const { rows } = await database.query<Nomination>({ name: 'load', text: LOAD, values: [id] });
  const [found] = rows;
  if (found === undefined) return;
  const values = [found.conference_id, found.body_id, found.email_fold, found.name_key];
  for (const [index, { text }] of CHECKS.entries())
    await database.query({ name: `check-${index}`, text, values });
  await database.query({ name: 'store', text: STORE, values: [id] });
  await database.query({ name: 'review', text: REVIEW, values: [id] });
}

async function onPostgres(): Promise<Add> {
  const client = new pg.Client({ connectionString: BENCH_DATABASE_URL });
  await client.connect();
  await client.query('CREATE SCHEMA IF NOT EXISTS bare');
  await runMigrations(client, 'bare');
  await client.end();
  const options = '-c search_path=bare -c timezone=UTC';
  const connection = new pg.Pool({ connectionString: BENCH_DATABASE_URL, max: 10, options });
  const queue = new Queue('screening', { connection }, createPostgresBackend);
  const worker = new Worker(
    'screening',
    screen,
    { connection, concurrency: CONCURRENCY },
    createPostgresBackend,
  );
  await worker.waitUntilReady();
  return (jobs) => queue.addBulk(jobs);
}

async function onRedis(url: string): Promise<Add> {
  const connect = (): Redis => new Redis(url, { maxRetriesPerRequest: null });
  const prefix = '{bare}';
  const queue = new Queue('screening', { connection: connect(), prefix });
  const worker = new Worker('screening', screen, {
    connection: connect(),
    prefix,
    concurrency: CONCURRENCY,
  });
  await worker.waitUntilReady();
  return (jobs) => queue.addBulk(jobs);
}
