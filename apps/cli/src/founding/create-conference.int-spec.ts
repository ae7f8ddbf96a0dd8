import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DEFAULT_APPROVAL_PLAN } from '#libs/approvals';
import { type Settings } from '#libs/platform';
import { testDatabase, type TestDatabase, testSettings } from '#libs/testing';
import { type ConferenceFile } from './conference-file.js';
import { createConference } from './create-conference.js';

const FILE: ConferenceFile = {
  slug: 'first',
  name: 'First Conference',
  venue: 'Hall',
  city: 'London',
  startsOn: '2027-11-01',
  endsOn: '2027-11-02',
  timeZone: 'Europe/London',
  capacity: 700,
  locales: ['en'],
  countries: [{ code: 'TW', names: { en: 'Chinese Taipei' }, isOffered: null }],
  releasesAtOnce: false,
  freedPlaces: 'AT_ONCE',
  placeTransfers: 'BETWEEN_BODIES',
  responseHours: 336,
  bodies: [
    { kind: 'HOST', code: 'FCO', name: 'Host' },
    { kind: 'PARTNER', code: 'ICC', name: 'Partner' },
  ],
  constituencies: [{ code: 'BUSINESS', name: 'Business' }],
  themes: ['Cyber crime'],
  principles: ['Be fair.'],
  windows: [{ kind: 'NOMINATION', opensAt: new Date('2027-05-01'), closesAt: new Date('2027-06-01') }],
  places: [{ body: 'ICC', constituency: 'BUSINESS', places: 40 }],
  approvalPlan: DEFAULT_APPROVAL_PLAN,
  administrator: { name: 'Ada Sample', email: 'ada@example.org', language: 'en' },
};

describe('creating a conference', () => {
  let server: TestDatabase;
  let settings: Settings;
  let client: pg.Client;

  beforeAll(async () => {
    server = await testDatabase();
    settings = await testSettings(server);
    client = new pg.Client({ connectionString: server.superuserUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await server.drop();
  });

  const found = async () =>
    (
      await client.query(`SELECT c.name, (SELECT count(*)::int FROM conference.body) AS bodies,
        (SELECT array_agg(q.allotted) FROM nominations.quota q) AS places, (SELECT array_agg(e.allotted_delta) FROM nominations.quota_entry e) AS ledger,
        (SELECT json_agg(json_build_array(u.email, g.role, g.body_id, u.is_demonstration)) FROM access.role_grant g JOIN access.app_user u ON u.id = g.user_id
          WHERE g.conference_id = c.id) AS grants,
        (SELECT json_agg(json_build_array(m.kind, m.recipient_email)) FROM notifications.message m WHERE m.conference_id = c.id) AS mail,
        (SELECT count(*)::int FROM platform.outbox) AS promises, (SELECT array_agg(e.action) FROM audit.event e) AS actions
        FROM conference.conference c ORDER BY c.name`)
    ).rows as Record<string, unknown>[];

  it('writes it as a whole, with an administrator who hears of it', async () => {
    expect(await createConference(settings, FILE)).toBe(true);
    expect(await found()).toEqual([
      {
        name: 'First Conference',
        bodies: 2,
        places: [40],
        ledger: [40],
        grants: [['ada@example.org', 'HOST_ADMINISTRATOR', null, false]],
        mail: [['ROLE_GRANTED', 'ada@example.org']],
        promises: 1,
        actions: ['conference.created'],
      },
    ]);
  });

  it('writes how it names its countries', async () => {
    const { rows } = await client.query('SELECT code, names, is_offered FROM conference.country');
    expect(rows).toEqual([{ code: 'TW', names: { en: 'Chinese Taipei' }, is_offered: null }]);
  });

  it('writes what becomes of its places', async () => {
    const { rows } = await client.query('SELECT freed_places, place_transfers FROM conference.conference');
    expect(rows).toEqual([{ freed_places: 'AT_ONCE', place_transfers: 'BETWEEN_BODIES' }]);
  });

  it('leaves a conference that is there as it is', async () => {
    const before = await found();
    expect(await createConference(settings, { ...FILE, name: 'Another' })).toBe(false);
    expect(await found()).toEqual(before);
  });

  it('writes nothing when a part of it cannot be written', async () => {
    const before = await found();
    const wrong = { ...FILE, slug: 'second', capacity: 0 };
    await expect(createConference(settings, wrong)).rejects.toThrow(/capacity/);
    expect(await found()).toEqual(before);
  });

  it('makes a known address the administrator of the next one too', async () => {
    expect(await createConference(settings, { ...FILE, slug: 'second', name: 'Second Conference' })).toBe(
      true,
    );
    const { rows } = await client.query(`SELECT count(*)::int AS people FROM access.app_user`);
    expect(rows).toEqual([{ people: 1 }]);
  });
});
