import { randomInt } from 'node:crypto';
import { KeptConnection } from './kept-connection.js';

/** As in `platform.is_lease_over`. */
const LIFE = 0x6c_69_66_65;
const HOLD = `SELECT pg_advisory_lock(${LIFE}, $1::int)`;

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
      await client.query(HOLD, [this.holder]);
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
