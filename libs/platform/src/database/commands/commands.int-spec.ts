import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { type Actor, newId, Refusal, type UserActor } from '#libs/kernel';
import { drain, type TestDatabase, testDatabase } from '#libs/testing';
import { Database, openDataSource } from '../database.js';
import { UnitOfWork } from '../unit-of-work.js';
import { OutboxBell } from '../outbox-bell.js';
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
  /** The second is sent while the first has the key; once `isTime`, the first ends as `end` says. */
  async function overlap(
    key: string,
    {
      request = {},
      isTime = isOneWaiting,
      end = () => ({ mark: 'first' }),
    }: {
      request?: unknown;
      isTime?: () => Promise<true | undefined>;
      end?: () => { mark: string };
    } = {},
  ): Promise<readonly unknown[]> {
    let goOn: () => void = () => undefined;
    const mayEnd = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let take: () => void = () => undefined;
    const isTaken = new Promise<void>((resolve) => {
      take = resolve;
    });
    const first = commands.run(actor, command(key), async (tx) => {
      await tx.query('SELECT 1');
      take();
      await mayEnd;
      return end();
    });
    await isTaken;
    const second = commands.run(actor, command(key, request), () => Promise.resolve({ mark: 'second' }));
    const outcomes = Promise.allSettled([first, second]);
    await drain(isTime, { what: 'the second request to wait' });
    goOn();
    return outcomes;
  }

  /** When the transaction began that waits for a key; undefined where none does. */
  async function waitingSince(): Promise<string | undefined> {
    const [row] = await database.run<{ since: string }>({
      text: `SELECT a.xact_start::text AS since FROM pg_locks l JOIN pg_stat_activity a USING (pid)
        WHERE l.locktype = 'advisory' AND NOT l.granted AND a.datname = current_database()`,
      values: [],
    });
    return row?.since;
  }
  const isOneWaiting = async () => ((await waitingSince()) === undefined ? undefined : true);

  it('waits, and gets the answer of the first', async () => {
    expect(await overlap('twice')).toEqual([
      { status: 'fulfilled', value: { mark: 'first' } },
      { status: 'fulfilled', value: { mark: 'first' } },
    ]);
  });

  it('waits for longer than locks may be waited for', async () => {
    let before: string | undefined;
    const isSecondWait = async (): Promise<true | undefined> => {
      const since = await waitingSince();
      before ??= since;
      return since !== undefined && since !== before ? true : undefined;
    };
    expect(await overlap('for-long', { isTime: isSecondWait })).toEqual([
      { status: 'fulfilled', value: { mark: 'first' } },
      { status: 'fulfilled', value: { mark: 'first' } },
    ]);
  });

  it('is refused when it is another request', async () => {
    expect(await overlap('another', { request: { of: 'something else' } })).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    ]);
  });

  it('acts when the first was refused', async () => {
    const end = (): never => {
      throw new Refusal('NOT_NOW', 'Not now');
    };
    // The first hears its refusal, or the answer that there is by then.
    const [, second] = await overlap('refused-first', { end });
    expect(second).toEqual({ status: 'fulfilled', value: { mark: 'second' } });
  });

  it('tells its own failure when nothing was answered under its key', async () => {
    const failing = commands.run(actor, command('alone'), () => Promise.reject(new Error('Out of order')));
    await expect(failing).rejects.toThrow('Out of order');
  });
});

describe('a refusal', () => {
  let worker: Pool;
  beforeAll(() => {
    worker = new Pool({ connectionString: test.workerUrl, max: 1 });
  });
  afterAll(() => worker.end());

  const COUNT = `INSERT INTO platform.outbox (id, queue, job, payload) VALUES ($1, 'test', $2, '{}')`;
  const counted = async (of: string): Promise<number> => {
    const { rows } = await worker.query('SELECT FROM platform.outbox WHERE job = $1', [of]);
    return rows.length;
  };
  const signIn: Actor = { kind: 'sign-in' };
  /** Counts a try, and then says no in the one way or the other. */
  const tried = (key: string, refuse: (refusal: Refusal) => Promise<Refusal>) =>
    commands.run(signIn, command(key), async (tx) => {
      tx.write(COUNT, [newId(), key]);
      return refuse(new Refusal('TOO_MANY', 'Not now'));
    });

  it('that the work returns leaves what was written, and may be sent again under its key', async () => {
    const refuse = (refusal: Refusal) => Promise.resolve(refusal);
    await expect(tried('returned', refuse)).rejects.toMatchObject({ code: 'TOO_MANY' });
    await expect(tried('returned', refuse)).rejects.toMatchObject({ code: 'TOO_MANY' });
    expect(await counted('returned')).toBe(2);
    const done = await commands.run(signIn, command('returned'), () => Promise.resolve({ mark: 'later' }));
    expect(done).toEqual({ mark: 'later' });
  });

  it('that the work throws leaves nothing', async () => {
    await expect(tried('thrown', (refusal) => Promise.reject(refusal))).rejects.toMatchObject({
      code: 'TOO_MANY',
    });
    expect(await counted('thrown')).toBe(0);
  });

  it('of a request that was answered before is not heard, and counts nothing', async () => {
    await commands.run(signIn, command('answered'), () => Promise.resolve({ mark: 'first' }));
    expect(await tried('answered', (refusal) => Promise.resolve(refusal))).toEqual({ mark: 'first' });
    expect(await counted('answered')).toBe(0);
  });
});

describe('whoever signs in', () => {
  const signIn: Actor = { kind: 'sign-in' };
  const run = (who: Actor, mark: string) =>
    commands.run(who, command('same-key'), () => Promise.resolve({ mark }));

  it('has a space of keys that is nobody else’s', async () => {
    expect(await run(actor, 'of a user')).toEqual({ mark: 'of a user' });
    expect(await run(signIn, 'of a sign-in')).toEqual({ mark: 'of a sign-in' });
    expect(await run(signIn, 'repeated')).toEqual({ mark: 'of a sign-in' });
    expect(await run(actor, 'repeated')).toEqual({ mark: 'of a user' });
    const seen = async (who: Actor) =>
      (await database.read<{ owner: string }>(who, 'SELECT DISTINCT owner FROM platform.idempotency')).map(
        ({ owner }) => owner,
      );
    expect(await seen(signIn)).toEqual(['sign-in']);
    expect(await seen(actor)).toEqual([`user:${actor.userId}`]);
    expect(await seen({ kind: 'anonymous' })).toEqual([]);
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
