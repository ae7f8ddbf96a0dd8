import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Actor, newId } from '#libs/kernel';
import { AccessOptions } from '#libs/access';
import {
  type AccessApi,
  AccessFixture,
  openDatabase,
  type OpenedDatabase,
  startAccessApi,
} from '#libs/access/testing';
import {
  type BodyContact,
  BodyContacts,
  Notifications,
  NotificationsGraphqlModule,
} from '#libs/notifications';
import { MailOffice } from '#libs/notifications/testing';
import {
  type GraphqlClient,
  graphqlClient,
  type SmtpSink,
  smtpSink,
  TEST_SECRET,
  type TestDatabase,
  testDatabase,
  testSettings,
} from '#libs/testing';
import { invitationToken } from './domain/invitation-token.js';
import { InvitationLinks } from './invitation-links.js';
import { InvitationsGraphqlModule } from './invitations-graphql.module.js';
import { AnnounceAnswer } from './jobs/announce-answer.job.js';
import { LapseInvitations } from './jobs/lapse-invitations.job.js';
import { RemindInvitees } from './jobs/remind-invitees.job.js';
import { CancelInvitation } from './use-cases/cancel-invitation.js';
import { IssueInvitations } from './use-cases/issue-invitations.js';

const SYSTEM: Actor = { kind: 'system', task: 'test' };
const PARTS = `invitation { state changeableUntil calendar } errors { code state }`;
const LOOK = `query ($token: String!) { invitation(token: $token) { state changeableUntil calendar } }`;
const CONFIRM = `mutation ($token: String!, $key: String!) {
  answer: confirmInvitation(token: $token, input: { idempotencyKey: $key }) { ${PARTS} } }`;
const DECLINE = `mutation ($token: String!, $key: String!) {
  answer: declineInvitation(token: $token, input: { idempotencyKey: $key, reason: "Away" }) { ${PARTS} } }`;

interface Page {
  state: string;
  changeableUntil: string | null;
  calendar: string | null;
}
type Announced = Parameters<AnnounceAnswer['handle']>[0];
interface Answer {
  invitation: Page | null;
  errors: { code: string; state: string | null }[];
}

class OneCoordinator extends BodyContacts {
  coordinators(_tx: unknown, bodyIds: readonly string[]): Promise<readonly BodyContact[]> {
    const contact = { userId: newId(), name: 'Cora Sample', email: 'cora@icc.example', language: 'en' };
    return Promise.resolve(bodyIds.map((bodyId) => ({ ...contact, bodyId })));
  }
}

let server: TestDatabase;
let worker: OpenedDatabase;
let fixture: AccessFixture;
let api: AccessApi;
let anybody: GraphqlClient;
let sink: SmtpSink;
let office: MailOffice;
let id: string;
let token: string;
let nominationId: string;

beforeAll(async () => {
  server = await testDatabase();
  worker = await openDatabase(server.workerUrl);
  fixture = await new AccessFixture(worker).conference();
  await fixture.sql(`UPDATE conference.conference SET starts_on = '2099-12-30', ends_on = '2099-12-31'`);
  const settings = await testSettings(server);
  // The sender and the address of the mail office.
  const mail = {
    smtp: { ...settings.smtp, from: 'office@conference.example' },
    http: { ...settings.http, publicUrl: 'https://conference.example' },
  };
  api = await startAccessApi(settings, [
    InvitationsGraphqlModule.forSettings(mail),
    NotificationsGraphqlModule,
  ]);
  anybody = graphqlClient(api.url);
  sink = await smtpSink();
  office = await MailOffice.open({ workerUrl: server.workerUrl, smtpUrl: sink.url });
});
afterAll(async () => {
  await office.close();
  await sink.close();
  await api.close();
  await worker.close();
  await server.drop();
});
beforeEach(async () => {
  await fixture.sql('DELETE FROM platform.outbox');
  await fixture.sql('DELETE FROM notifications.message');
  await fixture.sql('DELETE FROM invitations.invitation');
  sink.clear();
  await invite();
});

