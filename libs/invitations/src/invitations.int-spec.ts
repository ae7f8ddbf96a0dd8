import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Actor, newId, type UserActor } from '#libs/kernel';
import { AccessOptions } from '#libs/access';
import {
  type AccessApi,
  AccessFixture,
  openDatabase,
  type OpenedDatabase,
  startAccessApi,
} from '#libs/access/testing';
import { ConferenceReference } from '#libs/conference';
import {
  type BodyContact,
  BodyContacts,
  Notifications,
  NotificationsGraphqlModule,
} from '#libs/notifications';
import {
  drain,
  type GraphqlClient,
  graphqlClient,
  TEST_SECRET,
  type TestDatabase,
  testDatabase,
  testSettings,
} from '#libs/testing';
import { overhear } from '#libs/platform/testing';
import { invitationToken } from './domain/invitation-token.js';
import * as events from './invitation.events.js';
import { InvitationLinks } from './invitation-links.js';
import { InvitationPreviews } from './queries/invitation-previews.js';
import { InvitationsGraphqlModule } from './invitations-graphql.module.js';
import { Invitations } from './invitations.facade.js';
import './invitations-jobs.module.js';
import { LapseInvitations } from './jobs/lapse-invitations.job.js';
import { RemindInvitees } from './jobs/remind-invitees.job.js';
import { AnnounceAnswer } from './use-cases/announce-answer.js';
import { CancelInvitation } from './use-cases/cancel-invitation.js';
import { CorrectInvitee } from './use-cases/correct-invitee.js';
import { RedirectInvitation } from './use-cases/redirect-invitation.js';
import { IssueInvitations } from './use-cases/issue-invitations.js';
import { nomination, nominationSources, NominationSourcesModule } from './testing/nomination-sources.js';

const SYSTEM: Actor = { kind: 'system', task: 'test' };
const UNKNOWN = 'A'.repeat(43);
const LOOK = `query ($token: String!) { invitation(token: $token) {
  state personName honorific capacity nominatedBy respondBy answeredAt conference { slug } } }`;
const CONFIRM = `mutation ($token: String!, $key: String!) { confirmInvitation(token: $token, input: { idempotencyKey: $key }) {
  invitation { state answeredAt } errors { code message path state } } }`;
const DECLINE = `mutation ($token: String!, $key: String!, $reason: String) {
  declineInvitation(token: $token, input: { idempotencyKey: $key, reason: $reason }) {
  invitation { state answeredAt } errors { code message path state } } }`;

interface Answer {
  invitation: { state: string } | null;
  errors: { code: string; message: string; path: string[]; state: string | null }[];
}

type Issued = Readonly<Record<'id' | 'token' | 'nominationId', string>>;

class OneCoordinator extends BodyContacts {
  coordinators(_tx: unknown, bodyIds: readonly string[]): Promise<readonly BodyContact[]> {
    const contact = { userId: newId(), name: 'Cora Sample', email: 'cora@icc.example', language: 'fr' };
    return Promise.resolve(bodyIds.map((bodyId) => ({ ...contact, bodyId })));
  }
}

let server: TestDatabase;
let worker: OpenedDatabase;
let web: OpenedDatabase;
let fixture: AccessFixture;
let api: AccessApi;
let anybody: GraphqlClient;
let invitations: Invitations;
let ofWeb: Invitations;

function assemble(over: OpenedDatabase): Invitations {
  const options = new AccessOptions({
    secret: TEST_SECRET,
    publicUrl: 'http://localhost',
    isDemonstration: true,
  });
  const notifications = new Notifications();
  const links = new InvitationLinks(options);
  return new Invitations(
    new IssueInvitations(links, notifications),
    new CancelInvitation(notifications),
    new RedirectInvitation(links, notifications),
    new CorrectInvitee(),
    over.database,
  );
}

