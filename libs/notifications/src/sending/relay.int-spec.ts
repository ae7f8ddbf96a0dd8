import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  drain,
  ownCertificate,
  type SinkOptions,
  type SmtpSink,
  smtpSink,
  type TestDatabase,
  testDatabase,
} from '#libs/testing';
import { MAIL_TROUBLE, RELAY_IN_TROUBLE, RELAY_WELL } from '../persistence/mail-server.statements.js';
import { MailOffice, type OfficeOptions } from '../testing/mail-office.js';

const login = { user: 'plenary', password: 'right-password' };
const certificate = ownCertificate();

let database: TestDatabase;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});
afterAll(() => database.drop());

async function sinkWith(options: SinkOptions): Promise<SmtpSink> {
  const sink = await smtpSink(0, options);
  open.push(sink);
  return sink;
}

async function officeOn(url: string, options: Partial<OfficeOptions> = {}): Promise<MailOffice> {
  const office = await MailOffice.open({ workerUrl: database.workerUrl, smtpUrl: url, ...options });
  open.push({
    close: async () => {
      await office.sql('DELETE FROM notifications.message');
      await office.sql('DELETE FROM notifications.mail_server');
      await office.sql('DELETE FROM platform.outbox');
      await office.close();
    },
  });
  return office;
}

const signedIn = (url: string, password = login.password): string =>
  url.replace('://', `://${login.user}:${password}@`);

const troubleOf = async (office: MailOffice): Promise<unknown[]> =>
  (await office.sql(MAIL_TROUBLE)).map(({ reason, error }) => [reason, error]);

describe('a mail server that does not let us in', () => {
  it('for a wrong password: told before any message, written down, and over once it is mended', async () => {
    const tls = certificate;
    const sink = await sinkWith({ tls, login });
    const wrong = await officeOn(signedIn(sink.url, 'wrong-password'), { sending: { ca: tls.cert } });
    await wrong.sender.watchRelay();
    await drain(async () => (await troubleOf(wrong)).length > 0, { what: 'the trouble to be written down' });
    const said = '535 5.7.8 authentication failed';
    expect(await troubleOf(wrong)).toEqual([['PASSWORD', said]]);
    const [id = ''] = await wrong.compose('PERSONAL_INVITATION');
    await wrong.send([id]);
    expect(await wrong.message(id)).toMatchObject({ state: 'DEFERRED', attempts: 0, last_error: said });
    const right = await officeOn(signedIn(sink.url), { sending: { ca: tls.cert, requireTls: true } });
    await right.sender.watchRelay();
    await drain(async () => (await troubleOf(right)).length === 0, { what: 'the trouble to be over' });
    await right.sql('UPDATE notifications.message SET next_attempt_at = clock_timestamp()');
    await right.send([id]);
    expect((await right.message(id)).state).toBe('SENT');
    expect(sink.count).toBe(1);
  });

  it.each(['smtp', 'smtps'] as const)(
    'by %s with a certificate of nobody: not sent, unless we are told whom to trust',
    async (scheme) => {
      const sink = await sinkWith({ tls: { ...certificate, isFromTheStart: scheme === 'smtps' } });
      const office = await officeOn(sink.url);
      const [id = ''] = await office.compose('PERSONAL_INVITATION');
      await office.send([id]);
      expect((await office.message(id)).last_error).toBe(
        "The mail server's certificate is not trusted (self-signed certificate)",
      );
      const trusting = await officeOn(sink.url, { sending: { ca: certificate.cert } });
      await trusting.sql('UPDATE notifications.message SET next_attempt_at = clock_timestamp()');
      await trusting.send([id]);
      expect((await trusting.message(id)).state).toBe('SENT');
    },
  );

  it('without encryption is told no password, whatever its address says, unless that is allowed', async () => {
    const sink = await sinkWith({ login });
    const url = `${signedIn(sink.url)}?ignoreTLS=true&requireTLS=false`;
    const careful = await officeOn(url, { sending: { requireTls: true } });
    const [id = ''] = await careful.compose('PERSONAL_INVITATION');
    await careful.send([id]);
    expect((await careful.message(id)).last_error).toMatch(/^The mail server offers no encryption/);
    expect(sink.passwords).toEqual([]);
    const careless = await officeOn(signedIn(sink.url), { sending: { requireTls: false } });
    await careless.sql('UPDATE notifications.message SET next_attempt_at = clock_timestamp()');
    await careless.send([id]);
    expect((await careless.message(id)).state).toBe('SENT');
    expect(sink.passwords).toEqual([login.password]);
  });
});

describe('what the settings say of mail', () => {
  it('is the name of the greeting, the sender of the envelope and whom people answer', async () => {
    const sink = await sinkWith({});
    const sending = {
      ehloName: 'plenary.conference.example',
      envelopeFrom: 'bounces@conference.example',
      replyTo: 'Ada Sample <desk@conference.example>',
    };
    const office = await officeOn(sink.url, { sending });
    await office.send(await office.compose('PERSONAL_INVITATION'));
    const [mail] = await sink.received(1);
    expect(mail?.envelope.from).toBe('bounces@conference.example');
    expect(mail?.headers.get('reply-to')).toBe('Ada Sample <desk@conference.example>');
    expect(mail?.text).toContain('If you have a question, write to Ada Sample (desk@conference.example).\n');
    expect(mail?.text).toContain(
      'If you answer it, your answer goes to Ada Sample (desk@conference.example).',
    );
    expect(mail?.headers.get('from')).toBe('Conference Office <office@conference.example>');
    expect(sink.greetings).toEqual(['plenary.conference.example']);
  });
});