/** An approved nomination, whose place is used. */
async function nominate(): Promise<string> {
  const [conferenceId, body] = [fixture.conferenceId, fixture.bodies.icc];
  const [constituency, person, quota, nomination] = [newId(), newId(), newId(), newId()];
  await fixture.sql('DELETE FROM nominations.quota_entry');
  await fixture.sql('DELETE FROM nominations.quota');
  await fixture.sql(
    `INSERT INTO conference.constituency (id, conference_id, code, name, position) VALUES ($1, $2, $3, 'Business', 1)`,
    [constituency, conferenceId, constituency.slice(0, 13)],
  );
  await fixture.sql(
    `INSERT INTO nominations.person (id, conference_id, body_id, name, name_key) VALUES ($1, $2, $3, 'Zoë Sample', 'zoe sample')`,
    [person, conferenceId, body],
  );
  await fixture.sql(
    `INSERT INTO nominations.nomination (id, conference_id, body_id, constituency_id, person_id, reference, state, capacity,
       created_by, last_edited_by, search_text, sort_name)
     VALUES ($1, $2, $3, $4, $5, $6, 'APPROVED', 'SPEAKER', $5, $5, '', '')`,
    [nomination, conferenceId, body, constituency, person, nomination],
  );
  await fixture.sql(
    `INSERT INTO nominations.quota (id, conference_id, body_id, constituency_id, allotted, consumed) VALUES ($1, $2, $3, $4, 1, 1)`,
    [quota, conferenceId, body, constituency],
  );
  await enter(nomination, quota, 1);
  return nomination;
}

const enter = (nomination: string, quota: string, consumed: number) =>
  fixture.sql(
    `INSERT INTO nominations.quota_entry (id, conference_id, body_id, quota_id, nomination_id, kind, held_delta, consumed_delta)
     VALUES ($1, $2, $3, $4, $5, $6, 0, $7)`,
    [
      newId(),
      fixture.conferenceId,
      fixture.bodies.icc,
      quota,
      nomination,
      consumed > 0 ? 'CONSUME' : 'RELEASE',
      consumed,
    ],
  );

/** What \`settle-place\` does: the place is on offer. */
async function giveBack(): Promise<void> {
  await fixture.sql('UPDATE nominations.quota SET consumed = 0, on_offer = 1');
  const [quota] = await fixture.rows<{ id: string }>('SELECT id FROM nominations.quota');
  await enter(nominationId, quota?.id ?? '', -1);
}
/** Somebody else is invited to it. */
const giveAway = () => fixture.sql('UPDATE nominations.quota SET consumed = 1, on_offer = 0');

/** One person, whose invitation has arrived. */
async function invite(): Promise<void> {
  nominationId = await nominate();
  const options = { secret: TEST_SECRET, publicUrl: 'http://localhost', isDemonstration: true };
  const links = new InvitationLinks(new AccessOptions(options));
  const person = { personName: 'Zoë Sample', honorific: null, email: 'zoe@example.org', language: 'en' };
  await worker.unitOfWork.run(SYSTEM, (tx) =>
    new IssueInvitations(links, new Notifications()).run(
      tx,
      fixture.conferenceId,
      [{ ...person, nominationId, bodyId: fixture.bodies.icc, capacity: 'SPEAKER' }],
      null,
    ),
  );
  const [row] = await fixture.rows<{ id: string }>('SELECT id FROM invitations.invitation');
  id = row?.id ?? '';
  token = invitationToken(TEST_SECRET, id, 1);
  await sendAll();
}

const sendAll = async (): Promise<void> => {
  const rows = await fixture.rows<{ id: string }>(
    `SELECT id FROM notifications.message WHERE state = 'QUEUED' ORDER BY id`,
  );
  await office.send(rows.map((row) => row.id));
};
const announce = () => new AnnounceAnswer(worker.unitOfWork, new Notifications(), new OneCoordinator());
/** Answers, and has the mail of the answer sent. */
const answer = async (mutation: string): Promise<Answer> => {
  const given = await say(mutation);
  await tell(await announcements());
  await sendAll();
  return given;
};
/** Answers, and has nobody told yet. */
const say = async (mutation: string): Promise<Answer> =>
  (await anybody.data<{ answer: Answer }>(mutation, { token, key: newId() })).answer;
/** What waits to be told, the oldest first; it is taken. */
const announcements = async (): Promise<Announced[]> => {
  const rows = await fixture.rows<{ payload: Announced }>(
    `SELECT payload FROM platform.outbox WHERE job = 'announce-answer' ORDER BY id`,
  );
  await fixture.sql(`DELETE FROM platform.outbox WHERE job = 'announce-answer'`);
  return rows.map(({ payload }) => payload);
};
const tell = async (jobs: readonly Announced[]): Promise<void> => {
  for (const job of jobs) await announce().handle(job);
};
const look = async (): Promise<Page | null> =>
  (await anybody.data<{ invitation: Page | null }>(LOOK, { token })).invitation;
