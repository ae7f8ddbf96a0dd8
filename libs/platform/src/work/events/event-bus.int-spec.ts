import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Redis } from 'ioredis';
import {
  drain,
  movingLine,
  silentLine,
  type TestDatabase,
  testDatabase,
  testRedis,
  type TestRedis,
} from '#libs/testing';
import { freePort } from '../../net/free-port.js';
import { createLogger } from '../../logging/logger.js';
import { type BusEvent, type EventBus } from '../definitions/event-bus.js';
import { PostgresEventBus } from './postgres-event-bus.js';
import { RedisEventBus } from './redis-event-bus.js';
const logger = createLogger({ logLevel: 'silent' });

/** Everything that a consumer hears. */
function hear(events: AsyncIterableIterator<BusEvent>): BusEvent[] {
  const heard: BusEvent[] = [];
  void (async () => {
    for await (const event of events) heard.push(event);
  })();
  return heard;
}

/** Publishes until it is heard: a bus promises nothing about the time before its connection is up. */
async function untilHeard(publisher: EventBus, topic: string, id: string, heard: BusEvent[]): Promise<void> {
  await drain(
    () => {
      publisher.publish(topic, id);
      return heard.some((event) => event.id === id);
    },
    { what: `the event ${id} is heard`, timeoutMs: 20_000, everyMs: 50 },
  );
}

function behavesLikeABus(make: () => EventBus): void {
  it('tells every process that subscribes, and nobody else', async () => {
    const [one, two, other] = [make(), make(), make()];
    const heardByOne = hear(one.subscribe('nomination:1'));
    const heardByTwo = hear(two.subscribe('nomination:1'));
    const heardByOther = hear(other.subscribe('nomination:2'));
    await untilHeard(one, 'nomination:1', 'ready', heardByOne);
    await untilHeard(one, 'nomination:1', 'ready', heardByTwo);
    await untilHeard(one, 'nomination:2', 'other', heardByOther);
    heardByOne.length = 0;
    for (let id = 0; id < 50; id += 1) one.publish('nomination:1', `id-${id}`);
    await drain(() => heardByOne.some(({ id }) => id === 'id-49'), { what: 'the last event is heard' });
    expect(heardByOne.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, id) => `id-${id}`));
    expect(heardByOther.filter(({ id }) => id !== null).map(({ id }) => id)).not.toContain('id-1');
    await Promise.all([one.close(), two.close(), other.close()]);
  });

  it('ends its consumers when it closes', async () => {
    const bus = make();
    const events = bus.subscribe('inbox:1');
    const ended = events.next().then(async (first) => (first.done === true ? first : events.next()));
    await bus.close();
    expect(await ended).toEqual({ value: undefined, done: true });
  });

  it('refuses what is no topic', async () => {
    const bus = make();
    expect(() => bus.publish('a b', 'x')).toThrow('Not a topic');
    expect(() => bus.subscribe("x'; DROP TABLE y")).toThrow('Not a topic');
    await bus.close();
  });
}