describe('an address with letters beyond ASCII', () => {
  const recipient = { name: 'Zoë Sample', email: 'zoë@example.org', language: 'en' };

  it('is not sent to a server that does not take it: told as such, and the others go on', async () => {
    const sink = await sinkWith({});
    const office = await officeOn(sink.url);
    const [odd = ''] = await office.compose('PERSONAL_INVITATION', 1, { recipient });
    const others = await office.compose('PERSONAL_INVITATION', 3);
    await office.send([odd, ...others]);
    expect(await office.message(odd)).toMatchObject({
      state: 'REFUSED',
      last_error: 'The mail server does not take addresses with such letters (SMTPUTF8)',
    });
    expect(await office.states()).toEqual({ SENT: 3, REFUSED: 1 });
    expect((await sink.messages()).flatMap(({ envelope }) => envelope.to).sort()).toEqual(
      [0, 1, 2].map((number) => `recipient-${number}@example.org`),
    );
  });

  it('is as well the address of the envelope: nothing is sent from it to such a server', async () => {
    const sink = await sinkWith({});
    const office = await officeOn(sink.url, { sending: { envelopeFrom: 'büro@conference.example' } });
    const [id = ''] = await office.compose('PERSONAL_INVITATION');
    await office.send([id]);
    expect(await office.message(id)).toMatchObject({
      state: 'REFUSED',
      last_error: 'The mail server does not take addresses with such letters (SMTPUTF8)',
    });
    expect(sink.count).toBe(0);
  });

  it('arrives as it is at a server that does', async () => {
    const sink = await sinkWith({ takesEveryLetter: true });
    const office = await officeOn(sink.url);
    const [id = ''] = await office.compose('PERSONAL_INVITATION', 1, { recipient });
    await office.send([id]);
    expect((await office.message(id)).state).toBe('SENT');
    expect((await sink.received(1)).map(({ envelope }) => envelope.to)).toEqual([['zoë@example.org']]);
  });
});

