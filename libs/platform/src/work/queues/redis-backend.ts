import { Redis, type RedisOptions } from 'ioredis';
import { BullmqBackend } from './bullmq-backend.js';
import {
  reconnectOnReadOnly,
  REDIS_PREFIX,
  type RedisAddress,
  redisOptions,
} from '../../redis/redis-address.js';
import { checkRedisServer, holdQueues, letGoOfQueues } from '../../redis/redis-check.js';

const CONNECT_MS = 5_000;

/** The queues in Redis or Valkey, which may forget all of them: the outbox remembers. */
export class RedisBackend extends BullmqBackend {
  readonly kind = 'redis';
  /** Fails soon, so that the relay notices; what it could not add stays in the outbox. */
  private readonly producer: Redis;
  /** BullMQ's workers wait for a lost server as long as it takes. */
  private readonly worker: Redis;
  private readonly keys: string;
  /** Whose work it does, once that is known. */
  private installation: string | undefined;

  constructor(
    private readonly address: RedisAddress,
    onTrouble: (error: Error) => void,
  ) {
    const keys = address.prefix ?? REDIS_PREFIX;
    // Kept on one slot of a cluster, as BullMQ's scripts need.
    super(onTrouble, `{${keys}}`);
    this.keys = keys;
    const open = (options: RedisOptions): Redis =>
      new Redis({
        ...redisOptions(address),
        connectTimeout: CONNECT_MS,
        // Soon back after a restart, without a storm while it is away.
        retryStrategy: (times) => Math.min(50 * times, 1_000),
        reconnectOnError: reconnectOnReadOnly,
        ...options,
      }).on('error', onTrouble);
    this.producer = open({ maxRetriesPerRequest: 1, commandTimeout: CONNECT_MS });
    this.worker = open({ maxRetriesPerRequest: null });
  }

  async check(installation: string): Promise<readonly string[]> {
    const { url } = this.address;
    const warnings = await checkRedisServer(this.producer, { url, prefix: this.keys, installation });
    this.installation = installation;
    return warnings;
  }

  /** Whether it takes writes, from this installation; a server that only answers may have become a replica. */
  async isReachable(): Promise<boolean> {
    return holdQueues(this.producer, this.keys, this.installation ?? '').catch(() => false);
  }

  protected connection(use: 'producer' | 'worker'): { redis: Redis } {
    return { redis: use === 'producer' ? this.producer : this.worker };
  }

  protected async disconnect(): Promise<void> {
    if (this.installation !== undefined && this.producer.status === 'ready')
      await letGoOfQueues(this.producer, this.keys, this.installation).catch(() => undefined);
    this.producer.disconnect();
    this.worker.disconnect();
  }
}
