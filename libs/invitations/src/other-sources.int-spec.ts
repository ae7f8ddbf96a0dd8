import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Actor, newId } from '#libs/kernel';
import { AccessOptions } from '#libs/access';
import {
  type AccessApi,
  AccessFixture,
  openDatabase,
  type OpenedDatabase,
  startAccessApi,
} from '#libs/access/testing';
import { type BodyContact, BodyContacts, Notifications } from '#libs/notifications';
import { overhear } from '#libs/platform/testing';
import {
  type GraphqlClient,
  graphqlClient,
  TEST_SECRET,
  type TestDatabase,
  testDatabase,
  testSettings,
} from '#libs/testing';
import { invitationToken } from './domain/invitation-token.js';
import * as events from './invitation.events.js';
import { InvitationLinks } from './invitation-links.js';
import { type InvitationSource, InvitationSources, type SourceOfInvitation } from './invitation-sources.js';
import { InvitationsGraphqlModule } from './invitations-graphql.module.js';
import './invitations-jobs.module.js';
import { Invitations } from './invitations.facade.js';
import { AnnounceAnswer } from './use-cases/announce-answer.js';
import { CancelInvitation } from './use-cases/cancel-invitation.js';
import { IssueInvitations } from './use-cases/issue-invitations.js';
import { CorrectInvitee } from './use-cases/correct-invitee.js';
import { RedirectInvitation } from './use-cases/redirect-invitation.js';
import { nomination, NominationSourcesModule } from './testing/nomination-sources.js';

const SYSTEM: Actor = { kind: 'system', task: 'test' };

/** Seats of an invented context: each is somebody's alone, or free for whoever comes first. */
const SEATS = `CREATE SCHEMA seats;
  CREATE TABLE seats.seat (id uuid PRIMARY KEY, is_free boolean NOT NULL DEFAULT false, is_extra boolean NOT NULL DEFAULT false);
  CREATE FUNCTION seats.place() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT CASE WHEN s.is_free THEN 'FREE' ELSE 'GONE' END FROM seats.seat s
    WHERE s.id = (SELECT invitations.declined_source('seat')) $$;
  CREATE FUNCTION seats.take(entry uuid) RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE standing text := seats.place();
    BEGIN
      UPDATE seats.seat SET is_free = false WHERE id = (SELECT invitations.declined_source('seat')) AND is_free;
      RETURN standing;
    END $$;
  GRANT USAGE ON SCHEMA seats TO plenary_api, plenary_worker;
  GRANT SELECT ON seats.seat TO plenary_worker`;

@Injectable()
class Seats implements InvitationSource, OnModuleInit {
  readonly type = 'seat';
  readonly placeOfDeclined = 'SELECT seats.place() AS standing';
  readonly takePlaceBack = 'SELECT seats.take($1) AS standing';
  readonly lockInvited = `SELECT FROM seats.place()`;
  readonly followAnswer = `SELECT FROM seats.place()`;
  readonly lockAll = 'SELECT FROM seats.seat WHERE id = ANY ($1::uuid[])';
  readonly followAll = 'SELECT FROM seats.seat WHERE id = ANY ($1::uuid[])';
  readonly places = `SELECT id, true AS "isStanding", is_extra AS "isExtra" FROM seats.seat WHERE id = ANY ($1::uuid[])`;

  constructor(private readonly sources: InvitationSources) {}

  onModuleInit(): void {
    this.sources.register(this);
  }
}
@Module({ providers: [Seats] })
class SeatsModule {}

class OneCoordinator extends BodyContacts {
  coordinators(_tx: unknown, bodyIds: readonly string[]): Promise<readonly BodyContact[]> {
    const contact = { userId: newId(), name: 'Cora Sample', email: 'cora@icc.example', language: 'en' };
    return Promise.resolve(bodyIds.map((bodyId) => ({ ...contact, bodyId })));
  }
}

let server: TestDatabase;
let admin: pg.Client;
let worker: OpenedDatabase;
let fixture: AccessFixture;
let api: AccessApi;
let anybody: GraphqlClient;
let invitations: Invitations;
let seat: SourceOfInvitation;
let token: string;
const sources = new InvitationSources();
new Seats(sources).onModuleInit();

