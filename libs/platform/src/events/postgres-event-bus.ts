import pg from 'pg';
import { CONNECTION_LIMITS, sessionOptions } from '../database/session-options.js';
import { type Logger } from '../logging/logger.js';
import { type BusEvent, checkTopic, decodeEvent, encodeEvent, EventBus, type Topic } from './event-bus.js';
import { Subscribers } from './subscribers.js';

const CHANNEL = 'plenary_events';
const LEAST_WAIT_MS = 250;
const MOST_WAIT_MS = 5_000;

/** Runs a statement on some connection of the process's pool. */
export type Send = (text: string, values: readonly string[]) => Promise<unknown>;

/**
 * Events over LISTEN/NOTIFY: one listening connection per process, opened when somebody first subscribes and opened
 * again whenever it is lost; publishing goes through the pool, outside the transaction that caused it (a NOTIFY inside
 * one makes all commits of the database queue up behind each other).
 */
export class PostgresEventBus extends EventBus {
  private readonly subscribers = new Subscribers();
  private readonly unsent = new Set<string>();
  private listener: pg.Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private wait = LEAST_WAIT_MS;
  private isSending = false;
  private isClosed = false;

  constructor(
    private readonly options: { readonly url: string; readonly send: Send; readonly logger: Logger },
  ) {
    super();
  }

  override publish(topic: Topic, id: string): void {
    checkTopic(topic);
    this.unsent.add(encodeEvent(topic, id));
    if (!this.isSending) void this.sendAll();
  }

  override subscribe(topic: Topic): AsyncIterableIterator<BusEvent> {
    const events = this.subscribers.add(topic);
    if (this.listener === undefined && this.retry === undefined) void this.listen();
    return events;
  }

  override async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.retry);
    this.subscribers.endAll();
    const { listener } = this;
    this.listener = undefined;
    await listener?.end().catch(() => undefined);
  }

  private async sendAll(): Promise<void> {
    this.isSending = true;
    try {
      while (this.unsent.size > 0) {
        const batch = [...this.unsent].slice(0, 100);
        for (const event of batch) this.unsent.delete(event);
        const calls = batch.map((_, index) => `pg_notify('${CHANNEL}', $${index + 1})`);
        await this.options.send(`SELECT ${calls.join(', ')}`, batch);
      }
    } catch (error) {
      // Whoever waited for these events looks again when their connection is back, or by hand.
      this.unsent.clear();
      this.options.logger.warn({ err: error }, 'Events could not be published');
    } finally {
      this.isSending = false;
    }
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.options.url,
      application_name: 'plenary events',
      options: sessionOptions(CONNECTION_LIMITS),
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    this.listener = client;
    client.on('error', () => this.lose(client));
    client.on('end', () => this.lose(client));
    client.on('notification', ({ payload }) => {
      const event = decodeEvent(payload ?? '');
      if (event !== undefined) this.subscribers.tell(event);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.wait = LEAST_WAIT_MS;
      // Whatever was published before we listened is gone.
      this.subscribers.tellAll();
    } catch (error) {
      this.options.logger.warn({ err: error }, 'Events cannot be heard; trying again');
      this.lose(client);
    }
  }

  /** Opens the connection again after a while that doubles. */
  private lose(client: pg.Client): void {
    if (this.isClosed || this.listener !== client) return;
    this.listener = undefined;
    client.end().catch(() => undefined);
    this.retry = setTimeout(() => {
      this.retry = undefined;
      void this.listen();
    }, this.wait);
    this.wait = Math.min(this.wait * 2, MOST_WAIT_MS);
  }
}