beforeAll(async () => {
  server = await testDatabase();
  worker = await openDatabase(server.workerUrl);
  web = await openDatabase(server.apiUrl, 8);
  fixture = await new AccessFixture(worker).conference();
  await offer('en', 'fr');
  const settings = await testSettings(server);
  api = await startAccessApi(settings, [
    InvitationsGraphqlModule.forSettings(settings),
    NotificationsGraphqlModule,
    NominationSourcesModule,
  ]);
  anybody = graphqlClient(api.url);
  invitations = assemble(worker);
  ofWeb = assemble(web);
});
afterAll(overhear(...Object.values(events)));
afterAll(async () => {
  await api.close();
  await web.close();
  await worker.close();
  await server.drop();
});
beforeEach(async () => {
  await fixture.sql('DELETE FROM platform.outbox');
  await fixture.sql('DELETE FROM notifications.message');
  await fixture.sql('DELETE FROM invitations.invitation');
});

/** The languages of the conference, the first as a last resort. */
const offer = (...locales: string[]) =>
  fixture.sql('UPDATE conference.conference SET locales = $2 WHERE id = $1', [fixture.conferenceId, locales]);

const person = (more: object = {}) => ({
  source: nomination(newId()),
  bodyId: fixture.bodies.icc,
  personName: 'Zoë Sample',
  honorific: 'Dr',
  email: 'zoe@example.org',
  language: 'fr',
  capacity: 'SPEAKER',
  ...more,
});

async function issue(count = 1, more: object = {}): Promise<Issued[]> {
  const people = Array.from({ length: count }, (_, index) =>
    person({ email: `zoe-${index}@example.org`, ...more }),
  );
  await worker.unitOfWork.run(SYSTEM, (tx) => invitations.issue(tx, fixture.conferenceId, people));
  const rows = await fixture.rows<{ id: string; nominationId: string }>(
    'SELECT id, source_id AS "nominationId" FROM invitations.invitation WHERE source_id = ANY ($1::uuid[]) ORDER BY id',
    [people.map(({ source }) => source.id)],
  );
  return rows.map((row) => ({ ...row, token: invitationToken(TEST_SECRET, row.id) }));
}

async function issueOne(): Promise<Issued> {
  const [only] = await issue();
  if (only === undefined) throw new Error('Nobody was invited');
  return only;
}

const confirm = async (token: string, key = newId()): Promise<Answer> =>
  (await anybody.data<{ confirmInvitation: Answer }>(CONFIRM, { token, key })).confirmInvitation;
const decline = async (token: string, reason: string | null = null, key = newId()): Promise<Answer> =>
  (await anybody.data<{ declineInvitation: Answer }>(DECLINE, { token, key, reason })).declineInvitation;
const look = async (token: string) =>
  (await anybody.data<{ invitation: Record<string, unknown> | null }>(LOOK, { token })).invitation;

const jobs = (name: string) =>
  fixture.rows<{ payload: Record<string, unknown>; run_at: Date }>(
    'SELECT payload, run_at FROM platform.outbox WHERE job LIKE $1 ORDER BY id',
    [name],
  );
const messages = () =>
  fixture.rows<{
    kind: string;
    recipient_email: string;
    params: Record<string, unknown>;
    subject_version: number;
    language: string;
  }>(
    'SELECT kind, recipient_email, params, subject_version, language FROM notifications.message ORDER BY id',
  );
const stateOf = async (id: string) =>
  (
    await fixture.rows<{ state: string; version: number }>(
      'SELECT state, version FROM invitations.invitation WHERE id = $1',
      [id],
    )
  )[0];