const outcomes = () =>
  fixture.rows<{ outcome: string }>(
    `SELECT payload->>'outcome' AS outcome FROM platform.outbox WHERE job = 'settle-place' ORDER BY id`,
  );
const remind = async () => {
  await new RemindInvitees(worker.unitOfWork, new Notifications()).handle({ invitationIds: [id] });
  await sendAll();
};
const withdraw = async () => {
  await worker.unitOfWork.run(SYSTEM, (tx) =>
    new CancelInvitation(new Notifications()).run(tx, nominationId),
  );
  await sendAll();
};

/** The mails to the person so far, in order, in one line each. */
const mails = async () =>
  (await sink.messages())
    .filter(({ envelope }) => envelope.to.includes('zoe@example.org'))
    .map(({ subject, text, attachments }) => ({
      subject,
      text: text.replace(/\s+/g, ' '),
      calendar: attachments.find(({ filename }) => filename?.endsWith('.ics') === true)?.content.toString(),
    }));
const lastMail = async () => {
  const mail = (await mails()).at(-1);
  if (mail === undefined) throw new Error('No mail came');
  return mail;
};
const entry = (calendar: string | null | undefined) => ({
  uid: /^UID:(.+)$/m.exec(calendar ?? '')?.[1]?.trim(),
  sequence: Number(/^SEQUENCE:(\d+)/m.exec(calendar ?? '')?.[1]),
  status: /^STATUS:(\w+)/m.exec(calendar ?? '')?.[1],
});
const GONE = { invitation: null, errors: [{ code: 'PLACE_GONE', state: 'DECLINED' }] };
const UNTIL = '2099-12-30T00:00:00.000Z';

type Proof = () => Promise<void>;

/** Who has declined has the place again, mail and calendar included, and may change the answer once more. */
const acceptsAgain: Proof = async () => {
  await giveBack();
  expect(await look()).toEqual({ state: 'DECLINED', changeableUntil: UNTIL, calendar: null });
  const before = entry((await lastMail()).calendar);
  expect((await answer(CONFIRM)).invitation).toMatchObject({ state: 'CONFIRMED', changeableUntil: UNTIL });
  expect(await fixture.rows('SELECT consumed, on_offer FROM nominations.quota')).toEqual([
    { consumed: 1, on_offer: 0 },
  ]);
  const { subject, calendar } = await lastMail();
  expect(subject).toMatch(/^You have accepted: /);
  expect(entry(calendar)).toEqual({ ...before, sequence: before.sequence + 1, status: 'CONFIRMED' });
};
/** Once somebody else has it: said on the page and to whoever presses, and nothing moves. */
const placeIsGone: Proof = async () => {
  await giveBack();
  await giveAway();
  const sent = await mails();
  expect(await look()).toEqual({ state: 'DECLINED', changeableUntil: null, calendar: null });
  expect(await answer(CONFIRM)).toEqual(GONE);
  expect(await look()).toEqual({ state: 'DECLINED', changeableUntil: null, calendar: null });
  expect(await mails()).toEqual(sent);
};

