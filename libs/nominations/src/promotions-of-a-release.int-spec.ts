import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId, type UserActor } from '#libs/kernel';
import { openDatabase, type OpenedDatabase } from '#libs/access/testing';
import { sqlState, type Transaction } from '#libs/platform';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { buildWorld, type World } from './testing/index.js';

let server: TestDatabase;
let world: World;
let admin: pg.Client;
let api: OpenedDatabase;
let approver: UserActor;
let reserve: string;
let quota: string;

const MODE = 'UPDATE conference.conference SET freed_places = $2 WHERE id = $1';
const ENTRIES = 'SELECT FROM nominations.quota_entry WHERE nomination_id = $1';

beforeAll(async () => {
  server = await testDatabase();
  world = await buildWorld(server.superuserUrl);
  approver = world.people.approver;
  admin = new pg.Client({ connectionString: server.superuserUrl });
  await admin.connect();
  api = await openDatabase(server.apiUrl, 1);
});
afterAll(async () => {
  await api.close();
  await admin.end();
  await server.drop();
});
beforeEach(async () => {
  await admin.query(MODE, [world.conferenceId, 'AT_ONCE']);
  quota = await quotaOf(world.business);
  reserve = newId();
  await admin.query(
    `WITH p AS (INSERT INTO nominations.person (id, conference_id, body_id, name) VALUES ($1, $2, $3, 'Rita Reserve'))
     INSERT INTO nominations.nomination (id, conference_id, body_id, constituency_id, person_id, reference, state, capacity,
       created_by, last_edited_by, search_text, sort_name)
     VALUES ($1, $2, $3, $4, $1, $5, 'RESERVED', 'DELEGATE', $6, $6, '', '')`,
    [reserve, world.conferenceId, world.icc, world.business, reserve, world.people.iccNominator.userId],
  );
});

async function quotaOf(constituencyId: string): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(
    'SELECT id FROM nominations.quota WHERE body_id = $1 AND constituency_id = $2',
    [world.icc, constituencyId],
  );
  return rows[0]?.id ?? '';
}

type Step = (tx: Transaction) => Promise<unknown>;
let batches = 0;
const release: Step = (tx) => {
  batches += 1;
  return tx.execute(
    'INSERT INTO approvals.batch (id, conference_id, number, size, released_by) VALUES ($1, $2, $3, 1, $4)',
    [newId(), world.conferenceId, batches, approver.userId],
  );
};
const moveUp: Step = (tx) =>
  tx.execute(`UPDATE nominations.nomination SET state = 'APPROVED' WHERE id = $1`, [reserve]);
const enter =
  (
    more: { kind?: string; held?: number; consumed?: number; overridden?: number; quota?: string } = {},
  ): Step =>
  (tx) =>
    tx.execute(
      `INSERT INTO nominations.quota_entry (id, conference_id, body_id, quota_id, nomination_id, kind, held_delta,
         consumed_delta, allotted_delta, by_user) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL)`,
      [
        newId(),
        world.conferenceId,
        world.icc,
        more.quota ?? quota,
        reserve,
        more.kind ?? 'CONSUME',
        more.held ?? 0,
        more.consumed ?? 1,
        more.overridden ?? 0,
      ],
    );

/** All in one transaction; what refused it, or nothing. */
const act = (...steps: readonly Step[]): Promise<string | undefined> =>
  api.unitOfWork
    .run(approver, async (tx) => {
      for (const step of steps) await step(tx);
      return undefined;
    })
    .catch(sqlState);
const entries = async (): Promise<number | null> => (await admin.query(ENTRIES, [reserve])).rowCount;

describe('an entry without a name in the ledger of places', () => {
  it('is what a release writes for whom it lets move up', async () => {
    expect(await act(release, moveUp, enter())).toBeUndefined();
    expect(await entries()).toBe(1);
  });

  it.each<[string, () => readonly Step[]]>([
    ['stands by itself', () => [enter()]],
    ['comes with a release that lets nobody move up', () => [release, enter()]],
    ['comes with a promotion that no release has made', () => [moveUp, enter()]],
    ['gives more than one place', () => [release, moveUp, enter({ consumed: 2 })]],
    ['gives a hold back as well', () => [release, moveUp, enter({ held: -1 })]],
    ['gives a place beyond the quota', () => [release, moveUp, enter({ overridden: 1 })]],
    ['is an override', () => [release, moveUp, enter({ kind: 'OVERRIDE' })]],
    ['takes nothing back', () => [release, moveUp, enter({ kind: 'RELEASE', consumed: -1 })]],
  ])('is refused to an approver where it %s, and nothing is left of it', async (_, steps) => {
    expect(await act(...steps())).toBe('42501');
    expect(await entries()).toBe(0);
  });

  it('is refused for the place of another constituency', async () => {
    const other = await quotaOf(world.academia);
    expect(await act(release, moveUp, enter({ quota: other }))).toBe('42501');
  });

  it('is refused after the release, and where the conference invites by hand', async () => {
    await admin.query(MODE, [world.conferenceId, 'BY_HAND']);
    expect(await act(release, moveUp, enter())).toBe('42501');
    await admin.query(MODE, [world.conferenceId, 'AT_ONCE']);
    expect(await act(release, moveUp)).toBeUndefined();
    expect(await act(enter())).toBe('42501');
    expect(await act(release, enter())).toBe('42501');
    expect(await entries()).toBe(0);
  });
});
