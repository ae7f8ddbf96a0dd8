import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { encodeCursor, newId, type UserActor } from '#libs/kernel';
import { AccessOptions, UserDirectory } from '#libs/access';
import { AccessFixture, openDatabase, type OpenedDatabase } from '#libs/access/testing';
import { ConferenceReference } from '#libs/conference';
import { drain, FakeClock, TEST_SECRET, testDatabase, type TestDatabase } from '#libs/testing';
import { AuditTrail } from './queries/audit-trail.js';
import { ChangeFeed, CHANGES_KEPT_DAYS } from './queries/change-feed.js';
import { FeedCursors } from './queries/feed-cursors.js';
import { PeopleOfTrail } from './queries/people-of-trail.js';
import { AuditSealer } from './sealing/audit-sealer.js';

const WRITERS = 16;
const EACH = 36;

let server: TestDatabase;
let worker: OpenedDatabase;
let api: OpenedDatabase;
let fixture: AccessFixture;
let feed: ChangeFeed;
let trail: AuditTrail;
let admin: pg.Pool;

beforeAll(async () => {
  server = await testDatabase();
  worker = await openDatabase(server.workerUrl);
  api = await openDatabase(server.apiUrl);
  admin = new pg.Pool({ connectionString: server.superuserUrl, max: WRITERS + 2 });
  admin.on('error', () => undefined);
});
afterAll(async () => {
  await admin.end();
  await api.close();
  await worker.close();
  await server.drop();
});

/** Each test has a conference of its own. */
async function begin(): Promise<{ host: UserActor; icc: UserActor; ch: UserActor }> {
  fixture = await new AccessFixture(worker).conference();
  const cursors = new FeedCursors(
    new AccessOptions({ secret: TEST_SECRET, publicUrl: 'https://x.example', isDemonstration: false }),
  );
  feed = new ChangeFeed(api.database, cursors);
  const users = new UserDirectory(api.database);
  trail = new AuditTrail(
    api.database,
    users,
    new ConferenceReference(api.database, new FakeClock(new Date())),
    new PeopleOfTrail(users),
    cursors,
  );
  return {
    host: await as('HOST_OFFICER', fixture.bodies.host),
    icc: await as('PARTNER_COORDINATOR', fixture.bodies.icc),
    ch: await as('PARTNER_VIEWER', fixture.bodies.ch),
  };
}

async function as(role: UserActor['grants'][number]['role'], bodyId: string): Promise<UserActor> {
  const userId = await fixture.user(role, bodyId);
  const grants = [{ role, conferenceId: fixture.conferenceId, bodyId }];
  return { kind: 'user', userId, grants, canWrite: true, via: 'session', credentialId: newId() };
}

const INSERT = `INSERT INTO audit.event (id, conference_id, body_id, actor_kind, action, subject_type, subject_id)
  VALUES ($1, $2, $3, 'system', $4, 'nomination', $5) RETURNING subject_id AS id`;
/** An entry of a transaction that the test holds in its hands. */
const insert = (client: Pick<pg.Pool, 'query'>, subjectId: string, bodyId: string | null): Promise<unknown> =>
  client.query(INSERT, [newId(), fixture.conferenceId, bodyId, 'nomination.submitted', subjectId]);

/** Everything behind a cursor, in pages of this size; the new cursor. */
type Poll = (after: string | null) => Promise<{ ids: string[]; cursor: string | null }>;
const polling =
  (actor: UserActor, first = 7): Poll =>
  async (after) => {
    const { nodes, pageInfo } = await feed.read(actor, fixture.conferenceId, { first, after });
    return { ids: nodes.map(({ subjectId }) => subjectId), cursor: pageInfo.endCursor };
  };
const pollingTrail =
  (actor: UserActor, first = 7): Poll =>
  async (after) => {
    const { nodes, pageInfo } = await trail.list(actor, fixture.conferenceId, {
      first,
      after,
      order: 'RECORDED',
    });
    return { ids: nodes.map(({ subjectId }) => subjectId), cursor: pageInfo.endCursor };
  };