describe('what the mails to a nominee promise', () => {
  const before = {
    nothing: () => Promise.resolve(),
    remind,
    confirm: () => answer(CONFIRM),
    decline: () => answer(DECLINE),
    withdraw,
  };

  it.each<[string, keyof typeof before, Proof]>([
    [
      'It takes one minute, and you do not need an account.',
      'nothing',
      async () => expect((await answer(CONFIRM)).invitation?.state).toBe('CONFIRMED'),
    ],
    [
      'If you do not answer in time, your place is no longer kept for you.',
      'nothing',
      async () => {
        await fixture.sql('UPDATE invitations.invitation SET respond_by = clock_timestamp()');
        await new LapseInvitations(worker.unitOfWork, announce()).handle({ invitationIds: [id] });
        expect(await outcomes()).toEqual([{ outcome: 'LAPSED' }]);
      },
    ],
    [
      'Your place is kept until the date below.',
      'remind',
      async () => {
        expect(await outcomes()).toEqual([]);
        expect((await answer(CONFIRM)).invitation?.state).toBe('CONFIRMED');
      },
    ],
    [
      'The attached calendar entry takes the place of the one in your invitation.',
      'confirm',
      async () => {
        const [invited, confirmed] = (await mails()).map(({ calendar }) => entry(calendar));
        expect(invited).toEqual({
          uid: `invitation-${id}@conference.example`,
          sequence: 0,
          status: 'TENTATIVE',
        });
        expect(confirmed).toEqual({ uid: invited?.uid, sequence: 2, status: 'CONFIRMED' });
      },
    ],
    [
      'open the link in your invitation again and change your answer, until',
      'confirm',
      async () => expect((await answer(DECLINE)).invitation?.state).toBe('DECLINED'),
    ],
    [
      'The attached calendar entry takes the conference out of your calendar.',
      'decline',
      async () => {
        const [invited, declined] = (await mails()).map(({ calendar }) => entry(calendar));
        expect(declined).toEqual({ uid: invited?.uid, sequence: 2, status: 'CANCELLED' });
      },
    ],
    [
      'If you can come after all, open the link in your invitation again and change your answer, until Wednesday, 30 December 2099',
      'decline',
      acceptsAgain,
    ],
    ['That works as long as nobody else has been given your place.', 'decline', placeIsGone],
    [
      'the invitation no longer holds and its link no longer works.',
      'withdraw',
      async () => {
        const refused = [{ code: 'ACTION_UNAVAILABLE', state: 'CANCELLED' }];
        expect([await answer(CONFIRM), await answer(DECLINE)]).toEqual([
          { invitation: null, errors: refused },
          { invitation: null, errors: refused },
        ]);
      },
    ],
  ])('“%s”', async (sentence, act, prove) => {
    await before[act]();
    expect((await lastMail()).text).toContain(sentence);
    await prove();
  });
});

describe('an answer that is changed before anybody was told', () => {
  const newMails = async () =>
    (await mails()).slice(1).map(({ subject, calendar }) => {
      const { sequence, status } = entry(calendar);
      return [subject, sequence, status];
    });
  const toldToBody = async (): Promise<number> =>
    (await sink.messages()).filter(({ envelope }) => envelope.to.includes('cora@icc.example')).length;
  const DECLINED = [['You have declined: Test', 3, 'CANCELLED']];
  const ACCEPTED = [['You have accepted: Test', 3, 'CONFIRMED']];

  it.each([
    ['in their order', (jobs: Announced[]) => jobs],
    ['the other way round', (jobs: Announced[]) => jobs.toReversed()],
    ['twice each', (jobs: Announced[]) => [...jobs, ...jobs]],
  ])('is told once and as it stands, whether the jobs come %s', async (_, order) => {
    await say(CONFIRM);
    await say(DECLINE);
    await tell(order(await announcements()));
    await sendAll();
    expect(await newMails()).toEqual(DECLINED);
    expect((await lastMail()).text).toContain('You had accepted the invitation and have now declined it');
    expect(await toldToBody()).toBe(1);
  });

  it('to an acceptance is told as that alone', async () => {
    await say(DECLINE);
    await say(CONFIRM);
    await tell(await announcements());
    await sendAll();
    expect(await newMails()).toEqual(ACCEPTED);
    expect(await toldToBody()).toBe(0);
  });

  it('stops the mail about the decline that has been written and not sent', async () => {
    await say(DECLINE);
    await tell(await announcements());
    await say(CONFIRM);
    await tell(await announcements());
    await sendAll();
    expect(await newMails()).toEqual(ACCEPTED);
    expect(await toldToBody()).toBe(0);
    const rows = await fixture.rows(
      `SELECT kind, state FROM notifications.message WHERE kind <> 'PERSONAL_INVITATION' ORDER BY kind`,
    );
    expect(rows).toEqual([
      { kind: 'DECLINE_CONFIRMED', state: 'CANCELLED' },
      { kind: 'INVITATION_CONFIRMED', state: 'SENT' },
      { kind: 'INVITATION_DECLINED', state: 'CANCELLED' },
    ]);
  });

  it('is told to the body that had heard of the decline, whose place is no longer free', async () => {
    await answer(DECLINE);
    await answer(CONFIRM);
    const subjects = (await sink.messages())
      .filter(({ envelope }) => envelope.to.includes('cora@icc.example'))
      .map(({ subject }) => subject);
    expect(subjects).toEqual(['Invitation declined: Test', 'Accepted after all: Test']);
  });

  it('of an older release, which names no version, is told as it stands', async () => {
    await say(DECLINE);
    await tell([{ invitationId: id }]);
    await sendAll();
    expect(await newMails()).toEqual([['You have declined: Test', 2, 'CANCELLED']]);
  });
});

