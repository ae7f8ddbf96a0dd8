import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#libs/kernel';
import { type Settings } from '#libs/platform';
import { verifyQuotas } from '#libs/places';
import { type TestDatabase, testDatabase, testSettings } from '#libs/testing';
import { placesOfNominations } from './queries/places-of-nominations.js';
import { buildWorld, type World } from './testing/index.js';

let server: TestDatabase;
let owner: pg.Client;
let world: World;
let settings: Settings;

const TABLES = [
  'nominations.quota',
  'nominations.quota_entry',
  'nominations.nomination',
  'nominations.person',
  'nominations.place_offer',
];
const OTHERS = ['invitations.invitation', 'platform.outbox'];

beforeAll(async () => {
  server = await testDatabase();
  world = await buildWorld(server.superuserUrl);
  settings = await testSettings(server, {});
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  // Row-level security is forced on the owner too; who owns a table can lift that.
  for (const table of [...TABLES, ...OTHERS])
    await owner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
});
afterAll(async () => {
  await owner.end();
  await server.drop();
});

const found = async (slug?: string) => verifyQuotas(settings, placesOfNominations, slug);
const PLACE = 'body_id = $1 AND constituency_id = $2';
const ofIcc = () => [world.icc, world.business];

/** Makes it so, looks, and undoes it. */
async function planted(plant: () => Promise<unknown>): Promise<readonly string[]> {
  // What the check reads has to be committed, so it is taken back by hand.
  const kept: [table: string, rows: string][] = [];
  for (const table of ['quota', 'nomination', 'quota_entry'])
    kept.push([table, JSON.stringify((await owner.query(`SELECT * FROM nominations.${table}`)).rows)]);
  await plant();
  const { problems } = await found();
  await owner.query('DELETE FROM nominations.quota_entry');
  await owner.query('DELETE FROM nominations.nomination');
  await owner.query('DELETE FROM nominations.quota');
  for (const [table, rows] of kept)
    await owner.query(
      `INSERT INTO nominations.${table} SELECT * FROM jsonb_populate_recordset(NULL::nominations.${table}, $1)`,
      [rows],
    );
  expect((await found()).problems).toEqual([]);
  return problems;
}

let people = 0;
/** A nomination in a state, with what the ledger should say of it: a place held, used, or none. */
async function nomination(state: string, place: 'HELD' | 'USED' | 'NONE'): Promise<string> {
  people += 1;
  const id = newId();
  await owner.query(
    `WITH p AS (INSERT INTO nominations.person (id, conference_id, body_id, name) VALUES ($1, $2, $3, 'Olive Specimen'))
     INSERT INTO nominations.nomination (id, conference_id, body_id, constituency_id, person_id, reference, state, capacity,
       created_by, last_edited_by, search_text, sort_name)
     VALUES ($1, $2, $3, $4, $1, $5, $6, 'DELEGATE', $7, $7, '', '')`,
    [id, world.conferenceId, ...ofIcc(), `ICC-${people}`, state, world.people.iccNominator.userId],
  );
  if (place !== 'NONE') await take(id, place === 'HELD' ? 1 : 0, place === 'USED' ? 1 : 0);
  return id;
}

async function take(subject: string | null, held: number, consumed: number): Promise<void> {
  await owner.query(
    `UPDATE nominations.quota SET held = held + $3, consumed = consumed + $4 WHERE ${PLACE}`,
    [...ofIcc(), held, consumed],
  );
  await owner.query(
    `INSERT INTO nominations.quota_entry (id, conference_id, body_id, quota_id, nomination_id, kind, held_delta, consumed_delta)
     SELECT $3, q.conference_id, q.body_id, q.id, $4, 'HOLD', $5, $6 FROM nominations.quota q WHERE ${PLACE}`,
    [...ofIcc(), newId(), subject, held, consumed],
  );
}

async function invitation(sourceId: string, state: string): Promise<string> {
  const id = newId();
  const hash = createHash('sha256').update(id).digest('hex');
  await owner.query(
    `INSERT INTO invitations.invitation (id, conference_id, body_id, source_type, source_id, person_name, email, capacity, token_hash, state,
       respond_by, answered_at)
     VALUES ($1, $2, $3, 'nomination', $4, 'Olive Specimen', 'olive@example.org', 'DELEGATE', $5, $6, now(), now())`,
    [id, world.conferenceId, world.icc, sourceId, hash, state],
  );
  return id;
}

const set = (change: string) => () =>
  owner.query(`UPDATE nominations.quota SET ${change} WHERE ${PLACE}`, ofIcc());
const ICC = 'International Chamber of Commerce, Business:';