describe('the time to answer', () => {
  const DAY = 86_400_000;
  const fromNow = (days: number): Date => new Date(Math.floor(Date.now() / 60_000) * 60_000 + days * DAY);
  const setWindow = async (opensAt: Date, closesAt: Date): Promise<void> => {
    await fixture.sql('DELETE FROM conference.time_window');
    await fixture.sql(
      `INSERT INTO conference.time_window (id, conference_id, kind, opens_at, closes_at) VALUES ($1, $2, 'CONFIRMATION', $3, $4)`,
      [newId(), fixture.conferenceId, opensAt, closesAt],
    );
  };
  const setStart = (day: string) =>
    fixture.sql(`UPDATE conference.conference SET starts_on = $1, ends_on = '2099-12-31'`, [day]);
  const deadlineOf = async ({ id }: Issued): Promise<Date> =>
    (
      await fixture.rows<{ respond_by: Date }>(
        'SELECT respond_by FROM invitations.invitation WHERE id = $1',
        [id],
      )
    )[0]?.respond_by ?? new Date(0);
  const hoursLeft = (at: Date): number => Math.round((at.getTime() - Date.now()) / 3_600_000);

  afterEach(async () => {
    await fixture.sql('DELETE FROM conference.time_window');
    await setStart('2011-11-01');
  });

  it('ends with the window, and the reminder comes in its last quarter', async () => {
    await setWindow(fromNow(-1), fromNow(4));
    expect(await deadlineOf(await issueOne())).toEqual(fromNow(4));
    expect(hoursLeft((await jobs('lapse-invitations'))[0]?.run_at ?? new Date(0))).toBe(96);
    expect(hoursLeft((await jobs('remind-invitees'))[0]?.run_at ?? new Date(0))).toBe(72);
  });

  it('begins with the window, where that opens later', async () => {
    await setWindow(fromNow(10), fromNow(100));
    expect(hoursLeft(await deadlineOf(await issueOne()))).toBe(24 * 10 + 336);
  });

  it('ends where the conference begins, at the venue', async () => {
    const day = fromNow(3).toISOString().slice(0, 10);
    await setStart(day);
    const [row] = await fixture.rows<{ starts_at: Date }>(
      'SELECT starts_on::timestamp AT TIME ZONE time_zone AS starts_at FROM conference.conference',
    );
    expect(await deadlineOf(await issueOne())).toEqual(row?.starts_at);
  });

  it('is over while the window is closed: the answer is refused with whom to ask, and taken when it opens', async () => {
    const { token, id } = await issueOne();
    for (const [opens, closes] of [
      [-2, -1],
      [1, 2],
    ] as const) {
      await setWindow(fromNow(opens), fromNow(closes));
      for (const { invitation, errors } of [await confirm(token), await decline(token)]) {
        expect(invitation).toBeNull();
        expect(errors).toMatchObject([{ code: 'WINDOW_CLOSED', path: [], state: 'PENDING' }]);
        expect(errors[0]?.message).toContain('Please ask ICC, who put your name forward.');
      }
    }
    expect(await stateOf(id)).toEqual({ state: 'PENDING', version: 1 });
    expect(await jobs('invitation.%')).toEqual([]);
    await setWindow(fromNow(-1), fromNow(1));
    expect((await confirm(token)).invitation?.state).toBe('CONFIRMED');
  });

  it('is told to whoever wants to invite: none is left when the window or the conference is behind us', async () => {
    const canBeAnswered = () =>
      worker.unitOfWork.run(SYSTEM, (tx) => invitations.canBeAnswered(tx, fixture.conferenceId));
    expect(await canBeAnswered()).toBe(false);
    await setStart('2099-11-01');
    expect(await canBeAnswered()).toBe(true);
    await setWindow(fromNow(-2), fromNow(-1));
    expect(await canBeAnswered()).toBe(false);
    await setWindow(fromNow(1), fromNow(2));
    expect(await canBeAnswered()).toBe(true);
  });
});

