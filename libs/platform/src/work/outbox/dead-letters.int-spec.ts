import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId, Refusal, type Role, type UserActor } from '#libs/kernel';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { Commands } from '../../database/commands/commands.js';
import { Database, openDataSource } from '../../database/database.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { DeadLetters } from './dead-letters.js';
import { OutboxBell } from '../../database/outbox-bell.js';
import { ReplayDeadLetter } from './replay-dead-letter.js';

const conferenceId = newId();
const subjectId = newId();

const actor = (role: Role, conference = conferenceId, bodyId: string | null = null): UserActor => ({
  kind: 'user',
  userId: newId(),
  grants: [{ role, conferenceId: conference, bodyId }],
  canWrite: true,
  via: 'session',
  credentialId: newId(),
});

describe('dead letters', () => {
  let test: TestDatabase;
  let owner: pg.Client;
  let database: Database;
  let letters: DeadLetters;
  let replay: ReplayDeadLetter;
  let failed: string;
  let ofNone: string;
  let done: string;

  beforeAll(async () => {
    test = await testDatabase();
    owner = new pg.Client({ connectionString: test.superuserUrl });
    await owner.connect();
    database = new Database(
      await openDataSource({ url: test.apiUrl, poolSize: 3, applicationName: 'test' }).initialize(),
    );
    letters = new DeadLetters(database);
    replay = new ReplayDeadLetter(new Commands(database, new UnitOfWork(database, new OutboxBell(database))));
  });
  afterAll(async () => {
    await database.source.destroy();
    await owner.end();
    await test.drop();
  });
  beforeEach(async () => {
    failed = newId();
    ofNone = newId();
    done = newId();
    await owner.query('TRUNCATE platform.outbox');
    await owner.query(
      `INSERT INTO platform.outbox (id, conference_id, queue, job, payload, relayed_at, attempts, failures, done_at, failed_at, error)
       VALUES ($1, $3, 'nominations', 'offer-place', $4, now(), 8, 8, NULL, now(), 'Error ECONNREFUSED'),
              ($2, $3, 'nominations', 'offer-place', $4, now(), 1, 0, now(), NULL, NULL),
              ($5, $6, 'nominations', 'offer-place', $4, now(), 8, 8, NULL, now(), 'Error')`,
      [failed, done, conferenceId, { version: 3, nominationId: subjectId }, newId(), newId()],
    );
  });

  const row = async (id: string): Promise<Record<string, unknown> | undefined> => {
    const text = 'SELECT * FROM platform.outbox WHERE id = $1';
    const { rows } = await owner.query<Record<string, unknown>>(text, [id]);
    return rows[0];
  };
  const codeOf = async (work: Promise<unknown>): Promise<string> => {
    try {
      await work;
    } catch (error) {
      if (error instanceof Refusal) return (error as Refusal).code;
      throw error;
    }
    return 'none';
  };

  const listed = async (...[somebody, conference]: [UserActor, string]) =>
    (await letters.list(somebody, conference, { first: 10 })).nodes;

  it('are read page by page, the newest first', async () => {
    const more = Array.from({ length: 5 }, () => newId());
    await owner.query(
      `INSERT INTO platform.outbox (id, conference_id, queue, job, payload, relayed_at, attempts, failures, failed_at, error)
       SELECT id, $2, 'mail', 'send', '{}', now(), 8, 8, now() + nr / 2 * interval '1 minute', 'Error'
       FROM unnest($1::uuid[]) WITH ORDINALITY AS v (id, nr)`,
      [more, conferenceId],
    );
    const pages: string[][] = [];
    let after: string | null = null;
    do {
      const page = await letters.list(actor('AUDITOR'), conferenceId, { first: 2, after });
      pages.push(page.nodes.map(({ id }) => id));
      expect(await page.totalCount()).toBe(6);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    const [one, two, three, four, five] = more;
    // Those of one moment by their ids.
    expect(pages).toEqual([[five, four].sort().reverse(), [three, two].sort().reverse(), [one, failed]]);
    const foreign = letters.list(actor('AUDITOR'), conferenceId, { first: 2, after: 'nonsense' });
    expect(await codeOf(foreign)).toBe('INVALID_INPUT');
  });

  it.each(['HOST_ADMINISTRATOR', 'AUDITOR'] as const)(
    'shows a %s what failed in its conference',
    async (role) => {
      expect(await listed(actor(role), conferenceId)).toEqual([
        {
          id: failed,
          conferenceId,
          queue: 'nominations',
          job: 'offer-place',
          subjectId,
          failedAt: expect.any(Date),
          attempts: 8,
          error: 'Error ECONNREFUSED',
          replayedAt: null,
        },
      ]);
    },
  );

  it.each([
    ['an officer', actor('HOST_OFFICER')],
    ['a partner', actor('PARTNER_COORDINATOR', conferenceId, newId())],
    ['the administrator of another conference', actor('HOST_ADMINISTRATOR', newId())],
  ])('shows %s nothing', async (_, somebody) => {
    expect(await codeOf(listed(somebody, conferenceId))).toBe('FORBIDDEN');
  });

  it('lets failed work be tried again, once for a key', async () => {
    const administrator = actor('HOST_ADMINISTRATOR');
    const first = await replay.run(administrator, 'key-1', failed);
    expect(first).toMatchObject({ id: failed, error: 'Error ECONNREFUSED', attempts: 8 });
    expect(first.replayedAt).toBeInstanceOf(Date);
    expect(await row(failed)).toMatchObject({
      failed_at: null,
      error: null,
      attempts: 0,
      failures: 0,
      relayed_at: null,
      replayed_at: first.replayedAt,
    });
    expect(await replay.run(administrator, 'key-1', failed)).toEqual(first);
    expect(await codeOf(replay.run(administrator, 'key-2', failed))).toBe('ACTION_UNAVAILABLE');
    const { rows } = await owner.query('SELECT action, subject_id FROM audit.event');
    expect(rows).toEqual([{ action: 'dead-letter.replayed', subject_id: failed }]);
  });

  describe('of no conference', () => {
    beforeEach(() =>
      owner.query(
        `INSERT INTO platform.outbox (id, queue, job, payload, relayed_at, attempts, failures, failed_at, error)
         VALUES ($1, 'mail', 'send-sign-in-link', '{}', now(), 8, 8, now(), 'Error')`,
        [ofNone],
      ),
    );

    it('are shown to the administrators and auditors of any conference, and counted', async () => {
      for (const somebody of [
        actor('HOST_ADMINISTRATOR'),
        actor('AUDITOR'),
        actor('HOST_ADMINISTRATOR', newId()),
      ]) {
        const [{ conferenceId: conference } = { conferenceId: '' }] = somebody.grants;
        expect(await listed(somebody, conference)).toContainEqual(
          expect.objectContaining({ id: ofNone, conferenceId: null }),
        );
      }
      const { rows } = await database.pool.query('SELECT platform.count_dead_letters() AS count');
      expect(rows).toEqual([{ count: 3 }]);
    });

    it('are replayed by an administrator, who is named in the trail of each conference that is theirs', async () => {
      const other = newId();
      const administrator = actor('HOST_ADMINISTRATOR');
      const ofTwo: UserActor = {
        ...administrator,
        grants: [...administrator.grants, ...actor('HOST_ADMINISTRATOR', other).grants],
      };
      await replay.run(ofTwo, newId(), ofNone);
      expect(await row(ofNone)).toMatchObject({ failed_at: null, attempts: 0 });
      const { rows } = await owner.query<{ conference_id: string }>(
        'SELECT conference_id FROM audit.event WHERE subject_id = $1',
        [ofNone],
      );
      expect(rows.map(({ conference_id }) => conference_id).sort()).toEqual([conferenceId, other].sort());
    });

    it.each([
      ['an officer', actor('HOST_OFFICER'), 'FORBIDDEN'],
      ['an auditor', actor('AUDITOR'), 'FORBIDDEN'],
      ['a partner', actor('PARTNER_COORDINATOR', conferenceId, newId()), 'NOT_FOUND'],
    ])('are not replayed by %s', async (_, somebody, code) => {
      const before = await row(ofNone);
      expect(await codeOf(replay.run(somebody, newId(), ofNone))).toBe(code);
      expect(await row(ofNone)).toEqual(before);
    });
  });

  it.each([
    ['work that was done', () => done, actor('HOST_ADMINISTRATOR'), 'ACTION_UNAVAILABLE'],
    ['an unknown id', () => newId(), actor('HOST_ADMINISTRATOR'), 'NOT_FOUND'],
    ['what is no id', () => 'x', actor('HOST_ADMINISTRATOR'), 'NOT_FOUND'],
    ['an officer', () => failed, actor('HOST_OFFICER'), 'FORBIDDEN'],
    ['an auditor', () => failed, actor('AUDITOR'), 'FORBIDDEN'],
    ['a partner', () => failed, actor('PARTNER_COORDINATOR', conferenceId, newId()), 'NOT_FOUND'],
    ['another administrator', () => failed, actor('HOST_ADMINISTRATOR', newId()), 'NOT_FOUND'],
  ])('refuses to replay for %s and changes nothing', async (_, id, somebody, code) => {
    const before = await row(failed);
    expect(await codeOf(replay.run(somebody, newId(), id()))).toBe(code);
    expect(await row(failed)).toEqual(before);
  });
});
