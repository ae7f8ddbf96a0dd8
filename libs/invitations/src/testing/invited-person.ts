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
import { overhear, OVERHEARD_SO_FAR } from '#libs/platform/testing';
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
import { invitationToken } from '../domain/invitation-token.js';
import * as events from '../invitation.events.js';
import { InvitationLinks } from '../invitation-links.js';
import { InvitationsGraphqlModule } from '../invitations-graphql.module.js';
// Who listens.
import '../invitations-jobs.module.js';
import { LapseInvitations } from '../jobs/lapse-invitations.job.js';
import { RemindInvitees } from '../jobs/remind-invitees.job.js';
import { AnnounceAnswer, type AnswerToTell } from '../use-cases/announce-answer.js';
import { CancelInvitation } from '../use-cases/cancel-invitation.js';
import { IssueInvitations } from '../use-cases/issue-invitations.js';
import { nomination, nominationSources, NominationSourcesModule } from './nomination-sources.js';

const SYSTEM: Actor = { kind: 'system', task: 'test' };
const PARTS = `invitation { state changeableUntil calendar } errors { code state }`;
const LOOK = `query ($token: String!) { invitation(token: $token) { state changeableUntil calendar } }`;
export const CONFIRM = `mutation ($token: String!, $key: String!) {
  answer: confirmInvitation(token: $token, input: { idempotencyKey: $key }) { ${PARTS} } }`;
export const DECLINE = `mutation ($token: String!, $key: String!) {
  answer: declineInvitation(token: $token, input: { idempotencyKey: $key, reason: "Away" }) { ${PARTS} } }`;
const PERSON = 'zoe@example.org';

interface Page {
  state: string;
  changeableUntil: string | null;
  calendar: string | null;
}
interface Answer {
  invitation: Page | null;
  errors: { code: string; state: string | null }[];
}
interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly calendar: string | undefined;
}

/** The coordinators of every body: those that a test has named. */
class NamedCoordinators extends BodyContacts {
  emails: readonly string[] = [];

  coordinators(_tx: unknown, bodyIds: readonly string[]): Promise<readonly BodyContact[]> {
    return Promise.resolve(
      bodyIds.flatMap((bodyId) =>
        this.emails.map((email) => ({ userId: newId(), name: 'Cora Sample', email, language: 'en', bodyId })),
      ),
    );
  }
}

/** One approved person whose invitation has arrived, with real mail: answers, looks, and has those told whom it concerns. */
export class InvitedPerson {
  id = '';
  token = '';
  nominationId = '';

  private constructor(
    private readonly server: TestDatabase,
    private readonly worker: OpenedDatabase,
    private readonly api: AccessApi,
    private readonly office: MailOffice,
    private readonly anybody: GraphqlClient,
    readonly fixture: AccessFixture,
    readonly sink: SmtpSink,
    private readonly contacts = new NamedCoordinators(),
    private readonly listenNoMore = overhear(...Object.values(events)),
  ) {}

  static async open(): Promise<InvitedPerson> {
    const server = await testDatabase();
    const worker = await openDatabase(server.workerUrl);
    const fixture = await new AccessFixture(worker).conference();
    await fixture.sql(`UPDATE conference.conference SET starts_on = '2099-12-30', ends_on = '2099-12-31'`);
    const settings = await testSettings(server);
    // The sender and the address of the mail office.
    const mail = {
      smtp: { ...settings.smtp, from: 'office@conference.example' },
      http: { ...settings.http, publicUrl: 'https://conference.example' },
    };
    const api = await startAccessApi(settings, [
      InvitationsGraphqlModule.forSettings(mail),
      NotificationsGraphqlModule,
      NominationSourcesModule,
    ]);
    const sink = await smtpSink();
    const office = await MailOffice.open({ workerUrl: server.workerUrl, smtpUrl: sink.url });
    return new InvitedPerson(server, worker, api, office, graphqlClient(api.url), fixture, sink);
  }

  async close(): Promise<void> {
    this.listenNoMore();
    await this.office.close();
    await this.sink.close();
    await this.api.close();
    await this.worker.close();
    await this.server.drop();
  }