describe('an acceptance whose nomination is withdrawn', () => {
  it('leaves the calendar by the mail that says so: the same entry, higher, cancelled', async () => {
    await answer(CONFIRM);
    await withdraw();
    const [invited, confirmed, cancelled] = (await mails()).map(({ calendar }) => entry(calendar));
    expect(confirmed).toEqual({ uid: invited?.uid, sequence: 2, status: 'CONFIRMED' });
    expect(cancelled).toEqual({ uid: invited?.uid, sequence: 3, status: 'CANCELLED' });
    expect((await lastMail()).subject).toBe('Your invitation no longer holds: Test');
  });

  it('is not confirmed any more by mail that has not left', async () => {
    await say(CONFIRM);
    await tell(await announcements());
    await withdraw();
    expect((await mails()).map(({ subject }) => subject)).toEqual([
      'Your invitation: Test',
      'Your invitation no longer holds: Test',
    ]);
  });
});

describe('what the page of an invitation promises', () => {
  const catalogue = JSON.parse(
    readFileSync(
      new URL('../../../apps/console/src/features/invitations/messages.en.json', import.meta.url),
      'utf8',
    ),
  ) as Record<string, string>;

  const placeIsFree: Proof = async () => {
    expect((await answer(DECLINE)).invitation?.state).toBe('DECLINED');
    expect((await outcomes()).at(-1)).toEqual({ outcome: 'DECLINED' });
    expect((await lastMail()).subject).toMatch(/^You have declined: /);
  };
  const acceptanceIsMailed: Proof = async () => {
    expect((await answer(CONFIRM)).invitation?.state).toBe('CONFIRMED');
    expect((await lastMail()).subject).toMatch(/^You have accepted: /);
    expect((await look())?.state).toBe('CONFIRMED');
  };
  const accepted =
    (prove: Proof): Proof =>
    async () => {
      await answer(CONFIRM);
      await prove();
    };
  const declined =
    (...proofs: readonly Proof[]): Proof =>
    async () => {
      for (const prove of proofs) {
        await answer(DECLINE);
        await prove();
      }
    };
  const PROOFS: Record<string, Proof> = {
    'invitation.reasonHint': async () => {
      await answer(DECLINE);
      const told = (await sink.messages()).find(({ envelope }) => envelope.to.includes('cora@icc.example'));
      expect(told?.text).toContain('Away');
    },
    'invitation.confirmedNext': acceptanceIsMailed,
    'invitation.aboutToAccept': acceptanceIsMailed,
    'invitation.aboutToAcceptAfterAll': declined(acceptsAgain),
    'invitation.declinedNext': placeIsFree,
    'invitation.declinedChange': declined(acceptsAgain, placeIsGone),
    'invitation.comeText': declined(acceptsAgain, placeIsGone),
    'invitation.aboutToDecline': placeIsFree,
    'invitation.aboutToGiveBack': accepted(placeIsFree),
    'invitation.calendarText': accepted(async () => {
      const all = (await mails()).map(({ calendar }) => entry(calendar).status);
      expect(all).toEqual(['TENTATIVE', 'CONFIRMED']);
    }),
    'invitation.calendarFile': accepted(async () => {
      const unstamped = (text: string | null | undefined) => text?.replace(/^DTSTAMP:.*$/m, 'DTSTAMP');
      expect(unstamped((await look())?.calendar)).toBe(unstamped((await lastMail()).calendar));
      expect(entry((await look())?.calendar).sequence).toBe(2);
    }),
    'invitation.changeText': accepted(async () => {
      expect((await look())?.changeableUntil).toBe(UNTIL);
      await placeIsFree();
    }),
  };

  it('are all in this table', () => {
    const promising = /[Ww]e send|[Yy]ou can (also|decline|accept)|is then|read it|Download/;
    const found = Object.keys(catalogue).filter((key) => promising.test(catalogue[key] ?? ''));
    expect(found.sort()).toEqual(Object.keys(PROOFS).sort());
  });

  it.each(Object.keys(PROOFS))('%s', async (key) => {
    expect((await look())?.calendar).toBeNull();
    await PROOFS[key]?.();
  });
});
