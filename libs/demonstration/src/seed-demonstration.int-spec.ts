import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ROLES } from '#libs/kernel';
import { listSamplePeople } from '#libs/access';
import { placesOfNominations } from '#libs/nominations';
import { verifyQuotas } from '#libs/places';
import { type Settings } from '#libs/platform';
import { testDatabase, type TestDatabase, testSettings } from '#libs/testing';
import { PEOPLE } from './people.js';
import { seedDemonstration } from './seed-demonstration.js';

describe('the demonstration', () => {
  let server: TestDatabase;
  let settings: Settings;
  let client: pg.Client;

  beforeAll(async () => {
    server = await testDatabase();
    settings = await testSettings(server);
    client = new pg.Client({ connectionString: server.superuserUrl });
    await client.connect();
    expect(await seedDemonstration(settings)).toBe(true);
  });
  afterAll(async () => {
    await client.end();
    await server.drop();
  });

  const rows = async (sql: string): Promise<Record<string, unknown>[]> =>
    (await client.query<Record<string, unknown>>(sql)).rows;
  const counts = () =>
    rows(`SELECT (SELECT count(*)::int FROM conference.conference) AS conferences, (SELECT count(*)::int FROM access.app_user) AS users,
      (SELECT count(*)::int FROM nominations.nomination) AS nominations, (SELECT count(*)::int FROM invitations.invitation) AS invitations,
      (SELECT count(*)::int FROM audit.event) AS events, (SELECT count(*)::int FROM platform.outbox) AS promises`);

  it('is loaded once', async () => {
    const before = await counts();
    expect(await seedDemonstration(settings)).toBe(false);
    expect(await counts()).toEqual(before);
  });

  it('has windows that are open now, and the real dates', async () => {
    const [row] =
      await rows(`SELECT starts_on::text, ends_on::text, (SELECT bool_and(now() BETWEEN opens_at AND closes_at)
      FROM conference.time_window) AS is_open FROM conference.conference`);
    expect(row).toEqual({ starts_on: '2011-11-01', ends_on: '2011-11-02', is_open: true });
  });

  it('offers one sign-in for each role first', async () => {
    const people = await listSamplePeople(settings);
    expect(people.slice(0, ROLES.length).map(({ role }) => role)).toEqual(ROLES);
    expect(people.every(({ email }) => email.endsWith('.example'))).toBe(true);
    expect(await listSamplePeople({ ...settings, mode: 'production' })).toEqual([]);
  });

  it('has nominations in every state that they reach without the worker, each by its use case', async () => {
    const states = await rows(`SELECT n.state, r.stage, count(*)::int FROM nominations.nomination n
      LEFT JOIN approvals.review r ON r.subject_id = n.id AND r.closed_at IS NULL GROUP BY 1, 2 ORDER BY 1, 2`);
    const count = (...fates: string[]) => PEOPLE.filter(({ fate }) => fates.includes(fate)).length;
    expect(states).toEqual([
      { state: 'APPROVED', stage: null, count: count('APPROVED', 'CONFIRMED', 'DECLINED') },
      { state: 'DRAFT', stage: null, count: count('DRAFT') },
      { state: 'REJECTED', stage: null, count: count('REJECTED') },
      { state: 'RESERVED', stage: null, count: count('RESERVED') },
      { state: 'RETURNED', stage: null, count: count('RETURNED') },
      { state: 'SUBMITTED', stage: 'REVIEW', count: count('SUBMITTED', 'LAPSED') },
      { state: 'UNDER_REVIEW', stage: 'RELEASE', count: count('DECIDED', 'DECIDED_AGAINST') },
      { state: 'UNDER_REVIEW', stage: 'SIGN_OFF', count: count('RECOMMENDED', 'RECOMMENDED_AGAINST') },
      { state: 'WITHDRAWN', stage: null, count: count('WITHDRAWN') },
    ]);
    expect(await rows('SELECT DISTINCT state FROM invitations.invitation ORDER BY 1')).toEqual([
      { state: 'CONFIRMED' },
      { state: 'DECLINED' },
      { state: 'PENDING' },
    ]);
  });

  it('has organisations of the directory and one of its own, with contacts that do not exist', async () => {
    expect(
      await rows(`SELECT kind, count(*)::int, count(directory_key)::int AS of_directory FROM organisations.organisation
        GROUP BY kind ORDER BY kind`),
    ).toEqual([
      { kind: 'GOVERNMENT', count: 8, of_directory: 8 },
      { kind: 'INTERNATIONAL_ORGANISATION', count: 4, of_directory: 4 },
      { kind: 'NGO', count: 1, of_directory: 0 },
    ]);
    const contacts = await rows('SELECT email FROM organisations.contact');
    expect(contacts).toHaveLength(4);
    expect(contacts.filter(({ email }) => !String(email).endsWith('.example'))).toEqual([]);
  });

  it('has invitations of organisations in every state that people bring about', async () => {
    expect(
      await rows(
        `SELECT state, count(*)::int FROM delegations.organisation_invitation GROUP BY state ORDER BY state`,
      ),
    ).toEqual([
      { state: 'ACCEPTED', count: 1 },
      { state: 'APPROVED', count: 1 },
      { state: 'DRAFT', count: 2 },
      { state: 'REGRETS', count: 1 },
      { state: 'REVOKED', count: 1 },
      { state: 'SENT', count: 2 },
    ]);
  });

  it('keeps the quotas: the ledger adds up to every balance', async () => {
    expect(await verifyQuotas(settings, placesOfNominations)).toMatchObject({ problems: [] });
  });

  it('gives everybody whose name is in other letters a name for the badge, and nobody else', async () => {
    const people = await rows('SELECT DISTINCT name, badge_name FROM nominations.person ORDER BY name');
    const latin = /^[\p{scx=Latin}\p{scx=Common}\p{scx=Inherited}]+$/u;
    expect(
      people.filter(({ name, badge_name: badge }) => latin.test(String(name)) !== (badge === null)),
    ).toEqual([]);
    expect(people.find(({ name }) => name === 'Тарас Прикладенко')).toEqual({
      name: 'Тарас Прикладенко',
      badge_name: 'Taras Prykladenko',
    });
  });

  it('names nobody outside its own examples', async () => {
    const addresses = await rows(
      'SELECT email FROM nominations.person UNION SELECT email FROM access.app_user',
    );
    expect(addresses.filter(({ email }) => !/@[a-z0-9.-]+\.example$/.test(String(email)))).toEqual([]);
  });
});

describe('a loading that was cut off', () => {
  it('is completed by the next one, without anything twice', async () => {
    const server = await testDatabase();
    const settings = await testSettings(server);
    const client = new pg.Client({ connectionString: server.superuserUrl });
    await client.connect();
    await seedDemonstration(settings);
    const count =
      'SELECT (SELECT count(*) FROM nominations.nomination) AS n, (SELECT count(*) FROM invitations.invitation) AS i, (SELECT count(*) FROM access.app_user) AS u';
    const { rows: before } = await client.query(count);
    await client.query('SET session_replication_role = replica');
    await client.query(`DELETE FROM audit.event WHERE action = 'demonstration.loaded'`);
    expect(await seedDemonstration(settings)).toBe(true);
    expect((await client.query(count)).rows).toEqual(before);
    await client.end();
    await server.drop();
  });
});