/** Waits until nothing that this reader sees waits for an older transaction: other tests' databases are on the same server. */
const settled = (actor: UserActor): Promise<unknown> =>
  drain(async () => !(await feed.isWithholding(actor, fixture.conferenceId)), {
    what: 'the feed to catch up',
  });

async function allBehind(
  poll: Poll,
  start: string | null = null,
): Promise<{ ids: string[]; cursor: string | null }> {
  const all: string[] = [];
  let cursor = start;
  for (;;) {
    const page = await poll(cursor);
    if (page.ids.length === 0) return { ids: all, cursor };
    all.push(...page.ids);
    cursor = page.cursor;
  }
}

/** Sixteen who write, with pauses of chance inside their transactions: entries are made and numbered in one order, committed in another. */
async function writeAll(onWritten: (id: string, bodyId: string) => void): Promise<void> {
  const write = async (index: number): Promise<void> => {
    for (let turn = 0; turn < EACH; turn += 1) {
      const client = await admin.connect();
      const ids = [newId(), newId()].slice(0, 1 + (turn % 2));
      const bodyId = (index + turn) % 2 === 0 ? fixture.bodies.icc : fixture.bodies.ch;
      try {
        await client.query('BEGIN');
        for (const id of ids) {
          if (Math.random() < 0.5) await pause(Math.random() * 12);
          await insert(client, id, bodyId);
          await pause(Math.random() * 25);
        }
        const isUndone = Math.random() < 0.1;
        await client.query(isUndone ? 'ROLLBACK' : 'COMMIT');
        if (!isUndone) for (const id of ids) onWritten(id, bodyId);
      } finally {
        client.release();
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, index) => write(index)));
}

/** Reads until the work is over and nothing of it is held back by transactions of other databases of the server. */
async function readWhile(
  work: Promise<void>,
  reader: UserActor,
  polls: readonly Poll[],
): Promise<string[][]> {
  let isOver = false;
  const over = work.then(() => settled(reader)).finally(() => (isOver = true));
  const reading = polls.map(async (poll) => {
    const read: string[] = [];
    let cursor: string | null = null;
    for (;;) {
      const wasOver = isOver;
      const page = await allBehind(poll, cursor);
      read.push(...page.ids);
      cursor = page.cursor;
      if (wasOver) return read;
    }
  });
  const [read] = await Promise.all([Promise.all(reading), over]);
  return read;
}

describe('a feed that is read behind its cursor while sixteen write', () => {
  it('has each change once and misses none: for the host, for each body, and the trail in the order of commits', async () => {
    const { host, icc, ch } = await begin();
    const written = new Map<string, string>();
    const work = writeAll((id, bodyId) => written.set(id, bodyId));
    const [ofHost, ofIcc, ofCh, trailOfHost, trailOfIcc] = await readWhile(work, host, [
      polling(host),
      polling(icc),
      polling(ch, 3),
      pollingTrail(host),
      pollingTrail(icc),
    ]);
    const of = (bodyId: string) => [...written].flatMap(([id, body]) => (body === bodyId ? [id] : [])).sort();
    expect(written.size).toBeGreaterThan(WRITERS * EACH);
    expect(ofHost?.sort()).toEqual([...written.keys()].sort());
    expect(trailOfHost?.sort()).toEqual([...written.keys()].sort());
    expect(ofIcc?.sort()).toEqual(of(fixture.bodies.icc));
    expect(trailOfIcc?.sort()).toEqual(of(fixture.bodies.icc));
    expect(ofCh?.sort()).toEqual(of(fixture.bodies.ch));
  });

  it('tells what commits late once it may, although newer ones are there; until then nothing newer', async () => {
    const { host } = await begin();
    const [early, late, newest] = [newId(), newId(), newId()];
    await insert(admin, early, null);
    await settled(host);
    const { cursor, ids } = await allBehind(polling(host));
    expect(ids).toEqual([early]);
    const slow = await admin.connect();
    try {
      await slow.query('BEGIN');
      await insert(slow, late, null);
      await insert(admin, newest, null);
      expect((await allBehind(polling(host), cursor)).ids).toEqual([]);
      expect(await feed.isWithholding(host, fixture.conferenceId)).toBe(true);
      await slow.query('COMMIT');
    } finally {
      slow.release();
    }
    await settled(host);
    expect((await allBehind(polling(host), cursor)).ids).toEqual([late, newest]);
  });

  it('begins at where it stands: behind that cursor comes what was not told yet, and nothing that was', async () => {
    const { icc } = await begin();
    const [told, open, next] = [newId(), newId(), newId()];
    await insert(admin, told, fixture.bodies.icc);
    await settled(icc);
    const slow = await admin.connect();
    let standing: string;
    try {
      await slow.query('BEGIN');
      await insert(slow, open, fixture.bodies.icc);
      standing = await feed.standing(icc, fixture.conferenceId);
      await slow.query('COMMIT');
    } finally {
      slow.release();
    }
    await insert(admin, next, fixture.bodies.icc);
    await settled(icc);
    expect((await allBehind(polling(icc), standing)).ids).toEqual([open, next]);
  });
});

