import { assertSchemaCompatibility } from 'bullmq';
import pg from 'pg';
import { LastingClient } from '../database/lasting-client.js';
import { sessionOptions, type TimeLimits } from '../database/session-options.js';
import { BullmqBackend } from './bullmq-backend.js';
import { patientPool, type QueuePool } from './queue-pool.js';

/** BullMQ's schema; its functions find their tables by it. */
const SEARCH_PATH = 'bullmq';
const LIMITS: TimeLimits = {
  statement_timeout: 10_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 10_000,
};
const SPARE_CONNECTIONS = 6;

/** The queues in the conference's own database, in BullMQ's own tables and on a pool of its own. */
export class PostgresBackend extends BullmqBackend {
  readonly kind = 'postgres';
  private readonly pool: pg.Pool;
  private readonly patient: QueuePool;

  constructor(url: string, queues: number, onTrouble: (error: Error) => void) {
    super(onTrouble);
    this.pool = new pg.Pool({
      Client: LastingClient,
      connectionString: url,
      application_name: 'plenary-queues',
      // Each worker keeps one connection to itself, on which it listens.
      max: queues + SPARE_CONNECTIONS,
      options: sessionOptions(LIMITS, SEARCH_PATH),
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    this.patient = patientPool(this.pool);
    this.pool.on('error', onTrouble);
    // Each queue and each worker listens too.
    this.pool.setMaxListeners(4 * queues + SPARE_CONNECTIONS);
  }

  async check(): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ is_there: boolean }>(
      `SELECT to_regclass('bullmq.job') IS NOT NULL AS is_there`,
    );
    if (rows[0]?.is_there !== true)
      throw new Error(
        'DATABASE_URL: the database has no tables of the queues yet; run "npm run plenary -- migrate".',
      );
    await assertSchemaCompatibility(this.patient, SEARCH_PATH);
    return [];
  }

  async isReachable(): Promise<boolean> {
    return this.pool.query('SELECT 1 FROM bullmq.job LIMIT 1').then(
      () => true,
      () => false,
    );
  }

  protected connection(): { postgres: QueuePool } {
    return { postgres: this.patient };
  }

  protected async disconnect(): Promise<void> {
    await this.pool.end();
  }
}
