import { KeptConnection } from '../../database/kept-connection.js';
import { type Logger } from '../../logging/logger.js';
import {
  type BusEvent,
  checkTopic,
  decodeEvent,
  encodeEvent,
  EventBus,
  type Topic,
} from '../definitions/event-bus.js';
import { Subscribers } from './subscribers.js';

const CHANNEL = 'plenary_events';

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
  private readonly listener: KeptConnection;
  private isListening = false;
  private isSending = false;

  constructor(
    private readonly options: { readonly url: string; readonly send: Send; readonly logger: Logger },
  ) {
    super();
    this.listener = new KeptConnection(options.url, 'plenary events', async (client) => {
      client.on('notification', ({ payload }) => {
        const event = decodeEvent(payload ?? '');
        if (event !== undefined) this.subscribers.tell(event);
      });
      await client.query(`LISTEN ${CHANNEL}`);
      // Whatever was published before we listened is gone.
      this.subscribers.tellAll();
    });
  }

  override publish(topic: Topic, id: string): void {
    checkTopic(topic);
    this.unsent.add(encodeEvent(topic, id));
    if (!this.isSending) void this.sendAll();
  }

  override subscribe(topic: Topic): AsyncIterableIterator<BusEvent> {
    const events = this.subscribers.add(topic);
    if (!this.isListening) void this.listener.start();
    this.isListening = true;
    return events;
  }

  override async close(): Promise<void> {
    this.subscribers.endAll();
    await this.listener.stop();
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
}
