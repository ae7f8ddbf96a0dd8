import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import {
  reconnectOnReadOnly,
  REDIS_PREFIX,
  type RedisAddress,
  redisOptions,
} from '../../redis/redis-address.js';
import { isReplica } from '../../redis/redis-check.js';
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

const LOOK_EVERY_MS = 2_000;
const ANSWER_WITHIN_MS = 2_000;

/**
 * Events over Redis or Valkey, for installations past one machine. ioredis opens lost connections again. What it does not notice is
 * looked for: a master that has become a replica takes what is published and tells nobody else, and a subscriber that its
 * server has lost sight of only hears nothing.
 */
export class RedisEventBus extends EventBus {
  private readonly subscribers = new Subscribers();
  private readonly publisher: Redis;
  private listener: Redis | undefined;
  private readonly channel: string;
  /** What this process alone says, and no event: it comes back, or the listener is deaf. */
  private readonly echo = randomUUID();
  private hearsEcho: (() => void) | undefined;
  private readonly timer: NodeJS.Timeout;
  private isSubscribed = false;
  private isLooking = false;
  private wasAstray = false;
  private isClosed = false;

  constructor(private readonly options: RedisAddress & { readonly logger: Logger }) {
    super();
    this.channel = `${options.prefix ?? REDIS_PREFIX}:events`;
    this.publisher = this.open();
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  override publish(topic: Topic, id: string): void {
    checkTopic(topic);
    this.publisher.publish(this.channel, encodeEvent(topic, id)).catch((error: unknown) => {
      this.options.logger.warn({ err: error }, 'An event could not be published');
    });
  }

  override subscribe(topic: Topic): AsyncIterableIterator<BusEvent> {
    const events = this.subscribers.add(topic);
    this.listener ??= this.listen();
    return events;
  }

  override async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.timer);
    this.subscribers.endAll();
    this.publisher.disconnect();
    this.listener?.disconnect();
  }

  private listen(): Redis {
    const listener = this.open();
    listener.on('message', (_channel: string, text: string) => {
      if (text === this.echo) this.hearsEcho?.();
      const event = decodeEvent(text);
      if (event !== undefined) this.subscribers.tell(event);
    });
    // Subscribed again after each connection; what was published in between is gone.
    listener.on('ready', () => {
      listener.subscribe(this.channel).then(
        () => {
          this.isSubscribed = true;
          this.subscribers.tellAll();
        },
        () => undefined,
      );
    });
    listener.on('close', () => (this.isSubscribed = false));
    return listener;
  }

  /** One look at a time, and none while a connection is being opened anyway. */
  private async look(): Promise<void> {
    if (this.isLooking || this.publisher.status !== 'ready') return;
    this.isLooking = true;
    try {
      await this.lookAtPublisher();
      if (this.isSubscribed && !this.wasAstray) await this.lookAtListener();
    } finally {
      this.isLooking = false;
    }
  }

  /** The listener stays for as long as the address leads to replicas alone: they pass on what their master says. */
  private async lookAtPublisher(): Promise<void> {
    const isAstray = await inTime(isReplica(this.publisher)).catch(() => true);
    if (isAstray) this.reopen(this.publisher);
    else if (this.wasAstray) this.reopen(this.listener);
    this.wasAstray = isAstray;
  }

  private async lookAtListener(): Promise<void> {
    const heard = new Promise<void>((resolve) => (this.hearsEcho = resolve));
    try {
      await inTime(this.publisher.publish(this.channel, this.echo).then(() => heard));
    } catch {
      if (!this.isClosed) this.options.logger.warn('Events are not heard from Redis; connecting again');
      this.reopen(this.listener);
    }
  }

  private reopen(redis: Redis | undefined): void {
    if (!this.isClosed) redis?.disconnect(true);
  }

  private open(): Redis {
    const redis = new Redis({
      ...redisOptions(this.options),
      reconnectOnError: reconnectOnReadOnly,
      maxRetriesPerRequest: 1,
      autoResubscribe: false,
      retryStrategy: (attempt) => Math.min(250 * 2 ** attempt, 5_000),
    });
    redis.on('error', (error) => this.options.logger.warn({ err: error }, 'Redis cannot be reached'));
    return redis;
  }
}

async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('No answer in time')), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
