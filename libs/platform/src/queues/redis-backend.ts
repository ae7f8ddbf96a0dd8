import { Redis, type RedisOptions } from 'ioredis';
import { BullmqBackend } from './bullmq-backend.js';

const CONNECT_MS = 5_000;

/** Reads like any other Redis reply: `name:value` lines. */
const policyOf = (info: string): string | undefined => /^maxmemory_policy:(\S+)/m.exec(info)?.[1];

/** The queues in Redis or Valkey, which may forget all of them: the outbox remembers. */
export class RedisBackend extends BullmqBackend {
  readonly kind = 'redis';
  /** Fails soon, so that the relay notices; what it could not add stays in the outbox. */
  private readonly producer: Redis;
  /** BullMQ's workers wait for a lost server as long as it takes. */
  private readonly worker: Redis;

  constructor(url: string, onTrouble: (error: Error) => void) {
    super(onTrouble);
    const open = (options: RedisOptions): Redis =>
      new Redis(url, {
        connectTimeout: CONNECT_MS,
        // Soon back after a restart, without a storm while it is away.
        retryStrategy: (times) => Math.min(50 * times, 1_000),
        ...options,
      }).on('error', onTrouble);
    this.producer = open({ maxRetriesPerRequest: 1, commandTimeout: CONNECT_MS });
    this.worker = open({ maxRetriesPerRequest: null });
  }

  /** Any other policy lets Redis throw jobs away when memory is short; the sweeper brings them back, late. */
  async check(): Promise<readonly string[]> {
    let info: string;
    try {
      info = await this.producer.info('memory');
    } catch (cause) {
      throw new Error('REDIS_URL: the server cannot be reached.', { cause });
    }
    const policy = policyOf(info);
    if (policy === 'noeviction') return [];
    return [
      `REDIS_URL: maxmemory-policy is ${policy ?? 'unknown'}; set it to noeviction, or jobs are delayed when memory is short.`,
    ];
  }

  async isReachable(): Promise<boolean> {
    return this.producer.ping().then(
      () => true,
      () => false,
    );
  }

  protected connection(use: 'producer' | 'worker'): { redis: Redis } {
    return { redis: use === 'producer' ? this.producer : this.worker };
  }

  protected async disconnect(): Promise<void> {
    this.producer.disconnect();
    this.worker.disconnect();
    return Promise.resolve();
  }
}