describe('quota verify', () => {
  it('is silent about a conference that nobody has touched, and counts its quotas', async () => {
    expect(await found()).toEqual({ quotas: 4, problems: [] });
    expect(await found('test-conference')).toEqual({ quotas: 4, problems: [] });
  });

  it('knows no conference of another name', async () => {
    await expect(found('elsewhere')).rejects.toThrow('There is no conference "elsewhere".');
  });

  it('is silent about nominations with the places that their states ask for', async () => {
    await nomination('UNDER_REVIEW', 'HELD');
    await nomination('RETURNED', 'HELD');
    await nomination('RESERVED', 'NONE');
    const approved = await nomination('APPROVED', 'USED');
    await invitation(approved, 'CONFIRMED');
    const declined = await nomination('APPROVED', 'NONE');
    await invitation(declined, 'DECLINED');
    expect((await found()).problems).toEqual([]);
  });

  it.each([
    ['held', 'held = held - 1', 'held is 1, the ledger says 2 (-1).'],
    ['consumed', 'consumed = consumed - 1', 'consumed is 0, the ledger says 1 (-1).'],
    ['allotted', 'allotted = allotted + 2', 'allotted is 5, the ledger says 3 (+2).'],
    ['overridden', 'overridden = 1', 'overridden is 1, the ledger says 0 (+1).'],
    ['places on offer', 'on_offer = 3', 'on offer are 3, between 0 and 2 can be (+1).'],
  ])('finds %s changed by hand', async (_, change, said) => {
    expect(await planted(set(change))).toEqual([`${ICC} ${said}`]);
  });

  it('finds an entry that was taken out of the ledger', async () => {
    const problems = await planted(() =>
      owner.query(`DELETE FROM nominations.quota_entry WHERE consumed_delta = 1`),
    );
    expect(problems).toEqual([
      `${ICC} consumed is 1, the ledger says 0 (+1).`,
      `${ICC} nomination ICC-4 is APPROVED and uses 0 of the places, 1 would be right (-1).`,
    ]);
  });

  it('finds who holds a place and should not', async () => {
    const withdrawn = () =>
      owner.query(
        `UPDATE nominations.nomination SET state = 'WITHDRAWN' WHERE state IN ('UNDER_REVIEW', 'APPROVED')`,
      );
    expect(await planted(withdrawn)).toEqual([
      `${ICC} nomination ICC-1 is WITHDRAWN and holds 1 of the places, 0 would be right (+1).`,
      `${ICC} nomination ICC-4 is WITHDRAWN and uses 1 of the places, 0 would be right (+1).`,
    ]);
  });

  it('finds who should have a place and has none', async () => {
    const revived = () =>
      owner.query(`UPDATE nominations.nomination SET state = 'SUBMITTED' WHERE state = 'RESERVED'`);
    expect(await planted(revived)).toEqual([
      `${ICC} nomination ICC-3 is SUBMITTED and holds 0 of the places, 1 would be right (-1).`,
    ]);
  });

  it('finds places that nobody holds', async () => {
    const lost = async () => {
      await set('allotted = allotted')();
      await owner.query(`UPDATE nominations.quota_entry SET nomination_id = NULL WHERE consumed_delta = 1`);
    };
    expect(await planted(lost)).toEqual([
      `${ICC} nomination ICC-4 is APPROVED and uses 0 of the places, 1 would be right (-1).`,
      `${ICC} 0 held and 1 used by nobody who is known (+1).`,
    ]);
  });

  it('waits for a place that is on its way back, and finds it when that work has failed for good', async () => {
    const given = await nomination('APPROVED', 'NONE');
    const answer = await invitation(given, 'DECLINED');
    await owner.query(`UPDATE nominations.quota SET allotted = allotted + 1 WHERE ${PLACE}`, ofIcc());
    await owner.query(
      `UPDATE nominations.quota_entry SET allotted_delta = allotted_delta + 1 WHERE kind = 'ALLOCATE'
         AND quota_id = (SELECT id FROM nominations.quota WHERE ${PLACE})`,
      ofIcc(),
    );
    await take(given, 0, 1);
    await owner.query(
      `INSERT INTO platform.outbox (id, queue, job, payload) VALUES ($1, 'nominations', 'release-place-when-invitation-declined', $2)`,
      [newId(), JSON.stringify({ invitationId: answer, version: 2, wasConfirmed: false })],
    );
    expect((await found()).problems).toEqual([]);
    await owner.query('UPDATE platform.outbox SET failed_at = now()');
    expect((await found()).problems).toEqual([
      `${ICC} nomination ICC-6 is APPROVED, the invitation DECLINED and uses 1 of the places, 0 would be right (+1).`,
    ]);
  });

  it('knows offers of places: one that waits holds its places, one that has ended none', async () => {
    const offer = newId();
    const ofAcademia = [world.icc, world.academia];
    await owner.query(
      `INSERT INTO nominations.place_offer (id, conference_id, body_id, to_body_id, constituency_id, count, state, is_told, offered_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, 2, 'OFFERED', true, $1, now())`,
      [offer, world.conferenceId, world.icc, world.chathamHouse, world.academia],
    );
    const told = async () => (await found()).problems.filter((line) => line.includes('Academia'));
    const ofIccForAcademia = 'International Chamber of Commerce, Academia: the offer to Chatham House is';
    expect(await told()).toEqual([
      `${ofIccForAcademia} OFFERED and holds 0 of the places, 2 would be right (-2).`,
    ]);
    await owner.query(`UPDATE nominations.quota SET held = held + 2 WHERE ${PLACE}`, ofAcademia);
    await owner.query(
      `INSERT INTO nominations.quota_entry (id, conference_id, body_id, quota_id, place_offer_id, kind, held_delta, consumed_delta)
       SELECT $3, q.conference_id, q.body_id, q.id, $4, 'HOLD', 2, 0 FROM nominations.quota q WHERE ${PLACE}`,
      [...ofAcademia, newId(), offer],
    );
    expect(await told()).toEqual([]);
    await owner.query(`UPDATE nominations.place_offer SET state = 'EXPIRED'`);
    expect(await told()).toEqual([
      `${ofIccForAcademia} EXPIRED and holds 2 of the places, 0 would be right (+2).`,
    ]);
  });
});
