import { afterEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { drain, redisProgram, type TestRedis, type TestRedisOptions, testRedis } from '#libs/testing';
import { describeFailure } from '../../logging/describe-failure.js';
import { RedisBackend } from './redis-backend.js';

const lack =
  redisProgram() === undefined
    ? 'no redis-server or valkey-server is installed: apt install redis'
    : undefined;

describe('a Redis as people have it', () => {
  if (lack !== undefined) {
    it.skip(lack, () => undefined);
    return;
  }
  const open: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
  });

  async function serverWith(options: TestRedisOptions = {}): Promise<TestRedis> {
    const server = (await testRedis(options)) as TestRedis;
    open.push(() => server.stop());
    return server;
  }

  async function told<T>(server: TestRedis, work: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(server.url);
    try {
      return await work(client);
    } finally {
      client.disconnect();
    }
  }

  interface Asked {
    readonly url: string;
    readonly installation?: string;
    readonly prefix?: string;
  }

  function backendOn({ url, prefix }: Asked): RedisBackend {
    const backend = new RedisBackend({ url, prefix }, () => undefined);
    open.push(() => backend.close());
    return backend;
  }

  const refusalOf = (asked: Asked): Promise<string> =>
    backendOn(asked)
      .check(asked.installation ?? 'one')
      .then(
        () => 'none',
        // As the process tells it that does not start: a sentence, without a stack.
        (error: unknown) => describeFailure(error).replace(/127\.0\.0\.1:\d+/, 'HERE'),
      );

  it('is used in a round trip at the start: nothing to say of one that is as it should be', async () => {
    const { url } = await serverWith();
    expect(await backendOn({ url }).check('one')).toEqual([]);
  });

  it('is refused with a database of a number that it does not have', async () => {
    const { url } = await serverWith();
    expect(await refusalOf({ url: `${url}/99` })).toBe(
      'REDIS_URL: the server at HERE has no database of the number at the end of the address.',
    );
  });

  it('is refused with a user whose keys are others', async () => {
    const server = await serverWith();
    const rule = ['SETUSER', 'narrow', 'on', '>narrow', '~other:*', '+@all'];
    await told(server, (client) => client.call('ACL', ...rule));
    const url = server.url.replace('redis://', 'redis://narrow:narrow@');
    expect(await refusalOf({ url })).toMatch(
      /^REDIS_URL: the server at HERE does not let this user do what the queues need/,
    );
    const right = ['SETUSER', 'narrow', 'resetkeys', '~{plenary}:*'];
    await told(server, (client) => client.call('ACL', ...right));
    expect(await refusalOf({ url })).toBe('none');
    expect(await refusalOf({ url: url.replace(':narrow@', ':wrong@') })).toBe(
      'REDIS_URL: the server at HERE refuses the user or the password.',
    );
  });

  it('is refused while it throws keys away of whatever kind', async () => {
    const server = await serverWith();
    await told(server, (client) => client.config('SET', 'maxmemory-policy', 'allkeys-lru'));
    expect(await refusalOf({ url: server.url })).toBe(
      'REDIS_URL: the server at HERE has maxmemory-policy allkeys-lru, which throws jobs away when memory is short; set it to noeviction.',
    );
  });

  it('is refused as a replica, and as a node of a cluster that is not complete', async () => {
    const master = await serverWith();
    const replica = await serverWith();
    await told(replica, (client) => client.replicaof('127.0.0.1', Number(new URL(master.url).port)));
    expect(await refusalOf({ url: replica.url })).toBe(
      'REDIS_URL: the server at HERE is a replica, which takes no writes; name the master, or the sentinels.',
    );
    const node = await serverWith({ settings: { 'cluster-enabled': 'yes' } });
    expect(await refusalOf({ url: node.url })).toBe(
      'REDIS_URL: the server at HERE is a node of a cluster that is not complete.',
    );
    await told(node, (client) => client.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383'));
    await drain(async () => (await refusalOf({ url: node.url })) === 'none', { what: 'the cluster' });
    const backend = backendOn({ url: node.url });
    const job = { id: 'a', jobId: 'a', queue: 'q', name: 'n', delayMs: 0 };
    await backend.add([job, { ...job, id: 'b', jobId: 'b' }]);
    expect(await backend.count('q')).toBe(2);
  });

  it('of another installation is refused, under the same prefix, until that one has ended', async () => {
    const { url } = await serverWith();
    const first = backendOn({ url });
    await first.check('one');
    expect(await refusalOf({ url, installation: 'two' })).toMatch(
      /^REDIS_URL: the server at HERE is used by another installation under REDIS_PREFIX=plenary; give each its own prefix/,
    );
    expect(await refusalOf({ url, installation: 'two', prefix: 'second' })).toBe('none');
    // Another worker of the same installation is welcome.
    expect(await refusalOf({ url, installation: 'one' })).toBe('none');
    const job = { id: 'a', jobId: 'a', queue: 'q', name: 'n', delayMs: 0 };
    await first.add([job]);
    expect(await backendOn({ url, prefix: 'second' }).count('q')).toBe(0);
    await first.close();
    expect(await refusalOf({ url, installation: 'two' })).toBe('none');
  });

  it('that becomes a replica is left: the queue is not said to be well, and goes on with the promoted one', async () => {
    const server = await serverWith();
    const other = await serverWith();
    const backend = backendOn({ url: server.url });
    await backend.check('one');
    expect(await backend.isReachable()).toBe(true);
    await told(server, (client) => client.replicaof('127.0.0.1', Number(new URL(other.url).port)));
    expect(await backend.isReachable()).toBe(false);
    const connections = async (): Promise<number> =>
      Number(
        /total_connections_received:(\d+)/.exec(await told(server, (client) => client.info('stats')))?.[1],
      );
    const before = await connections();
    expect(await backend.isReachable()).toBe(false);
    // It connected anew, as it must where the name leads to another server by now; the one look of ours counts too.
    expect((await connections()) - before).toBeGreaterThan(1);
    await told(server, (client) => client.replicaof('NO', 'ONE'));
    await drain(() => backend.isReachable(), { what: 'the queue to be well again' });
  });

  it('is found by its sentinels, also when another one is promoted', async () => {
    const master = await serverWith();
    const masterPort = Number(new URL(master.url).port);
    const replica = await serverWith();
    await told(replica, (client) => client.replicaof('127.0.0.1', masterPort));
    await drain(
      async () => /master_link_status:up/.test(await told(replica, (client) => client.info('replication'))),
      { what: 'the replica to follow', timeoutMs: 25_000 },
    );
    const sentinel = await serverWith({ sentinelOf: { name: 'plenary', port: masterPort } });
    const url = `redis+sentinel://127.0.0.1:${new URL(sentinel.url).port}/plenary`;
    const backend = backendOn({ url });
    expect(await backend.check('one')).toEqual([]);
    await drain(
      async () =>
        ((await told(sentinel, (client) => client.call('SENTINEL', 'REPLICAS', 'plenary'))) as unknown[])
          .length > 0,
      { what: 'the sentinel to know of the replica', timeoutMs: 25_000 },
    );
    await drain(
      () =>
        told(sentinel, (client) =>
          client.call('SENTINEL', 'FAILOVER', 'plenary').then(
            () => true,
            () => false,
          ),
        ),
      { what: 'the failover to begin', timeoutMs: 25_000, everyMs: 500 },
    );
    await drain(async () => /role:master/.test(await told(replica, (client) => client.info('replication'))), {
      what: 'the replica to be promoted',
      timeoutMs: 25_000,
    });
    await drain(async () => /role:slave/.test(await told(master, (client) => client.info('replication'))), {
      what: 'the old master to be a replica',
      timeoutMs: 25_000,
    });
    await drain(() => backend.isReachable(), { what: 'the queue at the promoted server', timeoutMs: 25_000 });
    const job = { id: 'a', jobId: 'a', queue: 'q', name: 'n', delayMs: 0 };
    await backend.add([job]);
    expect(await told(replica, (client) => client.exists('{plenary}:q:a'))).toBe(1);
  });
});
