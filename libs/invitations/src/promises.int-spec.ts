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

/** One person, whose invitation has arrived. */
async function invite(): Promise<void> {
  nominationId = newId();
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
  const { answer: given } = await anybody.data<{ answer: Answer }>(mutation, { token, key: newId() });
  if (given.errors.length === 0) await announce().handle({ invitationId: id });
  await sendAll();
  return given;
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
const REFUSED = { invitation: null, errors: [{ code: 'ACTION_UNAVAILABLE', state: 'DECLINED' }] };

type Proof = () => Promise<void>;

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
      'If you do not answer in time, your place goes to somebody else.',
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
        expect((await lastMail()).text).not.toContain('If you can come after all');
      },
    ],
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

describe('what the page of an invitation promises', () => {
  const catalogue = JSON.parse(
    readFileSync(
      new URL('../../../apps/console/src/features/invitations/messages.en.json', import.meta.url),
      'utf8',
    ),
  ) as Record<string, string>;

  const placeIsGone: Proof = async () => {
    expect((await answer(DECLINE)).invitation?.state).toBe('DECLINED');
    expect((await outcomes()).at(-1)).toEqual({ outcome: 'DECLINED' });
    expect((await lastMail()).subject).toMatch(/^You have declined: /);
    expect(await answer(CONFIRM)).toEqual(REFUSED);
    expect(await look()).toEqual({ state: 'DECLINED', changeableUntil: null, calendar: null });
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
  const PROOFS: Record<string, Proof> = {
    'invitation.reasonHint': async () => {
      await answer(DECLINE);
      const told = (await sink.messages()).find(({ envelope }) => envelope.to.includes('cora@icc.example'));
      expect(told?.text).toContain('Away');
    },
    'invitation.confirmedNext': acceptanceIsMailed,
    'invitation.aboutToAccept': acceptanceIsMailed,
    'invitation.declinedNext': placeIsGone,
    'invitation.aboutToDecline': placeIsGone,
    'invitation.aboutToGiveBack': accepted(placeIsGone),
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
      expect((await look())?.changeableUntil).toBe('2099-12-30T00:00:00.000Z');
      await placeIsGone();
    }),
  };

  it('are all in this table', () => {
    const promising = /We send|You can (also|decline)|is then|read it|Download/;
    const found = Object.keys(catalogue).filter((key) => promising.test(catalogue[key] ?? ''));
    expect(found.sort()).toEqual(Object.keys(PROOFS).sort());
  });

  it.each(Object.keys(PROOFS))('%s', async (key) => {
    expect((await look())?.calendar).toBeNull();
    await PROOFS[key]?.();
  });
});