describe('what a reader sees', () => {
  it('is their own: a body nothing of another’s nor of the host’s own, and no cursor or count that tells of it', async () => {
    const { host, icc, ch } = await begin();
    const own = newId();
    await insert(admin, own, fixture.bodies.icc);
    await settled(icc);
    const before = await feed.read(icc, fixture.conferenceId, { first: 5 });
    await insert(admin, own, null);
    await insert(admin, newId(), fixture.bodies.ch);
    const after = await feed.read(icc, fixture.conferenceId, { first: 5 });
    expect(after.nodes).toEqual(before.nodes);
    expect(after.pageInfo).toEqual(before.pageInfo);
    expect(await after.totalCount()).toBe(1);
    await settled(host);
    expect((await feed.read(ch, fixture.conferenceId, { first: 5 })).nodes).toHaveLength(1);
    expect((await feed.read(host, fixture.conferenceId, { first: 5 })).nodes).toHaveLength(3);
    // Cursors of other lists are JSON, which anybody reads.
    const cursor = Buffer.from(String(after.pageInfo.endCursor), 'base64url').toString();
    expect(() => JSON.parse(cursor) as unknown).toThrow(SyntaxError);
    const nobody = await feed.read({ kind: 'invitee', tokenHash: 'none' }, fixture.conferenceId, {
      first: 5,
    });
    expect(nobody.nodes).toEqual([]);
    expect(await nobody.totalCount()).toBe(0);
  });

  it('is behind the query’s own wall as well', async () => {
    const { host, icc } = await begin();
    await insert(admin, newId(), fixture.bodies.ch);
    await insert(admin, newId(), null);
    await settled(host);
    await admin.query('ALTER TABLE audit.event DISABLE ROW LEVEL SECURITY');
    try {
      expect((await allBehind(polling(icc))).ids).toEqual([]);
      expect((await allBehind(pollingTrail(icc))).ids).toEqual([]);
      expect(await feed.isWithholding(icc, fixture.conferenceId)).toBe(false);
    } finally {
      await admin.query('ALTER TABLE audit.event ENABLE ROW LEVEL SECURITY');
    }
  });
});

