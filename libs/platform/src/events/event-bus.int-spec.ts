import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { drain, type TestDatabase, testDatabase, testRedis, type TestRedis } from '#libs/testing';
import { createLogger } from '../logging/logger.js';
import { type BusEvent, type EventBus } from './event-bus.js';
import { PostgresEventBus } from './postgres-event-bus.js';
import { RedisEventBus } from './redis-event-bus.js';

jest.setTimeout(60_000);
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
});