describe('issuing', () => {
  it('invites a thousand people in one go: rows, messages, reminders and the end of the time', async () => {
    await issue(1000);
    const [counts] = await fixture.rows<{ invitations: number; messages: number }>(
      `SELECT (SELECT count(*)::int FROM invitations.invitation) AS invitations,
         (SELECT count(*)::int FROM notifications.message WHERE kind = 'PERSONAL_INVITATION') AS messages`,
    );
    expect(counts).toEqual({ invitations: 1000, messages: 1000 });
    expect(await jobs('send-messages')).toHaveLength(20);
    const lapse = await jobs('lapse-invitations');
    const remind = await jobs('remind-invitees');
    expect([lapse.length, remind.length]).toEqual([10, 10]);
    const hours = (at: Date | undefined) => Math.round(((at?.getTime() ?? 0) - Date.now()) / 3_600_000);
    expect(hours(lapse[0]?.run_at)).toBe(336);
    expect(hours(remind[0]?.run_at)).toBe(252);
  });

  it('keeps the token in no column, only its hash', async () => {
    const [invitation] = await issue();
    const rows = await fixture.rows(
      'SELECT i::text AS row FROM invitations.invitation i UNION ALL SELECT m::text FROM notifications.message m UNION ALL SELECT o::text FROM platform.outbox o',
    );
    expect(JSON.stringify(rows)).not.toContain(invitation?.token);
  });

  it('gives a nomination one live invitation, and a new one after the old one was cancelled', async () => {
    const source = nomination(newId());
    await issue(1, { source });
    expect(await issue(1, { source })).toHaveLength(1);
    expect(await messages()).toHaveLength(1);
    await worker.unitOfWork.run(SYSTEM, (tx) => invitations.cancel(tx, source));
    const both = await issue(1, { source });
    expect(both).toHaveLength(2);
    expect(new Set(both.map(({ token }) => token)).size).toBe(2);
    const reader = as(newId(), 'PARTNER_VIEWER', fixture.bodies.icc);
    expect(await ofWeb.ofSource(reader, source)).toMatchObject({
      id: both[1]?.id,
      state: 'PENDING',
      sentAt: null,
    });
  });

  it('works under the walls of the host, and is invisible to other bodies', async () => {
    const approver = as(
      await fixture.user('HOST_APPROVER', fixture.bodies.host),
      'HOST_APPROVER',
      fixture.bodies.host,
    );
    const ours = as(newId(), 'PARTNER_VIEWER', fixture.bodies.icc);
    const theirs = as(newId(), 'PARTNER_VIEWER', fixture.bodies.ch);
    const one = person();
    await web.unitOfWork.run(approver, (tx) => ofWeb.issue(tx, fixture.conferenceId, [one]));
    expect(await ofWeb.ofSource(ours, one.source)).toMatchObject({ state: 'PENDING' });
    expect(await ofWeb.ofSource(theirs, one.source)).toBeNull();
    await expect(
      web.unitOfWork.run(theirs, (tx) => ofWeb.issue(tx, fixture.conferenceId, [person()])),
    ).rejects.toThrow(/row-level security/);
  });
});

const as = (userId: string, role: UserActor['grants'][number]['role'], bodyId: string): UserActor => ({
  kind: 'user',
  userId,
  grants: [{ role, conferenceId: fixture.conferenceId, bodyId }],
  canWrite: true,
  via: 'session',
  credentialId: newId(),
});