beforeAll(async () => {
  server = await testDatabase();
  admin = new pg.Client({ connectionString: server.superuserUrl });
  await admin.connect();
  await admin.query(SEATS);
  worker = await openDatabase(server.workerUrl);
  fixture = await new AccessFixture(worker).conference();
  await fixture.sql(`UPDATE conference.conference SET starts_on = '2099-12-30', ends_on = '2099-12-31'`);
  const settings = await testSettings(server);
  const modules = [InvitationsGraphqlModule.forSettings(settings), NominationSourcesModule, SeatsModule];
  api = await startAccessApi(settings, modules);
  anybody = graphqlClient(api.url);
  const links = new InvitationLinks(
    new AccessOptions({ secret: TEST_SECRET, publicUrl: 'http://localhost', isDemonstration: true }),
  );
  const notifications = new Notifications();
  invitations = new Invitations(
    new IssueInvitations(links, notifications),
    new CancelInvitation(notifications),
    new RedirectInvitation(links, notifications),
    new CorrectInvitee(),
    worker.database,
  );
});
afterAll(overhear(...Object.values(events)));
afterAll(async () => {
  await api.close();
  await worker.close();
  await admin.end();
  await server.drop();
});
beforeEach(async () => {
  await fixture.sql('DELETE FROM platform.outbox');
  await fixture.sql('DELETE FROM notifications.message');
  await fixture.sql('DELETE FROM invitations.invitation');
  seat = { type: 'seat', id: newId() };
  await admin.query('INSERT INTO seats.seat (id) VALUES ($1)', [seat.id]);
  await issue(seat);
  token = invitationToken(TEST_SECRET, (await newest(seat))?.id ?? '');
});

const issue = (source: SourceOfInvitation): Promise<void> =>
  worker.unitOfWork.run(SYSTEM, (tx) =>
    invitations.issue(tx, fixture.conferenceId, [
      {
        source,
        bodyId: fixture.bodies.icc,
        personName: 'Zoë Sample',
        honorific: null,
        email: 'zoe@example.org',
        language: 'en',
        capacity: 'SPEAKER',
      },
    ]),
  );
const newest = (source: SourceOfInvitation) => {
  const grant = {
    role: 'PARTNER_VIEWER',
    conferenceId: fixture.conferenceId,
    bodyId: fixture.bodies.icc,
  } as const;
  const viewer = { kind: 'user', userId: newId(), grants: [grant], canWrite: true, via: 'session' } as const;
  return invitations.ofSource({ ...viewer, credentialId: newId() }, source);
};
const setFree = (isFree: boolean) =>
  admin.query('UPDATE seats.seat SET is_free = $2 WHERE id = $1', [seat.id, isFree]);
const isFree = async (): Promise<boolean | undefined> => {
  const { rows } = await admin.query<{ is_free: boolean }>('SELECT is_free FROM seats.seat WHERE id = $1', [
    seat.id,
  ]);
  return rows[0]?.is_free;
};
const say = async (mutation: 'confirmInvitation' | 'declineInvitation') => {
  const data = await anybody.data<Record<string, { errors: { code: string }[] }>>(
    `mutation ($token: String!, $key: String!) { ${mutation}(token: $token, input: { idempotencyKey: $key }) { errors { code } } }`,
    { token, key: newId() },
  );
  return data[mutation]?.errors.map(({ code }) => code);
};
const changeableUntil = async () => {
  const { invitation } = await anybody.data<{ invitation: { changeableUntil: string | null } }>(
    'query ($token: String!) { invitation(token: $token) { changeableUntil } }',
    { token },
  );
  return invitation.changeableUntil;
};