  /** The person anew, with an invitation that has arrived, and one coordinator. */
  async renew(): Promise<void> {
    await this.fixture.sql('DELETE FROM platform.outbox');
    await this.fixture.sql('DELETE FROM notifications.message');
    await this.fixture.sql('DELETE FROM invitations.invitation');
    await this.fixture.sql('DELETE FROM conference.time_window');
    this.sink.clear();
    this.coordinators('cora@icc.example');
    await this.invite();
  }

  /** Who coordinates the body from now on. */
  coordinators(...emails: readonly string[]): void {
    this.contacts.emails = emails;
  }

  /** What the keeper of the places does about a decline: the place is on offer. */
  async returnPlace(): Promise<void> {
    await this.fixture.sql('UPDATE nominations.quota SET consumed = 0, on_offer = 1');
    const [quota] = await this.fixture.rows<{ id: string }>('SELECT id FROM nominations.quota');
    await this.enter(this.nominationId, quota?.id ?? '', 'RELEASE', -1);
  }

  /** Somebody else is invited to it. */
  async giveAway(): Promise<void> {
    await this.fixture.sql('UPDATE nominations.quota SET consumed = 1, on_offer = 0');
  }

  /** The place turns out to be beyond the quota, for this person alone. */
  async beyondQuota(): Promise<void> {
    await this.fixture.sql('UPDATE nominations.quota SET allotted = 0, overridden = 1');
    await this.fixture.sql(
      `UPDATE nominations.quota_entry SET kind = 'OVERRIDE', allotted_delta = 1 WHERE nomination_id = $1`,
      [this.nominationId],
    );
  }

  /** Answers are no longer taken; who has answered keeps the answer. */
  async closeAnswers(): Promise<void> {
    await this.fixture.sql(
      `INSERT INTO conference.time_window (id, conference_id, kind, opens_at, closes_at)
       VALUES ($1, $2, 'CONFIRMATION', now() - interval '2 days', now() - interval '1 minute')`,
      [newId(), this.fixture.conferenceId],
    );
  }

  async sendAll(): Promise<void> {
    const rows = await this.fixture.rows<{ id: string }>(
      `SELECT id FROM notifications.message WHERE state = 'QUEUED' ORDER BY id`,
    );
    await this.office.send(rows.map((row) => row.id));
  }

  /** Answers, and has the mail of the answer sent. */
  async answer(mutation: string): Promise<Answer> {
    const given = await this.say(mutation);
    await this.tell(await this.announcements());
    await this.sendAll();
    return given;
  }

  /** Answers, and has nobody told yet. */
  async say(mutation: string): Promise<Answer> {
    const values = { token: this.token, key: newId() };
    return (await this.anybody.data<{ answer: Answer }>(mutation, values)).answer;
  }

  /** What waits to be told, the oldest first; it is taken. */
  async announcements(): Promise<AnswerToTell[]> {
    const rows = await this.fixture.rows<{ id: string; payload: AnswerToTell }>(
      `SELECT id, payload FROM platform.outbox WHERE job LIKE 'announce-answer-when-%' ORDER BY id`,
    );
    await this.fixture.sql('DELETE FROM platform.outbox WHERE id = ANY ($1)', [rows.map(({ id }) => id)]);
    return rows.map(({ payload }) => payload);
  }

  async tell(jobs: readonly AnswerToTell[]): Promise<void> {
    for (const job of jobs) await this.announce().run(job);
  }

  async look(): Promise<Page | null> {
    return (await this.anybody.data<{ invitation: Page | null }>(LOOK, { token: this.token })).invitation;
  }

  /** What those have been told who keep the place, the oldest first. */
  async told(): Promise<string[]> {
    return (await this.fixture.rows<{ event: string }>(OVERHEARD_SO_FAR)).map(({ event }) => event);
  }

  async remind(): Promise<void> {
    const job = new RemindInvitees(this.worker.unitOfWork, new Notifications());
    await job.handle({ invitationIds: [this.id] });
    await this.sendAll();
  }

  /** The job of the deadline, whenever it comes. */
  async lapse(): Promise<void> {
    const job = new LapseInvitations(this.worker.unitOfWork, this.announce(), nominationSources());
    await job.handle({ invitationIds: [this.id] });
  }