describe('a cursor', () => {
  const CURSOR_INVALID = { code: 'INVALID_INPUT', path: ['after'] };

  it('of another list or conference, forged or changed, is refused', async () => {
    const { host } = await begin();
    await insert(admin, newId(), null);
    await settled(host);
    const { cursor } = await polling(host)(null);
    const { cursor: ofTrail } = await pollingTrail(host)(null);
    const changed = `${cursor?.slice(0, -2)}${cursor?.endsWith('AA') === true ? 'BB' : 'AA'}`;
    for (const wrong of [ofTrail, changed, 'x', '', encodeCursor([newId()])])
      await expect(polling(host)(wrong)).rejects.toMatchObject(CURSOR_INVALID);
    for (const wrong of [cursor, changed, encodeCursor([newId()])])
      await expect(pollingTrail(host)(wrong)).rejects.toMatchObject(CURSOR_INVALID);
    const elsewhere = await begin();
    await expect(polling(elsewhere.host)(cursor)).rejects.toMatchObject(CURSOR_INVALID);
  });

  it('is the same for the same place, and holds for everybody with the same sight', async () => {
    const { host } = await begin();
    for (let index = 0; index < 3; index += 1) await insert(admin, newId(), null);
    await settled(host);
    const [first, again] = [await polling(host, 2)(null), await polling(host, 2)(null)];
    expect(again).toEqual(first);
    const colleague = await as('HOST_APPROVER', fixture.bodies.host);
    expect((await polling(colleague)(first.cursor)).ids).toHaveLength(1);
  });

  it('expires with what it names, and the feed begins with what is kept', async () => {
    const { host, icc } = await begin();
    const old = new Date(Date.now() - (CHANGES_KEPT_DAYS + 1) * 86_400_000)
      .getTime()
      .toString(16)
      .padStart(12, '0');
    const oldId = `${old.slice(0, 8)}-${old.slice(8)}-7000-8000-000000000001`;
    await admin.query(INSERT, [oldId, fixture.conferenceId, null, 'nomination.submitted', newId()]);
    const { rows } = await admin.query<{ era: number; xid: string }>(
      'SELECT era, xid::text AS xid FROM audit.event WHERE id = $1',
      [oldId],
    );
    const kept = newId();
    await insert(admin, kept, fixture.bodies.ch);
    const cursors = (feed as unknown as { cursors: FeedCursors }).cursors;
    const of = { list: 'changes', conferenceId: fixture.conferenceId } as const;
    const cursorOf = (id: string): string => cursors.encode(of, [rows[0]?.era ?? 0, rows[0]?.xid ?? '0', id]);
    for (const [actor, id] of [
      [host, oldId],
      [host, newId()],
      // A change that this caller does not see.
      [icc, oldId],
    ] as const)
      await expect(polling(actor)(cursorOf(id))).rejects.toMatchObject({
        code: 'CURSOR_EXPIRED',
        path: ['after'],
      });
    await settled(host);
    expect((await allBehind(polling(host))).ids).toEqual([kept]);
    expect((await allBehind(polling(icc))).ids).toEqual([]);
  });
});

describe('a server that numbers its transactions lower than the trail has them', () => {
  it('begins an era when the worker starts: what is written then comes after all that is there', async () => {
    const { host } = await begin();
    const [copied, written] = [newId(), newId()];
    await insert(admin, copied, null);
    await admin.query('ALTER TABLE audit.event DISABLE TRIGGER event_append_only');
    await admin.query(`UPDATE audit.event SET xid = '9000000000000' WHERE subject_id = $1`, [copied]);
    await admin.query('ALTER TABLE audit.event ENABLE TRIGGER event_append_only');
    expect((await allBehind(polling(host))).ids).toEqual([]);
    const standing = await feed.standing(host, fixture.conferenceId);
    const sealer = new AuditSealer(worker.unitOfWork);
    await sealer.sealAll();
    await sealer.sealAll();
    const { rows } = await admin.query('SELECT era FROM audit.era');
    expect(rows).toEqual([{ era: 1 }]);
    const { ids, cursor } = await allBehind(polling(host));
    expect(ids).toEqual([copied]);
    await insert(admin, written, null);
    await settled(host);
    expect((await allBehind(polling(host), cursor)).ids).toEqual([written]);
    await expect(polling(host)(standing)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  });
});
