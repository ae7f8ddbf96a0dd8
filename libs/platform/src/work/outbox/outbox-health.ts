import { Injectable } from '@nestjs/common';
import { ANONYMOUS } from '#libs/kernel';
import { Database } from '../../database/database.js';
import { type Readiness, ReadinessProblem } from '../../health/readiness.js';

/** How background work does, as any process may see it. */
export interface OutboxHealthReport {
  /** Worker processes that gave a sign of life in the last 30 seconds. */
  readonly workers: number;
  /** Whether the queue answers all of them; false where there is none. */
  readonly isQueueReachable: boolean;
  /** Seconds that the oldest due outbox row has waited for the relay. */
  readonly outboxLagSeconds: number;
  readonly backend: 'postgres' | 'redis' | null;
}

const READ = `SELECT count(*)::int AS workers, coalesce(bool_and(is_queue_reachable), false) AS is_reachable,
    (coalesce(max(outbox_lag_ms + extract(epoch FROM clock_timestamp() - beat_at) * 1000 * (outbox_lag_ms > 0)::int), 0) / 1000)::float8 AS lag,
    min(backend) AS backend
  FROM platform.worker WHERE beat_at > clock_timestamp() - interval '30 seconds'`;

/** Above this, the relay is held to be stuck. */
const MOST_LAG_SECONDS = 30;

/** What has gone wrong with background work, from the heartbeats of the workers: the API has no access to the queue itself. */
@Injectable()
export class OutboxHealth {
  constructor(private readonly database: Database) {}

  /**
   * Has `worker` (one lives), `queue` (it answers them) and `outbox` (nothing has waited for long) watched, and adds how many
   * workers there are, how long work waits, and the dead letters, those of no conference included.
   */
  register(readiness: Readiness): void {
    readiness.watch('worker', async () => {
      const { workers } = await this.report();
      if (workers === 0)
        throw new ReadinessProblem(
          'No worker has given a sign of life for 30 seconds: no mail goes out and what is due is not done. Start one; it takes up what waits.',
        );
    });
    readiness.watch('queue', async () => {
      const { workers, isQueueReachable } = await this.report();
      if (workers > 0 && !isQueueReachable)
        throw new ReadinessProblem(
          'The queue does not answer the workers: mail and other background work waits in the database and goes on by itself; look at the server that REDIS_URL names.',
        );
    });
    readiness.watch('outbox', async () => {
      const { outboxLagSeconds } = await this.report();
      if (outboxLagSeconds > MOST_LAG_SECONDS)
        throw new ReadinessProblem(
          `Background work has waited for ${Math.round(outboxLagSeconds)} seconds without being given to the queue; the worker's log says why.`,
        );
    });
    readiness.registerFigure('workers', async () => (await this.report()).workers);
    readiness.registerFigure('outboxLagSeconds', async () =>
      Math.round((await this.report()).outboxLagSeconds),
    );
    readiness.registerFigure('deadLetters', () => this.countDeadLetters());
  }

  private async countDeadLetters(): Promise<number> {
    const [row] = await this.database.read<{ count: number }>(
      ANONYMOUS,
      'SELECT platform.count_dead_letters() AS count',
    );
    return row?.count ?? 0;
  }

  async report(): Promise<OutboxHealthReport> {
    const [row] = await this.database.read<{
      workers: number;
      is_reachable: boolean;
      lag: number;
      backend: 'postgres' | 'redis' | null;
    }>(ANONYMOUS, READ);
    return {
      workers: row?.workers ?? 0,
      isQueueReachable: row?.is_reachable ?? false,
      outboxLagSeconds: row?.lag ?? 0,
      backend: row?.backend ?? null,
    };
  }
}