describe("the invitee's page", () => {
  it('shows the invitation as often as anybody looks, and changes nothing', async () => {
    const { id, token } = await issueOne();
    for (let round = 0; round < 3; round += 1) {
      expect(await look(token)).toMatchObject({
        state: 'PENDING',
        personName: 'Zoë Sample',
        honorific: 'Dr',
        capacity: 'SPEAKER',
        nominatedBy: 'ICC',
        answeredAt: null,
        conference: { slug: `test-${fixture.conferenceId}` },
      });
    }
    expect(await stateOf(id)).toEqual({ state: 'PENDING', version: 1 });
  });

  it.each([
    ['an unknown token', UNKNOWN],
    ['nothing', ''],
    ['a short one', 'x'],
    ['SQL', "' OR true --"],
    ['a very long one', 'Z'.repeat(10_000)],
    ['NUL', '\u0000'],
  ])('opens nothing for %s', async (_what, token) => {
    await issue();
    expect(await look(token)).toBeNull();
    const answers = [await confirm(token), await decline(token)];
    for (const { invitation, errors } of answers) {
      expect(invitation).toBeNull();
      expect(errors).toEqual([
        {
          code: 'NOT_FOUND',
          message: 'This link does not work. Open it from the newest mail, or copy all of it.',
          path: ['token'],
          state: null,
        },
      ]);
    }
  });

  it('takes an acceptance, once, whoever repeats it', async () => {
    const { id, token } = await issueOne();
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 20 }, () => confirm(token, key)));
    for (const answer of answers) {
      expect(answer.errors).toEqual([]);
      expect(answer.invitation?.state).toBe('CONFIRMED');
    }
    expect(await stateOf(id)).toEqual({ state: 'CONFIRMED', version: 2 });
    expect(await jobs('invitation.confirmed')).toHaveLength(1);
    expect(await jobs('announce-answer-when-invitation-confirmed')).toHaveLength(1);
    expect((await confirm(token)).errors).toMatchObject([{ code: 'ACTION_UNAVAILABLE', state: 'CONFIRMED' }]);
    expect((await decline(token, null, key)).errors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });

  it('takes one of two answers that come at once, and tells the other which', async () => {
    for (let round = 0; round < 15; round += 1) {
      const { id, token } = await issueOne();
      const [yes, no] = await Promise.all([confirm(token), decline(token)]);
      const won = yes.errors.length === 0 ? 'CONFIRMED' : 'DECLINED';
      expect([yes, no].filter(({ errors }) => errors.length === 0)).toHaveLength(1);
      // The conference has begun, so that nothing can be changed any more.
      expect([...yes.errors, ...no.errors]).toMatchObject([{ code: 'WINDOW_CLOSED', state: won }]);
      expect((await stateOf(id))?.state).toBe(won);
    }
    expect(await jobs('invitation.%')).toHaveLength(15);
  });

  it('takes no answer after the deadline, by the clock of the database', async () => {
    const { id, token } = await issueOne();
    await fixture.sql(`UPDATE invitations.invitation SET respond_by = clock_timestamp() - interval '1 ms'`);
    expect((await confirm(token)).errors).toMatchObject([{ code: 'ACTION_UNAVAILABLE', state: 'LAPSED' }]);
    expect((await look(token))?.state).toBe('LAPSED');
    expect(await stateOf(id)).toEqual({ state: 'PENDING', version: 1 });
    expect(await jobs('invitation.%')).toEqual([]);
  });

  it('refuses a reason with a control character, and keeps one in any script', async () => {
    const { token } = await issueOne();
    expect((await decline(token, 'a\u0007b')).errors).toMatchObject([
      { code: 'INVALID_INPUT', path: ['input', 'reason'] },
    ]);
    expect((await look(token))?.state).toBe('PENDING');
    expect((await decline(token, 'Je suis en voyage — آسف')).invitation?.state).toBe('DECLINED');
  });

  it('writes down who answered, without the token', async () => {
    const { token, nominationId } = await issueOne();
    await confirm(token);
    const events = await fixture.rows('SELECT * FROM audit.event WHERE subject_id = $1', [nominationId]);
    expect(events).toMatchObject([{ action: 'invitation.confirmed', actor_kind: 'invitee', actor_id: null }]);
    expect(JSON.stringify(events)).not.toContain(token);
    expect(api.log()).not.toContain(token);
  });
});

describe('the language of what an invitee gets', () => {
  afterEach(() => offer('en', 'fr'));
  const preview = async (language: string | null): Promise<string | undefined> => {
    const reference = new ConferenceReference(worker.database, { now: () => new Date() });
    const previews = new InvitationPreviews(reference, new Notifications(), worker.database);
    const invitee = { ...person({ language }), bodyName: 'ICC' };
    return (await previews.render(SYSTEM, fixture.conferenceId, [invitee]))[0]?.subject;
  };

  it.each([
    ['fr', ['en'], 'en', 'Your invitation: Test'],
    ['fr', ['en', 'fr'], 'fr', 'Votre invitation : Test'],
    ['en', ['fr'], 'fr', 'Votre invitation : Test'],
    [null, ['fr', 'en'], 'fr', 'Votre invitation : Test'],
    ['de', ['en', 'fr'], 'en', 'Your invitation: Test'],
  ])(
    'who reads %s, of a conference in %j: %s, also in the preview',
    async (reads, offered, written, subject) => {
      await offer(...offered);
      await issue(1, { language: reads });
      expect(await messages()).toMatchObject([{ kind: 'PERSONAL_INVITATION', language: written }]);
      expect(await preview(reads)).toBe(subject);
    },
  );

  it('stays with the person, for a conference that offers it later', async () => {
    await offer('en');
    await issueOne();
    expect(await fixture.rows('SELECT language FROM invitations.invitation')).toEqual([{ language: 'fr' }]);
  });
});

