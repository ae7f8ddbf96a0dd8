import { assertSchemaCompatibility } from 'bullmq';
import pg from 'pg';
import { DatabaseRefused } from '../../database/connection-problem.js';
import { LastingClient } from '../../database/lasting-client.js';
import { type SessionOptions, type TimeLimits } from '../../database/session-options.js';
import { BullmqBackend } from './bullmq-backend.js';
import { patientPool, type QueuePool } from './queue-pool.js';

/** BullMQ's schema; its functions find their tables by it. */
const SEARCH_PATH = 'bullmq';
const LIMITS: TimeLimits = {
  statement_timeout: 10_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 10_000,
};
/** Beside those on which workers listen; one of them renews locks and does nothing else, one adds jobs and counts them. */
const SPARE_CONNECTIONS = 6;

const LOOK = `SELECT current_setting('transaction_read_only') = 'off' AS takes_writes, EXISTS (SELECT FROM bullmq.job) AS has_jobs`;

/** The queues in the conference's own database, in BullMQ's own tables and on a pool of its own. */
export class PostgresBackend extends BullmqBackend {
  readonly kind = 'postgres';
  private readonly pool: pg.Pool;
  private readonly forLocks: pg.Pool;
  private readonly forAdding: pg.Pool;
  private readonly adding: QueuePool;
  private readonly working: QueuePool;
  private readonly connections = new Set<LastingClient>();

  constructor(url: string, queues: number, onTrouble: (error: Error) => void) {
    super(onTrouble);
    // Each worker keeps one connection to itself, on which it listens. That a job was begun, put off or ended may be forgotten in a
    // crash of the server: it is given once more, and its row says how it stands. BullMQ begins jobs one by one, and each would wait
    // for the disk. An added job is kept, or its row would wait for the sweeper.
    this.pool = this.open(url, queues + SPARE_CONNECTIONS - 2, { isForgettable: true });
    this.forLocks = this.open(url, 1, { isForgettable: true });
    this.forAdding = this.open(url, 1);
    this.working = patientPool(this.pool, this.forLocks);
    this.adding = patientPool(this.forAdding, this.forLocks);
    // Each queue and each worker listens too.
    for (const pool of [this.pool, this.forLocks, this.forAdding])
      pool.setMaxListeners(4 * queues + SPARE_CONNECTIONS);
  }

  private open(url: string, max: number, options: SessionOptions = {}): pg.Pool {
    const pool = new pg.Pool({
      Client: LastingClient,
      connectionString: url,
      application_name: 'plenary-queues',
      max,
      // For LastingClient; the types of pg's pool do not know them.
      ...{ limits: LIMITS, searchPath: SEARCH_PATH, ...options },
      connectionTimeoutMillis: 5_000,
    });
    pool.on('error', this.onTrouble);
    pool.on('connect', (client) => this.watch(client as unknown as LastingClient));
    return pool;
  }

  async check(): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ is_there: boolean }>(
      `SELECT to_regclass('bullmq.job') IS NOT NULL AS is_there`,
    );
    if (rows[0]?.is_there !== true)
      throw new DatabaseRefused(
        'DATABASE_URL: the database has no tables of the queues yet; run "npm run plenary -- migrate".',
      );
    await assertSchemaCompatibility(this.adding, SEARCH_PATH);
    return [];
  }

  async isReachable(): Promise<boolean> {
    try {
      const { rows } = await this.pool.query<{ takes_writes: boolean }>(LOOK);
      const isWell = rows[0]?.takes_writes === true;
      if (!isWell) this.leaveServer();
      return isWell;
    } catch {
      return false;
    }
  }

  /** Workers keep the connections on which they listen for as long as they live: nobody else would end these. */
  private watch(client: LastingClient): void {
    this.connections.add(client);
    client.once('end', () => this.connections.delete(client));
    client.once('readOnly', () => this.leaveServer());
  }

  /** It takes no writes: after a failover the same address leads elsewhere. */
  private leaveServer(): void {
    for (const client of this.connections) client.cut();
  }

  protected connection(use: 'producer' | 'worker'): { postgres: QueuePool } {
    return { postgres: use === 'producer' ? this.adding : this.working };
  }

  protected async disconnect(): Promise<void> {
    await Promise.all([this.pool.end(), this.forLocks.end(), this.forAdding.end()]);
  }
}
