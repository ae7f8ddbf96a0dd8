import { Redis } from 'ioredis';
import { type Logger } from '../logging/logger.js';
import { type BusEvent, checkTopic, decodeEvent, encodeEvent, EventBus, type Topic } from './event-bus.js';
import { Subscribers } from './subscribers.js';

const CHANNEL = 'plenary:events';

/** Events over Redis or Valkey, for installations past one machine. ioredis opens lost connections again. */
export class RedisEventBus extends EventBus {
  private readonly subscribers = new Subscribers();
  private readonly publisher: Redis;
  private listener: Redis | undefined;

  constructor(private readonly options: { readonly url: string; readonly logger: Logger }) {
    super();
    this.publisher = this.open();
  }

  override publish(topic: Topic, id: string): void {
    checkTopic(topic);
    this.publisher.publish(CHANNEL, encodeEvent(topic, id)).catch((error: unknown) => {
      this.options.logger.warn({ err: error }, 'An event could not be published');
    });
  }

  override subscribe(topic: Topic): AsyncIterableIterator<BusEvent> {
    const events = this.subscribers.add(topic);
    this.listener ??= this.listen();
    return events;
  }

  override async close(): Promise<void> {
    this.subscribers.endAll();
    this.publisher.disconnect();
    this.listener?.disconnect();
  }

  private listen(): Redis {
    const listener = this.open();
    listener.on('message', (_channel: string, text: string) => {
      const event = decodeEvent(text);
      if (event !== undefined) this.subscribers.tell(event);
    });
    // Subscribed again after each connection; what was published in between is gone.
    listener.on('ready', () => {
      listener.subscribe(CHANNEL).then(
        () => this.subscribers.tellAll(),
        () => undefined,
      );
    });
    return listener;
  }

  private open(): Redis {
    const redis = new Redis(this.options.url, {
      maxRetriesPerRequest: 1,
      autoResubscribe: false,
      retryStrategy: (attempt) => Math.min(250 * 2 ** attempt, 5_000),
    });
    redis.on('error', (error) => this.options.logger.warn({ err: error }, 'Redis cannot be reached'));
    return redis;
  }
}