const DUE = 'UPDATE invitations.invitation SET respond_by = clock_timestamp()';

describe('after the answer', () => {
  const parts = [new Notifications(), new OneCoordinator(), nominationSources()] as const;
  const announce = () => new AnnounceAnswer(worker.unitOfWork, ...parts);

  it('confirms an acceptance to the person, once, and a decline after it', async () => {
    await fixture.sql("UPDATE conference.conference SET starts_on = '2099-12-30', ends_on = '2099-12-31'");
    const { id, token } = await issueOne();
    await confirm(token);
    await announce().run({ invitationId: id });
    await announce().run({ invitationId: id });
    expect((await messages()).slice(1)).toMatchObject([
      { kind: 'INVITATION_CONFIRMED', recipient_email: 'zoe-0@example.org', language: 'fr' },
    ]);
    await decline(token);
    await announce().run({ invitationId: id, wasConfirmed: true });
    const kinds = (await messages()).slice(2).map(({ kind }) => kind);
    expect(kinds).toEqual(['DECLINE_CONFIRMED', 'INVITATION_DECLINED']);
  });

  it('tells the coordinators of the body that the person declined, and why', async () => {
    const { id, token } = await issueOne();
    await decline(token, 'Away that week');
    await announce().run({ invitationId: id });
    expect((await messages()).slice(1)).toMatchObject([
      { kind: 'DECLINE_CONFIRMED', recipient_email: 'zoe-0@example.org', params: { wasConfirmed: false } },
      {
        kind: 'INVITATION_DECLINED',
        recipient_email: 'cora@icc.example',
        params: { personName: 'Zoë Sample', outcome: 'DECLINED', reason: 'Away that week' },
      },
    ]);
  });

  it('lapses what nobody answered, frees the place and tells the body; the rest comes again', async () => {
    const [late, pending, done] = (await issue(3)) as { id: string; token: string }[];
    await confirm(done?.token ?? '');
    await fixture.sql(`${DUE} WHERE id = $1`, [late?.id]);
    await fixture.sql('DELETE FROM platform.outbox');
    const job = new LapseInvitations(worker.unitOfWork, announce(), nominationSources());
    const invitationIds = [late, pending, done].map((one) => one?.id ?? '');
    for (let time = 0; time < 2; time += 1) await job.handle({ invitationIds });
    const states = await Promise.all(invitationIds.map(async (one) => (await stateOf(one))?.state));
    expect(states).toEqual(['LAPSED', 'PENDING', 'CONFIRMED']);
    expect(await jobs('invitation.%')).toMatchObject([{ payload: { invitationId: late?.id } }]);
    expect((await jobs('lapse-invitations'))[0]?.payload).toEqual({ invitationIds: [pending?.id] });
    expect((await messages()).filter(({ kind }) => kind === 'INVITATION_DECLINED')).toHaveLength(1);
  });

  it('keeps mail of an invitation that has ended from being sent again: its link is dead', async () => {
    const [late, declined, pending] = (await issue(3)) as { id: string; token: string }[];
    await fixture.sql(`UPDATE notifications.message SET state = 'FAILED'`);
    await fixture.sql(`${DUE} WHERE id = $1`, [late?.id]);
    const lapse = new LapseInvitations(worker.unitOfWork, announce(), nominationSources());
    await lapse.handle({ invitationIds: [late?.id ?? ''] });
    await decline(declined?.token ?? '');
    await announce().run({ invitationId: declined?.id ?? '' });
    const replayable = await fixture.rows(
      `SELECT subject_id FROM notifications.message WHERE kind = 'PERSONAL_INVITATION' AND cancel_requested_at IS NULL`,
    );
    expect(replayable).toEqual([{ subject_id: pending?.id }]);
  });

  it('reminds only those who have not answered, and nobody twice', async () => {
    const [waiting, done] = (await issue(2)) as { id: string; token: string }[];
    await decline(done?.token ?? '');
    const job = new RemindInvitees(worker.unitOfWork, new Notifications());
    const payload = { invitationIds: [waiting?.id ?? '', done?.id ?? ''] };
    await job.handle(payload);
    await job.handle(payload);
    expect((await messages()).slice(2)).toMatchObject([
      {
        kind: 'PERSONAL_INVITATION',
        subject_version: 2,
        recipient_email: 'zoe-0@example.org',
        params: { isReminder: true },
      },
    ]);
  });
});

