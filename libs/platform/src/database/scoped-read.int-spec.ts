import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor } from '#libs/kernel';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { duringRequest } from '../turns/slices.js';
import { Database, openDataSource, sqlState } from './database.js';

const BODY = '018f0000-0000-7000-8000-000000000001';
const CONFERENCE = '018f0000-0000-7000-8000-0000000000c0';
const actor: Actor = {
  kind: 'user',
  userId: '018f0000-0000-7000-8000-0000000000aa',
  grants: [{ role: 'PARTNER_VIEWER', conferenceId: CONFERENCE, bodyId: BODY }],
  canWrite: true,
  via: 'session',
  credentialId: '018f0000-0000-7000-8000-0000000000bb',
};
const SCOPE = 'SELECT platform.scope_bodies() AS bodies, platform.scope_user() AS "user"';
const TYPES = `SELECT $1::text AS text, $2::int AS number, $3::uuid[] AS ids, $4::timestamptz AS at, NULL::text AS nothing,
  true AS yes, '{"a": [1]}'::jsonb AS json`;
const VALUES = ['ünïcödé', 7, [BODY], new Date('2011-11-01T09:00:00.123Z')];

describe('reading under a scope', () => {
  let server: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    server = await testDatabase();
    // One connection: whatever a read left behind, the next one would meet.
    const options = { url: server.apiUrl, poolSize: 1, applicationName: 'test' };
    database = new Database(await openDataSource(options).initialize());
  });
  afterAll(async () => {
    await database.source.destroy();
    await server.drop();
  });

  const failureOf = (text: string, values: unknown[] = []) =>
    database.read(actor, text, values).then(
      () => 'none',
      (error: unknown) => sqlState(error),
    );

  it('gives the same rows when statements are prepared as when they are new', async () => {
    const expected = {
      text: 'ünïcödé',
      number: 7,
      ids: [BODY],
      at: new Date('2011-11-01T09:00:00.123Z'),
      nothing: null,
      yes: true,
      json: { a: [1] },
    };
    for (let round = 0; round < 3; round += 1)
      expect(await database.read(actor, TYPES, VALUES)).toEqual([expected]);
  });

  it('sets the scope for the read alone, new or prepared', async () => {
    for (let round = 0; round < 3; round += 1) {
      expect(await database.read(actor, SCOPE)).toEqual([{ bodies: [BODY], user: actor.userId }]);
      const { rows } = await database.pool.query(SCOPE);
      expect(rows).toEqual([{ bodies: [], user: null }]);
      expect(await database.read({ kind: 'anonymous' }, SCOPE)).toEqual([{ bodies: [], user: null }]);
    }
  });

  it('answers several statements in their order, empty ones too, from one transaction', async () => {
    const statements = [
      { text: 'SELECT generate_series(1, 3) AS n', values: [] },
      { text: 'SELECT 1 AS n WHERE false', values: [] },
      { text: 'SELECT now()::text AS at', values: [] },
      { text: 'SELECT now()::text AS also', values: [] },
    ];
    for (let round = 0; round < 3; round += 1) {
      const [series, none, at, also] = await database.readAll(actor, statements);
      expect([series, none]).toEqual([[{ n: 1 }, { n: 2 }, { n: 3 }], []]);
      expect(at?.[0]?.at).toBe(also?.[0]?.also);
    }
  });

  it('writes nothing, new or prepared', async () => {
    const write = `WITH made AS (INSERT INTO platform.outbox (id, queue, job, payload) VALUES ($1, 'q', 'j', '{}') RETURNING id) SELECT id FROM made`;
    for (let round = 0; round < 3; round += 1) expect(await failureOf(write, [BODY])).toBe('25006');
    // Prepared by a transaction that may write, then run by one that may not.
    const sneaky = `SELECT set_config('transaction_read_only', $1, true) AS mode`;
    await database.read(actor, sneaky, ['on']);
    expect(await failureOf(sneaky, ['off'])).toBe('25001');
  });

  it('fails with the error of the statement, and leaves a connection that reads on', async () => {
    const divide = 'SELECT 10 / $1::int AS quotient';
    expect(await database.read(actor, divide, [5])).toEqual([{ quotient: 2 }]);
    for (let round = 0; round < 3; round += 1) {
      expect(await failureOf(divide, [0])).toBe('22012');
      expect(await failureOf(divide, ['a word'])).toBe('22P02');
      expect(await database.read(actor, divide, [2])).toEqual([{ quotient: 5 }]);
      expect((await database.pool.query(SCOPE)).rows).toEqual([{ bodies: [], user: null }]);
    }
  });

  it('gives nothing of a pipeline whose later statement fails', async () => {
    const pair = (divisor: number) => [
      { text: 'SELECT 1 AS one', values: [] },
      { text: 'SELECT 10 / $1::int AS quotient', values: [divisor] },
    ];
    await database.readAll(actor, pair(1));
    await expect(database.readAll(actor, pair(0))).rejects.toMatchObject({ code: '22012' });
    expect(await database.readAll(actor, pair(1))).toEqual([[{ one: 1 }], [{ quotient: 10 }]]);
  });

  it('fails for a value that cannot be sent, and reads on', async () => {
    const text = 'SELECT $1::text AS echo';
    await database.read(actor, text, ['a']);
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    await expect(database.read(actor, text, [loop])).rejects.toThrow('circular');
    expect(await database.read(actor, text, ['b'])).toEqual([{ echo: 'b' }]);
  });

  it('keeps the answers of many readers on one connection apart', async () => {
    const text = 'SELECT $1::int AS mine, platform.scope_bodies() AS bodies';
    const asked = Array.from({ length: 50 }, (_, index) => index);
    const answers = await Promise.all(
      asked.map((index) => database.read(index % 2 === 0 ? actor : { kind: 'anonymous' }, text, [index])),
    );
    expect(answers).toEqual(asked.map((mine) => [{ mine, bodies: mine % 2 === 0 ? [BODY] : [] }]));
  });

  it('fails when the connection is cut, and reads on a new one', async () => {
    await database.read(actor, SCOPE);
    const isCut = await failureOf('SELECT pg_terminate_backend(pg_backend_pid())');
    expect(isCut).toBe('57P01');
    expect(await database.read(actor, SCOPE)).toEqual([{ bodies: [BODY], user: actor.userId }]);
    // The same for one that is prepared.
    const sleep = 'SELECT pg_terminate_backend(pg_backend_pid()) FROM generate_series(1, $1::int)';
    await database.read(actor, sleep, [0]);
    expect(await failureOf(sleep, [1])).toBe('57P01');
    expect(await database.read(actor, SCOPE)).toEqual([{ bodies: [BODY], user: actor.userId }]);
  });

  it("takes a fifth of the connections for one person's reads, and a single one for those of a dear request", async () => {
    const options = { url: server.apiUrl, poolSize: 20, applicationName: 'test' };
    const many = new Database(await openDataSource(options).initialize());
    const connections = async (): Promise<number> => {
      const reads = Array.from({ length: 12 }, () =>
        many.read<{ pid: number }>(actor, 'SELECT pg_backend_pid() AS pid'),
      );
      return new Set((await Promise.all(reads)).map(([row]) => row?.pid)).size;
    };
    try {
      expect(await duringRequest(actor, true, connections)).toBe(1);
      expect(await duringRequest(actor, false, connections)).toBe(4);
    } finally {
      await many.source.destroy();
    }
  });
});
