import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq';
import pg from 'pg';
import { type FromLoop, type ToLoop } from './bare-mail-loop.js';

/**
 * The floor of webhooks: jobs that carry the whole payload, straight into BullMQ in PostgreSQL, and a worker that signs each and
 * hands it to `fetch`. No feed, no record of what became of a delivery. As many at once as Plenary sends to one endpoint.
 */
interface Delivery {
  readonly id: string;
  readonly payload: string;
}

const CONCURRENCY = 32;
const { BENCH_DATABASE_URL = '', BENCH_RECEIVER_URL = '' } = process.env;

const client = new pg.Client({ connectionString: BENCH_DATABASE_URL });
await client.connect();
await client.query('CREATE SCHEMA IF NOT EXISTS bare');
await runMigrations(client, 'bare');
await client.end();
const options = '-c search_path=bare -c timezone=UTC';
const connection = new pg.Pool({ connectionString: BENCH_DATABASE_URL, max: 10, options });
const queue = new Queue('webhook', { connection }, createPostgresBackend);
const worker = new Worker(
  'webhook',
  deliver,
  { connection, concurrency: CONCURRENCY },
  createPostgresBackend,
);
await worker.waitUntilReady();
const ready: FromLoop = { kind: 'ready' };
process.send?.(ready);

process.on(
  'message',
  ({ count }: ToLoop) => void queue.addBulk(Array.from({ length: count }, (_, index) => jobOf(index))),
);
await once(process, 'disconnect');
process.exit(0);

async function deliver({ data: { id, payload } }: { data: Delivery }): Promise<void> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', 'secret').update(`${id}.${timestamp}.${payload}`).digest('base64');
  const answer = await fetch(BENCH_RECEIVER_URL, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
    body: payload,
  });
  if (!answer.ok) throw new Error(`Answered ${answer.status}`);
  await answer.arrayBuffer();
}

function jobOf(index: number): { name: string; data: Delivery; opts: { removeOnComplete: true } } {
  const subject = { type: 'Nomination', id: randomUUID(), externalReference: `CRM-${index}` };
  const payload = JSON.stringify({
    type: 'nomination.created',
    timestamp: new Date().toISOString(),
    data: { conferenceId: randomUUID(), subject },
  });
  return {
    name: 'delivery',
    data: { id: randomUUID(), payload },
    opts: { removeOnComplete: true },
  };
}
