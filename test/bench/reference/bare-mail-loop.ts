import { once } from 'node:events';
import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { createTransport } from 'nodemailer';
import pg from 'pg';

/**
 * The floor of sending: jobs that carry the whole mail, straight into BullMQ, and a worker that hands each to nodemailer.
 * No claim, no record of what became of a mail, nothing that survives a crash. As many at once as Plenary's own worker.
 */
export type ToLoop = { readonly kind: 'send'; readonly count: number };
export type FromLoop = { readonly kind: 'ready' };

interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Job {
  readonly name: string;
  readonly data: Mail;
  readonly opts: { readonly removeOnComplete: true };
}

type Add = (jobs: Job[]) => Promise<unknown>;

const CONCURRENCY = 10;
const PARAGRAPH =
  'The Foreign & Commonwealth Office invites you to the conference. Please tell us by the date below whether you will come. ';
const { BENCH_DATABASE_URL = '', BENCH_REDIS_URL, BENCH_SMTP_URL = '' } = process.env;

const transport = createTransport({
  url: BENCH_SMTP_URL,
  pool: true,
  maxConnections: CONCURRENCY,
  maxMessages: 500,
});
const add = BENCH_REDIS_URL === undefined ? await onPostgres() : await onRedis(BENCH_REDIS_URL);
const ready: FromLoop = { kind: 'ready' };
process.send?.(ready);

process.on(
  'message',
  ({ count }: ToLoop) => void add(Array.from({ length: count }, (_, index) => jobOf(index))),
);
await once(process, 'disconnect');
process.exit(0);

async function send({ data }: { data: Mail }): Promise<void> {
  await transport.sendMail({ from: 'Conference <office@conference.example>', ...data });
}

function jobOf(index: number): Job {
  const text = PARAGRAPH.repeat(8);
  const to = `nominee.${index}@nominees.example`;
  const data = { to, subject: 'Invitation', text, html: `<p>${text}</p>` };
  return { name: 'mail', data, opts: { removeOnComplete: true } };
}

async function onPostgres(): Promise<Add> {
  const client = new pg.Client({ connectionString: BENCH_DATABASE_URL });
  await client.connect();
  await client.query('CREATE SCHEMA IF NOT EXISTS bare');
  await runMigrations(client, 'bare');
  await client.end();
  const options = '-c search_path=bare -c timezone=UTC';
  const connection = new pg.Pool({ connectionString: BENCH_DATABASE_URL, max: 10, options });
  const queue = new Queue('mail', { connection }, createPostgresBackend);
  const worker = new Worker('mail', send, { connection, concurrency: CONCURRENCY }, createPostgresBackend);
  await worker.waitUntilReady();
  return (jobs) => queue.addBulk(jobs);
}

async function onRedis(url: string): Promise<Add> {
  const connect = (): Redis => new Redis(url, { maxRetriesPerRequest: null });
  const prefix = '{bare}';
  const queue = new Queue('mail', { connection: connect(), prefix });
  const worker = new Worker('mail', send, { connection: connect(), prefix, concurrency: CONCURRENCY });
  await worker.waitUntilReady();
  return (jobs) => queue.addBulk(jobs);
}
