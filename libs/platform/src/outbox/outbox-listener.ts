import pg from 'pg';
import { CONNECTION_LIMITS, sessionOptions } from '../database/session-options.js';
import { OUTBOX_CHANNEL } from './outbox-bell.js';

const RECONNECT_MS = 500;

/** One connection that hears the bell of new outbox rows, opened again whenever it is lost. */
export class OutboxListener {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    private readonly url: string,
    private readonly onRing: () => void,
  ) {}

  start(): void {
    void this.connect();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'plenary-outbox',
      options: sessionOptions(CONNECTION_LIMITS),
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    this.client = client;
    client.on('notification', () => this.onRing());
    client.on('error', () => undefined);
    client.once('end', () => this.reconnect());
    try {
      await client.connect();
      await client.query(`LISTEN ${OUTBOX_CHANNEL}`);
      // What was rung for while nobody listened.
      this.onRing();
    } catch {
      await client.end().catch(() => undefined);
      this.reconnect();
    }
  }

  private reconnect(): void {
    if (this.isStopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.connect(), RECONNECT_MS);
  }
}
