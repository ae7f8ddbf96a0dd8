import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Actor } from '#libs/kernel';
import { drain, type TestDatabase, testDatabase } from '#libs/testing';
import { OutboxBell } from './outbox-bell.js';
import { Database, isConnectionLost, isDatabaseUnavailable, openDataSource } from './database.js';
import { KeptConnection } from './kept-connection.js';
import { ReadOnlyServer } from './read-only-server.js';
import { UnitOfWork } from './unit-of-work.js';

const SYSTEM: Actor = { kind: 'system', task: 'test' };
const CONNECTIONS = 4;
// A server that only reads refuses it although there is no row to write.
const HIT = 'UPDATE nominations.nomination SET version = version WHERE false';

/**
 * After a failover by name, connections that were opened while the address led to a standby stay where they are. A setting
 * of the role stands for the standby here: like one, it refuses writes with 25006 on connections opened meanwhile.
 */
describe('connections to a server that takes no writes', () => {
  let server: TestDatabase;
  let admin: pg.Client;
  let database: Database;
  let work: UnitOfWork;

  beforeAll(async () => {
    server = await testDatabase();
    admin = new pg.Client({ connectionString: server.superuserUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await database.source.destroy();
    await admin.end();
    await server.drop();
  });

  const lead = (to: 'standby' | 'primary'): Promise<unknown> => {
    const { username, pathname } = new URL(server.apiUrl);
    const role = `ALTER ROLE "${username}" IN DATABASE "${pathname.slice(1)}"`;
    const setting = 'default_transaction_read_only';
    return admin.query(to === 'standby' ? `${role} SET ${setting} = on` : `${role} RESET ${setting}`);
  };
  const write = (): Promise<string> =>
    work
      .run(SYSTEM, (tx) => tx.execute(HIT))
      .then(
        () => 'done',
        (error: unknown) => (error instanceof ReadOnlyServer ? 'read-only' : String(error)),
      );

  beforeEach(async () => {
    if (database !== undefined) await database.source.destroy();
    await lead('standby');
    const options = { url: server.apiUrl, poolSize: CONNECTIONS, applicationName: 'test' };
    database = new Database(await openDataSource(options).initialize());
    work = new UnitOfWork(database, new OutboxBell(database));
    const all = await Promise.all(Array.from({ length: CONNECTIONS }, () => database.connect()));
    for (const client of all) client.release();
    await lead('primary');
  });

  it('are all ended by the first write that is refused, and the next write goes to the primary', async () => {
    expect([await write(), await write(), await write()]).toEqual(['read-only', 'done', 'done']);
    expect(database.pool.totalCount).toBe(1);
  });

  it('are ended by what the service writes of its own work too', async () => {
    const run = () => database.run({ text: HIT, values: [] });
    await expect(run()).rejects.toThrow(ReadOnlyServer);
    expect(await run()).toEqual([]);
  });

  it('are found by readiness before anybody writes', async () => {
    await expect(database.checkWritable()).rejects.toThrow(ReadOnlyServer);
    await database.checkWritable();
    expect(await write()).toBe('done');
  });

  it('are told as unavailable: nothing was done, and it is worth trying again', async () => {
    const failure: unknown = await work.run(SYSTEM, (tx) => tx.execute(HIT)).catch((error: unknown) => error);
    expect(isDatabaseUnavailable(failure)).toBe(true);
  });

  it('are not kept by whoever listens or shows that it lives: it goes on at the server that takes writes', async () => {
    const clients: pg.ClientBase[] = [];
    await lead('standby');
    const kept = new KeptConnection(
      server.apiUrl,
      'plenary-kept',
      async (client) => void clients.push(client),
    );
    try {
      await kept.start();
      expect([kept.isOpen, clients.length]).toEqual([false, 0]);
      await lead('primary');
      await drain(() => kept.isOpen, { what: 'a connection to the primary' });
      // What was the primary takes no writes any more, and keeps its connections.
      await clients[0]?.query('SET default_transaction_read_only = on');
      await drain(() => clients.length === 2 && kept.isOpen, { what: 'the next connection' });
    } finally {
      await kept.stop();
    }
  });

  it('go on reading, which a standby does as well', async () => {
    expect(await database.read(SYSTEM, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('what else keeps the database from being used', () => {
  it.each([
    ['a password that was changed', '28P01'],
    ['a role that may no longer sign in', '28000'],
    ['a database that is being restored', '3D000'],
    ['a server that ended the connection', '57P01'],
  ])('%s is told as unavailable', (_what, code) => {
    expect(isDatabaseUnavailable(Object.assign(new Error('x'), { code }))).toBe(true);
  });

  it.each([
    'ECONNRESET',
    'ECONNREFUSED',
    'EPIPE',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'EHOSTDOWN',
    'ENETUNREACH',
    'ENETDOWN',
  ])('a line that ends with %s is lost: what was under way may have been done', (code) => {
    const error = Object.assign(new Error('x'), { code });
    expect([isConnectionLost(error), isDatabaseUnavailable(error)]).toEqual([true, true]);
  });

  it.each(['ENOTFOUND', 'EAI_AGAIN'])(
    'a name that is not known just now (%s) is told as unavailable',
    (code) => {
      const error = Object.assign(new Error('x'), { code });
      expect([isConnectionLost(error), isDatabaseUnavailable(error)]).toEqual([false, true]);
    },
  );
});
