import { type Redis } from 'ioredis';
import { redisServer } from './redis-address.js';

/** The server cannot be used as it is; the message is a sentence for whoever runs it. */
export class RedisRefused extends Error {
  override readonly name = 'RedisRefused';
}

/** Seconds for which an installation that gives no sign keeps its name in the server. */
const HELD_SECONDS = 30;

/**
 * KEYS[1] the note of who works here, ARGV[1] who asks. Writes it, and answers who it is: the asker, or who was there before.
 * A script that writes, as all of BullMQ's are: whoever may run this one may run those.
 */
const HOLD = `local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return holder end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
return ARGV[1]`;
const LET_GO = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

/** On the slot of the queues. */
const noteOf = (prefix: string): string => `{${prefix}}:installation`;

/** @returns whether the queues under this prefix are this installation's, as long as it asks again within half a minute. */
export async function holdQueues(redis: Redis, prefix: string, installation: string): Promise<boolean> {
  return (await redis.eval(HOLD, 1, noteOf(prefix), installation, HELD_SECONDS)) === installation;
}

export async function letGoOfQueues(redis: Redis, prefix: string, installation: string): Promise<void> {
  await redis.eval(LET_GO, 1, noteOf(prefix), installation);
}

const factOf = (info: string, name: string): string | undefined =>
  new RegExp(`^${name}:(\\S+)`, 'm').exec(info)?.[1];

/** Of a server that follows another one: it takes no writes, and what is published to it goes no further. */
export async function isReplica(redis: Redis): Promise<boolean> {
  return factOf(await redis.info('replication'), 'role') === 'slave';
}

/**
 * Uses the server as the queues do, and refuses in words what would lose or delay work. Of no installation, only looks.
 * @returns what an administrator must be warned of. @throws RedisRefused in one line that begins with the setting.
 */
export async function checkRedisServer(
  redis: Redis,
  { url, prefix, installation }: { url: string; prefix: string; installation?: string | undefined },
): Promise<readonly string[]> {
  // Of a server that lets nobody in a command hears only that it was not sent.
  let last: Error | undefined;
  const remember = (error: Error): void => void (last = error);
  redis.on('error', remember);
  try {
    // ioredis goes on with the first database where the one of the address is refused.
    await redis.select(redis.options.db ?? 0);
    if (await isReplica(redis)) throw new Unusable(REPLICA);
    const policy = factOf(await redis.info('memory'), 'maxmemory_policy');
    if (policy?.startsWith('allkeys-') === true)
      throw new Unusable(
        `has maxmemory-policy ${policy}, which throws jobs away when memory is short; set it to noeviction`,
      );
    if (installation === undefined) {
      // As good as a write for what may be done, and it leaves nothing behind.
      await letGoOfQueues(redis, prefix, '');
    } else if (!(await holdQueues(redis, prefix, installation)))
      throw new Unusable(
        `is used by another installation under REDIS_PREFIX=${prefix}; give each its own prefix, or wait ${HELD_SECONDS} seconds where that one has ended`,
      );
    return policy === 'noeviction'
      ? []
      : [
          `REDIS_URL: maxmemory-policy is ${policy ?? 'unknown'}; set it to noeviction, or jobs are delayed when memory is short.`,
        ];
  } catch (error) {
    throw new RedisRefused(`REDIS_URL: the server at ${redisServer(url)} ${inWords(error, last)}.`, {
      cause: error,
    });
  } finally {
    redis.off('error', remember);
  }
}

/** What is wrong, as the end of a sentence about the server. */
class Unusable extends Error {}

const REPLICA = 'is a replica, which takes no writes; name the master, or the sentinels';

const WORDS: Readonly<Record<string, string>> = {
  NOPERM:
    'does not let this user do what the queues need: all commands but the dangerous, INFO, and keys and channels that begin with the prefix',
  NOAUTH: 'wants a password',
  WRONGPASS: 'refuses the user or the password',
  MOVED: 'is one node of a cluster of several; name a server, or the sentinels of one',
  CLUSTERDOWN: 'is a node of a cluster that is not complete',
  READONLY: REPLICA,
  MISCONF: 'takes no writes, for it cannot write to its disk',
  OOM: 'has no memory left',
  LOADING: 'is still loading its data; start again in a moment',
};

/** The first word of what the server answered, by which its faults are named; empty where it answered nothing of the kind. */
export function redisWord(error: unknown): string {
  const failure = error as {
    readonly name?: unknown;
    readonly message?: unknown;
    readonly lastNodeError?: unknown;
  };
  if (typeof error !== 'object' || error === null) return '';
  const word = /^(?:ERR Error running script.*: )?-?([A-Z]{2,20})\b/.exec(String(failure.message))?.[1] ?? '';
  return failure.name === 'ReplyError' ? word : '';
}

function inWords(error: unknown, last: Error | undefined): string {
  if (error instanceof Unusable) return error.message;
  if (redisWord(error) === '' && last !== undefined && last !== error) return inWords(last, undefined);
  const { message, code } = error as { readonly message: string; readonly code?: unknown };
  if (/DB index is out of range|SELECT is not allowed/i.test(message))
    return 'has no database of the number at the end of the address';
  const word = redisWord(error);
  return (
    WORDS[word] ??
    (word === '' ? `cannot be used (${typeof code === 'string' ? code : message})` : `answers ${word}`)
  );
}