describe('events over PostgreSQL', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    database = await testDatabase();
    pool = new pg.Pool({ connectionString: database.apiUrl });
    pool.on('error', () => undefined);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  const make = (): EventBus =>
    new PostgresEventBus({
      url: database.apiUrl,
      send: (text, values) => pool.query(text, [...values]),
      logger,
    });

  behavesLikeABus(make);

  it('hears again after its connection was cut, and tells consumers to look again', async () => {
    const bus = make();
    const heard = hear(bus.subscribe('nomination:1'));
    await untilHeard(bus, 'nomination:1', 'before', heard);
    heard.length = 0;
    const admin = new pg.Client({ connectionString: database.superuserUrl });
    await admin.connect();
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'plenary events' AND datname = current_database()`,
    );
    await admin.end();
    await drain(() => heard.some(({ id }) => id === null), { what: 'consumers are told to look again' });
    await untilHeard(bus, 'nomination:1', 'after', heard);
    await bus.close();
  });
});

describe('events over Redis', () => {
  let redis: TestRedis | undefined;
  beforeAll(async () => {
    redis = await testRedis();
    if (redis === undefined) console.warn('SKIPPED: no redis-server on this machine');
  });
  afterAll(() => redis?.stop());

  it('hears again after Redis was restarted, and tells consumers to look again', async () => {
    if (redis === undefined) return;
    const [publisher, bus] = [
      new RedisEventBus({ url: redis.url, logger }),
      new RedisEventBus({ url: redis.url, logger }),
    ];
    const heard = hear(bus.subscribe('nomination:1'));
    await untilHeard(publisher, 'nomination:1', 'before', heard);
    heard.length = 0;
    await redis.kill();
    await redis.restart();
    await drain(() => heard.some(({ id }) => id === null), {
      what: 'consumers are told to look again',
      timeoutMs: 20_000,
    });
    await untilHeard(publisher, 'nomination:1', 'after', heard);
    await Promise.all([publisher.close(), bus.close()]);
  });

  it('is heard everywhere again after the master behind its address has become a replica and another one the master', async () => {
    const other = redis === undefined ? undefined : await testRedis();
    if (redis === undefined || other === undefined) return;
    const line = await movingLine(redis.url);
    const [settled, elsewhere] = [
      new RedisEventBus({ url: line.url, logger }),
      new RedisEventBus({ url: other.url, logger }),
    ];
    const admin = new Redis(redis.url);
    try {
      const heard = hear(settled.subscribe('nomination:1'));
      const heardElsewhere = hear(elsewhere.subscribe('nomination:1'));
      await untilHeard(settled, 'nomination:1', 'before', heard);
      // It follows a master that cannot be reached: what is said there does not come by here.
      await admin.replicaof('127.0.0.1', await freePort());
      line.leadTo(other.url);
      await untilHeard(settled, 'nomination:1', 'from-here', heardElsewhere);
      await untilHeard(elsewhere, 'nomination:1', 'from-there', heard);
      const clients = async (): Promise<readonly string[]> =>
        String(await admin.client('LIST'))
          .split('\n')
          .filter((client) => client !== '');
      await drain(async () => (await clients()).length === 1, {
        what: 'the replica to be left by all but the test',
        timeoutMs: 20_000,
        progress: clients,
      });
    } finally {
      await admin.replicaof('NO', 'ONE');
      admin.disconnect();
      await Promise.all([settled.close(), elsewhere.close()]);
      await line.close();
      await other.stop();
    }
  });

  it('hears again when a line has gone silent', async () => {
    if (redis === undefined) return;
    const line = await silentLine(redis.url);
    const [publisher, bus] = [
      new RedisEventBus({ url: redis.url, logger }),
      new RedisEventBus({ url: line.url, logger }),
    ];
    try {
      const heard = hear(bus.subscribe('nomination:1'));
      await untilHeard(publisher, 'nomination:1', 'before', heard);
      heard.length = 0;
      line.silence();
      line.letNewOnesThrough();
      await drain(() => heard.some(({ id }) => id === null), {
        what: 'consumers are told to look again',
        timeoutMs: 20_000,
      });
      await untilHeard(publisher, 'nomination:1', 'after', heard);
    } finally {
      await Promise.all([publisher.close(), bus.close()]);
      await line.close();
    }
  });

  it('keeps the connection of a subscriber while its address leads to a replica alone', async () => {
    const master = redis === undefined ? undefined : await testRedis();
    if (redis === undefined || master === undefined) return;
    const admin = new Redis(redis.url);
    await admin.replicaof('127.0.0.1', Number(new URL(master.url).port));
    await drain(async () => (await admin.info('replication')).includes('master_link_status:up'), {
      what: 'the replica to follow',
      timeoutMs: 30_000,
    });
    const [publisher, bus] = [
      new RedisEventBus({ url: master.url, logger }),
      new RedisEventBus({ url: redis.url, logger }),
    ];
    const subscribers = async (): Promise<string[]> =>
      [...String(await admin.client('LIST', 'TYPE', 'PUBSUB')).matchAll(/^id=(\d+)/gm)].map(
        ([, id]) => id ?? '',
      );
    const connections = async (): Promise<number> =>
      Number(/total_connections_received:(\d+)/.exec(await admin.info('stats'))?.[1]);
    try {
      const heard = hear(bus.subscribe('nomination:1'));
      await untilHeard(publisher, 'nomination:1', 'by-the-master', heard);
      const [before, kept] = [await connections(), await subscribers()];
      expect(kept).toHaveLength(1);
      await drain(async () => (await connections()) >= before + 2, {
        what: 'the publisher to look for a master again and again',
        timeoutMs: 20_000,
      });
      expect(await subscribers()).toEqual(kept);
      await untilHeard(publisher, 'nomination:1', 'still', heard);
    } finally {
      await admin.replicaof('NO', 'ONE');
      admin.disconnect();
      await Promise.all([publisher.close(), bus.close()]);
      await master.stop();
    }
  });
});
