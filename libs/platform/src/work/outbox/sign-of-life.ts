import { randomInt } from 'node:crypto';
import { newId } from '#libs/kernel';
import { KeptConnection } from '../../database/kept-connection.js';

/** As in `platform.is_lease_over`. */
const LIFE = 0x6c_69_66_65;
const HOLD = `SELECT pg_advisory_lock(${LIFE}, $1::int)`;

/**
 * A connection of ours that went silent holds the lock until the server notices. It is the login's, not the role's that the login
 * works as, so only the login may end it.
 */
const END_EARLIER = `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = ${LIFE}
  AND objid = $1::int::oid AND pid <> pg_backend_pid() AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** Says since when the locks of this server have been kept, where nobody has since they were last lost. */
const KEEP = `SELECT setval('platform.locks_kept_since', (extract(epoch FROM clock_timestamp()) * 1000)::bigint)
  FROM platform.locks_kept_since WHERE NOT is_called`;

/** Of a lease that lasts so long, after what part it may be somebody else's: while the sign of life is there, and without it. */
const SAFE_PART = { seen: 0.8, unseen: 0.4 };

/**
 * Shows the database that this process lives: an advisory lock on a connection of its own, which ends with the process,
 * however it ends. What it has claimed is then free after half a lease, and a busy process that lives keeps the whole one.
 */
export class SignOfLife {
  /** The number that claims bear. */
  readonly holder = randomInt(1, 0x7f_ff_ff_ff);
  private readonly connection: KeptConnection;

  constructor(url: string) {
    this.connection = new KeptConnection(url, 'plenary-life', async (client) => {
      await client.query('SET ROLE NONE');
      await client.query(END_EARLIER, [this.holder]);
      await client.query('RESET ROLE');
      await client.query(HOLD, [this.holder]);
      await client.query(KEEP);
    });
  }

  start(): Promise<void> {
    return this.connection.start();
  }

  stop(): Promise<void> {
    return this.connection.stop();
  }

  /** Milliseconds after a claim or its renewal for which nobody else can have it. */
  safeMs(leaseMs: number): number {
    return leaseMs * (this.connection.isOpen ? SAFE_PART.seen : SAFE_PART.unseen);
  }
}

/** A fresh token for a lease, which ends in the number of its holder: see `platform.is_lease_over`. */
export function leaseToken(holder: number | undefined): string {
  const id = newId();
  return holder === undefined ? id : id.slice(0, -8) + holder.toString(16).padStart(8, '0');
}
