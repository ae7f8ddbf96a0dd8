import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, newId } from '#libs/kernel';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { OutboxBell } from './outbox-bell.js';
import { Database, openDataSource, sqlState } from './database.js';
import { type Transaction } from './transaction.js';
import { UnitOfWork } from './unit-of-work.js';

const actor: Actor = {
  kind: 'user',
  userId: newId(),
  grants: [
    { role: 'PARTNER_COORDINATOR', conferenceId: newId(), bodyId: newId() },
    { role: 'HOST_OFFICER', conferenceId: newId(), bodyId: null },
  ],
  canWrite: true,
  via: 'session',
  credentialId: newId(),
};
const invitee: Actor = { kind: 'invitee', tokenHash: 'a'.repeat(64) };
const signIn: Actor = { kind: 'sign-in' };
const SCOPE = `SELECT pg_backend_pid() AS pid, platform.scope_user() AS "user", platform.scope_conferences() AS conferences,
  platform.scope_bodies() AS bodies, platform.scope_purpose() AS purpose, platform.scope_token_hash() AS "tokenHash",
  access.acts_as('drafts') AS drafts, access.acts_as('coordinates') AS coordinates, access.acts_as('reviews') AS reviews,
  access.acts_as('approves') AS approves, access.acts_as('administers') AS administers,
  platform.scope_organisations() AS organisations, access.acts_as('answers') AS answers`;
const NO_DUTIES = { drafts: [], coordinates: [], reviews: [], approves: [], administers: [], answers: [] };
const NOBODY = {
  user: null,
  conferences: [],
  bodies: [],
  organisations: [],
  purpose: '',
  tokenHash: null,
  ...NO_DUTIES,
};
const INSERT =
  'INSERT INTO platform.idempotency (owner, key, operation, request_hash, answer) VALUES (platform.scope_owner(), $1, $1, $1, $2)';

describe('the connection after a unit of work', () => {
  let server: TestDatabase;
  let database: Database;
  let unitOfWork: UnitOfWork;

  beforeAll(async () => {
    server = await testDatabase();
    // One connection: whatever a transaction left behind, the next one would meet.
    const options = { url: server.apiUrl, poolSize: 1, applicationName: 'test' };
    database = new Database(await openDataSource(options).initialize());
    unitOfWork = new UnitOfWork(database, new OutboxBell(database));
  });
  afterAll(async () => {
    await database.source.destroy();
    await server.drop();
  });

  /** What the connection is told about its caller, outside any transaction; which connection it is, too. */
  async function leftBehind(): Promise<{ pid: number; scope: object; rows: number }> {
    const { rows } = await database.pool.query<{ pid: number }>(SCOPE);
    const [{ pid, ...scope } = { pid: 0 }] = rows;
    const seen = await database.pool.query('SELECT FROM platform.idempotency');
    return { pid, scope, rows: seen.rowCount ?? -1 };
  }

  const failing = (error: Error) => async (tx: Transaction) => {
    await tx.execute(INSERT, [newId(), {}]);
    throw error;
  };

  it.each<[string, (tx: Transaction) => Promise<unknown>, string]>([
    ['a commit', (tx) => tx.execute(INSERT, [newId(), {}]), 'done'],
    ['a rollback', failing(new Error('enough')), 'enough'],
    ['a failed statement', (tx) => tx.query('SELECT 1 / 0'), '22012'],
    [
      'a statement that the walls refuse',
      (tx) => tx.execute(`INSERT INTO platform.idempotency VALUES ('user:other', 'k', 'o', 'h', '{}')`),
      '42501',
    ],
    [
      'a failed write that nobody waited for',
      (tx) => {
        tx.write('SELECT 1 / 0', []);
        return Promise.resolve();
      },
      '22012',
    ],
  ])('knows nobody after %s', async (_ending, work, outcome) => {
    const before = await leftBehind();
    for (const who of [actor, invitee, signIn]) {
      const told = await unitOfWork.run(who, work).then(
        () => 'done',
        (error: unknown) => sqlState(error) ?? (error as Error).message,
      );
      expect(told).toBe(outcome);
      expect(await leftBehind()).toEqual({ pid: before.pid, scope: NOBODY, rows: 0 });
    }
  });

  it('was told who acts while it lasted', async () => {
    const [scope] = await unitOfWork.run(actor, (tx) => tx.query<{ pid: number }>(SCOPE));
    const [partner, host] = actor.grants;
    expect(scope).toMatchObject({
      user: actor.userId,
      conferences: [host?.conferenceId],
      bodies: [partner?.bodyId],
      ...NO_DUTIES,
      drafts: [partner?.bodyId],
      coordinates: [partner?.bodyId],
      reviews: [host?.conferenceId],
    });
  });

  it('was told of no duty of whoever only reads', async () => {
    const reader = { ...actor, canWrite: false };
    const [scope] = await unitOfWork.run(reader, (tx) => tx.query<{ pid: number }>(SCOPE));
    expect(scope).toMatchObject({ user: reader.userId, ...NO_DUTIES });
  });
});
