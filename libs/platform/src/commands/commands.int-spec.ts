import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type UserActor } from '#libs/kernel';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { Database, openDataSource } from '../database/database.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { OutboxBell } from '../outbox/outbox-bell.js';
import { Commands } from './commands.js';
import { readingAlong } from './reading-along.js';

const actor: UserActor = {
  kind: 'user',
  userId: newId(),
  grants: [],
  canWrite: true,
  via: 'session',
  credentialId: newId(),
};

let test: TestDatabase;
let database: Database;
let commands: Commands;

beforeAll(async () => {
  test = await testDatabase();
  const source = openDataSource({ url: test.apiUrl, poolSize: 4, applicationName: 'plenary-commands' });
  database = new Database(await source.initialize());
  commands = new Commands(database, new UnitOfWork(database, new OutboxBell(database)));
});
afterAll(async () => {
  await database.source.destroy();
  await test.drop();
});

const command = (key: string, request: unknown = {}) => ({ operation: 'act', key, request });

describe('a request that comes again while the first is under way', () => {
  /** The second begins before the first has ended, and fails of what the first has changed. */
  async function overlap(key: string, request: unknown): Promise<[unknown, unknown]> {
    let begin: () => void = () => undefined;
    const secondBegun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const first = commands.run(actor, command(key), async () => {
      await secondBegun;
      return { mark: 'first' };
    });
    const second = commands.run(actor, command(key, request), async (tx) => {
      // With this answer the look for the key, which went ahead, has found nothing.
      await tx.query('SELECT 1');
      begin();
      await first;
      throw new Error('The rows are not what they were');
    });
    return Promise.allSettled([first, second]);
  }

  it('gets the answer of the first, of whatever its own work has failed', async () => {
    expect(await overlap('twice', {})).toEqual([
      { status: 'fulfilled', value: { mark: 'first' } },
      { status: 'fulfilled', value: { mark: 'first' } },
    ]);
  });

  it('is refused when it is another request', async () => {
    expect(await overlap('another', { of: 'something else' })).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    ]);
  });

  it('tells its own failure when nothing was answered under its key', async () => {
    const failing = commands.run(actor, command('alone'), () => Promise.reject(new Error('Out of order')));
    await expect(failing).rejects.toThrow('Out of order');
  });
});

describe('a read that goes along with a command', () => {
  const STORED = `SELECT answer ->> 'mark' AS mark FROM platform.idempotency WHERE owner = platform.scope_owner() AND key = $1`;
  const along = (key: string, text = STORED, work = () => Promise.resolve({ mark: 'made' })) =>
    readingAlong(
      () => ({ text, values: [key] }),
      () => commands.run(actor, command(key), work),
    );

  it('shows what the command has written, and nothing where the request came again', async () => {
    expect(await along('along')).toEqual({ answer: { mark: 'made' }, rows: [{ mark: 'made' }] });
    expect(await along('along')).toEqual({ answer: { mark: 'made' }, rows: undefined });
  });

  it('is not asked for a command that fails', async () => {
    const work = () => Promise.reject(new Error('Out of order'));
    await expect(along('refused', STORED, work)).rejects.toThrow('Out of order');
    expect(await along('refused')).toMatchObject({ rows: [{ mark: 'made' }] });
  });

  it('leaves nothing written when it fails itself', async () => {
    await expect(along('unread', 'SELECT 1 / (length($1) - 6) AS mark')).rejects.toThrow('division by zero');
    expect(await along('unread')).toMatchObject({ rows: [{ mark: 'made' }] });
  });
});