describe('a mail server with limits', () => {
  const pauses = { firstPauseMs: 60, mostPauseMs: 200 };

  /** Sends what is due, as the jobs do, until everything has ended. */
  async function sendAll(office: MailOffice, ids: readonly string[]): Promise<void> {
    await drain(
      async () => {
        await office.send(ids);
        const { DEFERRED = 0, QUEUED = 0, SENDING = 0 } = await office.states();
        await office.sql(
          `UPDATE notifications.message SET next_attempt_at = least(next_attempt_at, clock_timestamp() + interval '50 ms')`,
        );
        return DEFERRED + QUEUED + SENDING === 0;
      },
      { what: 'all mail to leave', timeoutMs: 30_000, everyMs: 20 },
    );
  }

  it.each([
    ['mail', 421, '4.7.0 too many messages'],
    ['rcpt', 450, '4.7.1 Error: too many recipients from 127.0.0.1'],
    ['connect', 421, '4.7.0 Error: too many connections from 127.0.0.1'],
  ] as const)(
    'says %s %i beyond 5 in 200 ms: 22 of 22 arrive, each once, and none of them has used up a try',
    async (at, code, text) => {
      const sink = await sinkWith({});
      sink.script({ at, beyond: { count: 5, ms: 200 }, do: { kind: 'answer', code, text } });
      const office = await officeOn(sink.url, { concurrency: 10, sending: { pauses } });
      const ids = await office.compose('PERSONAL_INVITATION', 22);
      await sendAll(office, ids);
      expect(await office.states()).toEqual({ SENT: 22 });
      expect(new Set(sink.messageIds).size).toBe(22);
      expect(sink.count).toBe(22);
      const rows = await office.sql('SELECT DISTINCT attempts, deferrals FROM notifications.message');
      expect(rows).toEqual([{ attempts: 1, deferrals: 0 }]);
    },
  );

  it('is given up on only when it took nothing for a day', async () => {
    const sink = await sinkWith({});
    sink.script({ at: 'mail', do: { kind: 'answer', code: 421, text: '4.7.0 too many' } });
    const office = await officeOn(sink.url, { sending: { pauses } });
    const [id = ''] = await office.compose('PERSONAL_INVITATION');
    const daysLater = async (taken: string): Promise<unknown> => {
      await office.sql(
        `UPDATE notifications.message SET state = 'DEFERRED', next_attempt_at = clock_timestamp(),
          trouble_since = clock_timestamp() - interval '3 days'`,
      );
      await office.sql(
        `UPDATE notifications.mail_server SET taken_at = clock_timestamp() - $1::text::interval`,
        [taken],
      );
      await office.send([id]);
      return (await office.message(id)).state;
    };
    await office.send([id]);
    await drain(async () => (await troubleOf(office)).length > 0, { what: 'the trouble to be written down' });
    expect(await troubleOf(office)).toEqual([['LIMIT', '421 4.7.0 too many']]);
    expect(await daysLater('1 minute')).toBe('DEFERRED');
    expect(await daysLater('25 hours')).toBe('FAILED');
  });

  it('is given more at a time again once it takes mail', async () => {
    const sink = await sinkWith({});
    const office = await officeOn(sink.url, { concurrency: 3, sending: { pauses } });
    sink.script({ at: 'mail', times: 1, do: { kind: 'answer', code: 421, text: '4.7.0 too many' } });
    for (const count of [1, 9]) await sendAll(office, await office.compose('PERSONAL_INVITATION', count));
    const before = sink.connections;
    sink.script({ at: 'data', do: { kind: 'delay', ms: 200 } });
    await office.send(await office.compose('PERSONAL_INVITATION', 4));
    // One by one they would all go on the connection that is open.
    expect(sink.connections - before).toBe(1);
  });

  it('leaves a message in doubt that was in doubt before', async () => {
    const sink = await sinkWith({});
    sink.script({ at: 'mail', do: { kind: 'answer', code: 421, text: '4.7.0 too many' } });
    const office = await officeOn(sink.url, { sending: { pauses } });
    const [id = ''] = await office.compose('PERSONAL_INVITATION');
    await office.sql('UPDATE notifications.message SET is_in_doubt = true');
    await office.send([id]);
    expect(await office.message(id)).toMatchObject({ state: 'DEFERRED', is_in_doubt: true });
  });

  it('is kept below by SMTP_RATE: what is not its turn comes back at its turn, sign-in links first', async () => {
    const sink = await sinkWith({});
    const rate = { messages: 100, perMs: 3_600_000 };
    const office = await officeOn(sink.url, { sending: { rate } });
    const ids = await office.compose('PERSONAL_INVITATION', 20);
    await office.send(ids);
    expect(await office.states()).toEqual({ SENT: 1, DEFERRED: 19 });
    const waits = async (kind: string): Promise<number[]> =>
      (
        await office.sql<{ seconds: number }>(
          `SELECT extract(epoch FROM next_attempt_at - clock_timestamp())::float8 AS seconds FROM notifications.message
            WHERE state = 'DEFERRED' AND kind = $1 AND attempts = 0 AND trouble_since IS NULL ORDER BY next_attempt_at`,
          [kind],
        )
      ).map(({ seconds }) => seconds);
    const turns = await waits('PERSONAL_INVITATION');
    expect(turns).toHaveLength(19);
    // One every 36 seconds; the last one is due after 19 of them.
    expect(turns.at(-1)).toBeGreaterThan(18.5 * 36);
    expect(turns.at(-1)).toBeLessThan(19.5 * 36);
    // Each has a job of its own time.
    expect(await office.promised()).toHaveLength(1 + 19);
    await office.send(await office.compose('SIGN_IN_LINK', 1, { conferenceId: null, bodyId: null }));
    expect((await waits('SIGN_IN_LINK'))[0]).toBeLessThan(36);
    expect(sink.count).toBe(1);
  });
});

describe('since when mail waits', () => {
  /** Why, and for how many minutes. */
  async function waits(office: MailOffice): Promise<unknown[] | undefined> {
    const [row] = await office.sql<{ reason: string; seconds: number }>(MAIL_TROUBLE);
    return row && [row.reason, Math.round(row.seconds / 60)];
  }
  const minutesPass = (office: MailOffice, minutes: number) =>
    office.sql(
      `UPDATE notifications.mail_server SET since = since - $1::int * interval '1 minute', seen_at = seen_at - $1::int * interval '1 minute'`,
      [minutes],
    );

  it('counts from the first trouble, whatever it is called by now, and anew once mail went', async () => {
    const office = await officeOn('smtp://127.0.0.1:1');
    await office.sql(RELAY_IN_TROUBLE, ['UNREACHABLE', 'away']);
    await minutesPass(office, 60);
    await office.sql(RELAY_IN_TROUBLE, ['PASSWORD', 'no']);
    expect(await waits(office)).toEqual(['PASSWORD', 60]);
    await office.sql(RELAY_WELL, [false]);
    expect(await waits(office)).toBeUndefined();
    await office.sql(RELAY_IN_TROUBLE, ['PASSWORD', 'no']);
    expect(await waits(office)).toEqual(['PASSWORD', 0]);
  });

  it('for a limit lasts beyond the next message, and for twenty minutes without a word of it', async () => {
    const office = await officeOn('smtp://127.0.0.1:1');
    await office.sql(RELAY_IN_TROUBLE, ['LIMIT', '421 too many']);
    await office.sql(RELAY_WELL, [true]);
    await minutesPass(office, 19);
    expect(await waits(office)).toEqual(['LIMIT', 19]);
    await minutesPass(office, 2);
    expect(await waits(office)).toBeUndefined();
    await office.sql(RELAY_IN_TROUBLE, ['LIMIT', '421 too many']);
    expect(await waits(office)).toEqual(['LIMIT', 0]);
  });
});
