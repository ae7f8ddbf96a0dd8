import pg from 'pg';
import { CONNECTION_LIMITS, sessionOptions } from '../database/session-options.js';

const RECONNECT_MS = 500;

/** One connection for as long as the process lives, opened again whenever it is lost. */
export class KeptConnection {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  private isReady = false;

  /** @param prepare runs on each new connection before it counts. */
  constructor(
    private readonly url: string,
    private readonly applicationName: string,
    private readonly prepare: (client: pg.Client) => Promise<void>,
  ) {}

  /** Whether it was open and prepared when last heard of. */
  get isOpen(): boolean {
    return this.isReady;
  }

  /** Ends with the first try, whatever came of it. */
  async start(): Promise<void> {
    await this.connect();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: this.applicationName,
      options: sessionOptions(CONNECTION_LIMITS),
      keepAlive: true,
      // Sooner than walls between networks forget who is silent.
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 5_000,
    });
    this.client = client;
    client.on('error', () => undefined);
    client.once('end', () => this.reconnect());
    try {
      await client.connect();
      await this.prepare(client);
      this.isReady = true;
    } catch {
      await client.end().catch(() => undefined);
      this.reconnect();
    }
  }

  private reconnect(): void {
    this.isReady = false;
    if (this.isStopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.connect(), RECONNECT_MS);
  }
}