  /** The time to answer is over. */
  async letDeadlinePass(): Promise<void> {
    await this.fixture.sql('UPDATE invitations.invitation SET respond_by = clock_timestamp()');
  }

  async withdraw(): Promise<void> {
    await this.worker.unitOfWork.run(SYSTEM, (tx) =>
      new CancelInvitation(new Notifications()).run(tx, nomination(this.nominationId), 'WITHDRAWN'),
    );
    await this.sendAll();
  }

  /** The mails to the person so far, in order, in one line each. */
  async mails(): Promise<Mail[]> {
    return (await this.sink.messages())
      .filter(({ envelope }) => envelope.to.includes(PERSON))
      .map(({ subject, text, attachments }) => ({
        subject,
        text: text.replace(/\s+/g, ' '),
        calendar: attachments.find(({ filename }) => filename?.endsWith('.ics') === true)?.content.toString(),
      }));
  }

  async lastMail(): Promise<Mail> {
    const mail = (await this.mails()).at(-1);
    if (mail === undefined) throw new Error('No mail came');
    return mail;
  }

  /** What somebody of the body was told so far: subjects and texts, in order. */
  async mailsTo(email: string): Promise<{ subject: string; text: string }[]> {
    return (await this.sink.messages())
      .filter(({ envelope }) => envelope.to.includes(email))
      .map(({ subject, text }) => ({ subject, text: text.replace(/\s+/g, ' ') }));
  }

  /** An approved nomination, whose place is used. */
  private async nominate(): Promise<string> {
    const { fixture } = this;
    const [conferenceId, body] = [fixture.conferenceId, fixture.bodies.icc];
    const [constituency, person, quota, approved] = [newId(), newId(), newId(), newId()];
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
      [approved, conferenceId, body, constituency, person, approved],
    );
    await fixture.sql(
      `INSERT INTO nominations.quota (id, conference_id, body_id, constituency_id, allotted, consumed) VALUES ($1, $2, $3, $4, 1, 1)`,
      [quota, conferenceId, body, constituency],
    );
    await this.enter(approved, quota, 'CONSUME', 1);
    return approved;
  }

  private async enter(approved: string, quota: string, kind: string, consumed: number): Promise<void> {
    await this.fixture.sql(
      `INSERT INTO nominations.quota_entry (id, conference_id, body_id, quota_id, nomination_id, kind, held_delta, consumed_delta)
       VALUES ($1, $2, $3, $4, $5, $6, 0, $7)`,
      [newId(), this.fixture.conferenceId, this.fixture.bodies.icc, quota, approved, kind, consumed],
    );
  }

  private async invite(): Promise<void> {
    this.nominationId = await this.nominate();
    const options = { secret: TEST_SECRET, publicUrl: 'http://localhost', isDemonstration: true };
    const links = new InvitationLinks(new AccessOptions(options));
    const person = { personName: 'Zoë Sample', honorific: null, email: PERSON, language: 'en' };
    await this.worker.unitOfWork.run(SYSTEM, (tx) =>
      new IssueInvitations(links, new Notifications()).run(
        tx,
        this.fixture.conferenceId,
        [
          {
            ...person,
            source: nomination(this.nominationId),
            bodyId: this.fixture.bodies.icc,
            capacity: 'SPEAKER',
          },
        ],
        null,
      ),
    );
    const [row] = await this.fixture.rows<{ id: string }>('SELECT id FROM invitations.invitation');
    this.id = row?.id ?? '';
    this.token = invitationToken(TEST_SECRET, this.id);
    await this.sendAll();
  }

  private announce(): AnnounceAnswer {
    return new AnnounceAnswer(
      this.worker.unitOfWork,
      new Notifications(),
      this.contacts,
      nominationSources(),
    );
  }
}

/** What a calendar file says of its entry. */
export const entryOf = (calendar: string | null | undefined) => ({
  uid: /^UID:(.+)$/m.exec(calendar ?? '')?.[1]?.trim(),
  sequence: Number(/^SEQUENCE:(\d+)/m.exec(calendar ?? '')?.[1]),
  status: /^STATUS:(\w+)/m.exec(calendar ?? '')?.[1],
});