describe('cancelling', () => {
  it('stops mail that has not left, and says nothing to the person', async () => {
    const { nominationId, token } = await issueOne();
    await worker.unitOfWork.run(SYSTEM, (tx) => invitations.cancel(tx, nomination(nominationId)));
    const states = await fixture.rows('SELECT kind, state FROM notifications.message');
    expect(states).toEqual([{ kind: 'PERSONAL_INVITATION', state: 'CANCELLED' }]);
    expect((await confirm(token)).errors).toMatchObject([{ code: 'ACTION_UNAVAILABLE', state: 'CANCELLED' }]);
  });

  it('corrects mail that has left', async () => {
    const { nominationId } = await issueOne();
    await fixture.sql(`UPDATE notifications.message SET state = 'SENT', sent_at = clock_timestamp()`);
    const coordinator = as(newId(), 'PARTNER_COORDINATOR', fixture.bodies.icc);
    await web.unitOfWork.run(coordinator, (tx) => ofWeb.cancel(tx, nomination(nominationId)));
    await web.unitOfWork.run(coordinator, (tx) => ofWeb.cancel(tx, nomination(nominationId)));
    const states = await fixture.rows('SELECT kind, state FROM notifications.message ORDER BY id');
    expect(states).toEqual([
      { kind: 'PERSONAL_INVITATION', state: 'SENT' },
      { kind: 'INVITATION_CANCELLED', state: 'QUEUED' },
    ]);
  });

  it('is not overtaken by a reminder that is just being written', async () => {
    const { id, nominationId } = await issueOne();
    const reminder = new RemindInvitees(worker.unitOfWork, new Notifications());
    let letGo = (): void => undefined;
    const held = new Promise<void>((done) => (letGo = done));
    let isCancelled = false;
    const coordinator = as(newId(), 'PARTNER_COORDINATOR', fixture.bodies.icc);
    const cancelling = web.unitOfWork.run(coordinator, async (tx) => {
      await ofWeb.cancel(tx, nomination(nominationId));
      isCancelled = true;
      await held;
    });
    await drain(() => isCancelled, { what: 'the cancellation, not committed yet' });
    let isReminded = false;
    const reminding = reminder.handle({ invitationIds: [id] }).then(() => (isReminded = true));
    const waits = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await drain(async () => isReminded || (await fixture.rows<{ n: number }>(waits))[0]?.n === 1, {
      what: 'the reminder to be written, or to wait',
    });
    letGo();
    await Promise.all([cancelling, reminding]);
    const states = await fixture.rows('SELECT kind, state FROM notifications.message');
    expect(states).toEqual([{ kind: 'PERSONAL_INVITATION', state: 'CANCELLED' }]);
  });

  it('of a nomination without an invitation does nothing', async () => {
    await worker.unitOfWork.run(SYSTEM, (tx) => invitations.cancel(tx, nomination(newId())));
    expect(await messages()).toEqual([]);
  });
});