describe('an invitation of another source', () => {
  it('is answered, and the trail and whoever hears of it are told that source', async () => {
    expect(await say('confirmInvitation')).toEqual([]);
    expect(
      await fixture.rows('SELECT action, subject_type FROM audit.event WHERE subject_id = $1', [seat.id]),
    ).toEqual([{ action: 'invitation.confirmed', subject_type: 'seat' }]);
    const [told] = await fixture.rows<{ id: string }>(
      `SELECT payload->>'invitationId' AS id FROM platform.outbox WHERE job LIKE '%when-invitation-confirmed'`,
    );
    expect(await invitations.sourceOf(SYSTEM, told?.id ?? '')).toEqual(seat);
  });

  it('has mail about that source, beside mail about nominations', async () => {
    const other = nomination(newId());
    await issue(other);
    const about = await fixture.rows(
      'SELECT about_type AS type, about_id AS id, nomination_id FROM notifications.message ORDER BY about_type DESC',
    );
    expect(about).toEqual([
      { ...seat, nomination_id: null },
      { ...other, nomination_id: other.id },
    ]);
  });

  it('is accepted after a decline while the source has the place, which takes it', async () => {
    await say('declineInvitation');
    expect(await changeableUntil()).toBeNull();
    expect(await say('confirmInvitation')).toEqual(['PLACE_GONE']);
    await setFree(true);
    expect(await changeableUntil()).not.toBeNull();
    expect(await say('confirmInvitation')).toEqual([]);
    expect(await isFree()).toBe(false);
    expect(await newest(seat)).toMatchObject({ state: 'CONFIRMED' });
  });

  it('tells the body what becomes of the place as the source says it', async () => {
    await admin.query('UPDATE seats.seat SET is_extra = true WHERE id = $1', [seat.id]);
    await say('declineInvitation');
    const announcing = new AnnounceAnswer(
      worker.unitOfWork,
      new Notifications(),
      new OneCoordinator(),
      sources,
    );
    await announcing.run({ invitationId: (await newest(seat))?.id ?? '' });
    const [notice] = await fixture.rows<{ params: object }>(
      `SELECT params FROM notifications.message WHERE kind = 'INVITATION_DECLINED'`,
    );
    expect(notice?.params).toMatchObject({ freedPlaces: 'NONE' });
  });

  it('is one for each source, whatever another type has under the same id', async () => {
    const other = nomination(seat.id);
    await issue(other);
    await issue(seat);
    const count = () =>
      fixture.rows('SELECT source_type, state FROM invitations.invitation ORDER BY source_type');
    const [ofNomination, ofSeat] = [
      { source_type: 'nomination', state: 'PENDING' },
      { source_type: 'seat', state: 'PENDING' },
    ];
    expect(await count()).toEqual([ofNomination, ofSeat]);
    await worker.unitOfWork.run(SYSTEM, (tx) => invitations.cancel(tx, seat));
    expect(await count()).toEqual([ofNomination, { ...ofSeat, state: 'CANCELLED' }]);
    expect(await newest(other)).toMatchObject({ state: 'PENDING' });
  });

  it('is a fault where nobody in the process knows the source', async () => {
    await say('declineInvitation');
    const announcing = new AnnounceAnswer(
      worker.unitOfWork,
      new Notifications(),
      new OneCoordinator(),
      new InvitationSources(),
    );
    await expect(announcing.run({ invitationId: (await newest(seat))?.id ?? '' })).rejects.toThrow(
      'Nobody invites for sources of type seat',
    );
  });
});

describe('an invitation that a process of before writes by its nomination', () => {
  const write = (nominationId: string) =>
    fixture.sql(
      `INSERT INTO invitations.invitation (id, conference_id, body_id, nomination_id, person_name, email, capacity, token_hash, respond_by)
       VALUES ($1, $2, $3, $4, 'Zoë Sample', 'zoe@example.org', 'SPEAKER', $5, now() + interval '1 day')
       ON CONFLICT (nomination_id) WHERE state IN ('PENDING', 'CONFIRMED') DO NOTHING`,
      [
        newId(),
        fixture.conferenceId,
        fixture.bodies.icc,
        nominationId,
        nominationId.replaceAll('-', '').padEnd(64, '0'),
      ],
    );

  it('has that as its source, once, and its own are found by it', async () => {
    const [one, other] = [newId(), newId()];
    await write(one);
    await issue(nomination(one));
    expect(await newest(nomination(one))).toMatchObject({ state: 'PENDING' });
    await issue(nomination(other));
    await write(other);
    const rows = await fixture.rows(
      'SELECT source_type, source_id, nomination_id FROM invitations.invitation WHERE nomination_id IS NOT NULL ORDER BY source_id',
    );
    expect(rows).toEqual(
      [one, other].sort().map((id) => ({ source_type: 'nomination', source_id: id, nomination_id: id })),
    );
  });
});
