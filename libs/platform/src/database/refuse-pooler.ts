import { DatabaseRefused } from './connection-problem.js';
import { LastingClient } from './lasting-client.js';
import { type RuntimeLogin } from './runtime-role.js';

/**
 * Whether what is behind this address gives one connection of ours the same session from one transaction to the next. PgBouncer
 * hands a client a number of its own instead of its server process's; it takes the server connection that was let go last, so
 * that whoever asks while another is in a transaction sees which mode it is in.
 * @throws DatabaseRefused in one sentence with the remedy.
 */
export async function refusePooler(url: string, setting: RuntimeLogin['setting']): Promise<void> {
  const one = new LastingClient({ connectionString: url, connectionTimeoutMillis: 5_000 });
  const other = new LastingClient({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await one.connect();
    const first = await processOf(one);
    if (first === (one as unknown as { processID: number }).processID) return;
    await other.connect();
    await other.query('BEGIN');
    await processOf(other);
    if ((await processOf(one)) === first) return;
    throw new DatabaseRefused(
      `${setting}: what stands before the database (PgBouncer, say) gives each transaction another connection; Plenary listens, locks and prepares on its connections: set pool_mode to session for it, or name the database itself.`,
    );
  } finally {
    await Promise.all([one, other].map((client) => client.end().catch(() => undefined)));
  }
}

const processOf = async (client: LastingClient): Promise<number | undefined> =>
  (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid;
