import { newId } from '#libs/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { buffersOf, drain, type SmtpSink, smtpSink, type TestDatabase, testDatabase } from '#libs/testing';
import { Database, openDataSource } from '#libs/platform';
import { MailOffice, SYSTEM } from '../testing/mail-office.js';
import { sampleContent, sampleMessage } from '../testing/sample-messages.js';
import { CLAIM_MESSAGES, MARK_MESSAGES } from '../persistence/message.statements.js';
import { corrections } from './message-ledger.js';

/** That the claim or the mark of one message touches, its entries in the indexes of the table included. */
const MOST_BUFFERS = 40;

let database: TestDatabase;
let sink: SmtpSink;
let office: MailOffice;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

beforeEach(async () => {
  sink = await smtpSink();
  office = await MailOffice.open({ workerUrl: database.workerUrl, smtpUrl: sink.url });
});
afterEach(async () => {
  await office.sql('DELETE FROM notifications.message');
  await office.sql('DELETE FROM platform.outbox');
  await office.close();
  await sink.close();
});

describe('composing', () => {
  it('writes a thousand messages with jobs for fifty each, and none of them twice', async () => {
    const subject = { type: 'invitation', id: '0199a0b0-0000-7000-8000-000000000001', version: 1 };
    expect(await office.compose('PERSONAL_INVITATION', 1000, { subject })).toHaveLength(1000);
    expect(await office.compose('PERSONAL_INVITATION', 1000, { subject })).toEqual([]);
    expect(await office.states()).toEqual({ QUEUED: 1000 });
    expect((await office.promised()).map(({ ids }) => ids.length)).toEqual(Array<number>(20).fill(50));
  });

  it('writes no message and promises no job when the transaction is rolled back', async () => {
    const act = office.unitOfWork.run(SYSTEM, async (tx) => {
      await office.notifications.compose(tx, [
        {
          content: sampleContent('SIGN_IN_LINK'),
          subject: { type: 'sign-in-link', id: '0199a0b0-0000-7000-8000-000000000002', version: 1 },
          recipient: { name: 'Ada Sample', email: 'ada@example.org' },
          conferenceId: null,
          bodyId: null,
        },
      ]);
      throw new Error('undone');
    });
    await expect(act).rejects.toThrow('undone');
    expect(await office.states()).toEqual({});
    expect(await office.promised()).toEqual([]);
  });

  it.each([
    'two@example.org, three@example.org',
    '"a b"@example.org',
    'a@example.org\r\nBcc: b@example.org',
    'a@b',
  ])('does not take %j for an address', async (email) => {
    await expect(
      office.compose('SIGN_IN_LINK', 1, { recipient: { name: 'Ada Sample', email } }),
    ).rejects.toThrow('no usable address');
    expect(await office.states()).toEqual({});
  });
});

describe('sending', () => {
  it('hands each message over once, to one recipient, with text, page and calendar', async () => {
    const ids = await office.compose('PERSONAL_INVITATION', 30);
    await office.send(ids);
    await office.send(ids);
    expect(await office.states()).toEqual({ SENT: 30 });
    const mails = await sink.received(30);
    expect(sink.count).toBe(30);
    expect(new Set(sink.messageIds)).toEqual(new Set(ids.map((id) => `<${id}@conference.example>`)));
    const [mail] = mails;
    expect(mail?.envelope.from).toBe('office@conference.example');
    expect(mails.every(({ envelope }) => envelope.to.length === 1)).toBe(true);
    expect(mail?.headers.get('from')).toBe('Conference Office <office@conference.example>');
    expect(mail?.headers.get('to')).toBe(mail?.envelope.to[0]);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.subject).toBe('Your invitation: London Conference on Cyberspace');
    expect(mail?.text).toMatch(/https:\/\/conference\.example\/invitation#sample-token-of-/);
    expect(mail?.html).toMatch(/href="https:\/\/conference\.example\/invitation#sample-token-of-/);
    expect(mail?.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ['conference.ics', 'text/calendar'],
    ]);
    expect(await office.message(ids[0] as string)).toMatchObject({ attempts: 1, last_error: null });
  });

  it('keeps the link out of every table', async () => {
    const ids = await office.compose('PERSONAL_INVITATION');
    await office.send(ids);
    await sink.received(1);
    const rows = await office.sql(
      `SELECT m::text FROM notifications.message m UNION ALL SELECT o::text FROM platform.outbox o`,
    );
    expect(JSON.stringify(rows)).not.toContain('sample-token');
    expect(JSON.stringify(rows)).toContain(ids[0]);
  });

  it('claims only what it has connections for, and when told to stop sends nothing else', async () => {
    const ids = await office.compose('DECISION_NOTICE', 20);
    sink.script({ at: 'data', do: { kind: 'delay', ms: 1_500 } });
    const stop = new AbortController();
    const sending = office.sender.send(ids, stop.signal);
    const ended = sending.then(
      () => 'sent',
      (error: Error) => error.message,
    );
    await drain(async () => (await office.states()).SENDING === 5, { what: 'five claims' });
    stop.abort(new Error('stopped'));
    expect(await ended).toBe('stopped');
    expect(await office.states()).toEqual({ SENT: 5, QUEUED: 15 });
    expect(sink.count).toBe(5);
  });

  it('reads no more the more messages there are', async () => {
    // One connection of a worker, so that what is watched is planned as a worker's is.
    const alone = new Database(
      await openDataSource({ url: database.workerUrl, poolSize: 1, applicationName: 'test' }).initialize(),
    );
    const superuser = new pg.Client({ connectionString: database.superuserUrl });
    await superuser.connect();
    const query = async (texts: readonly string[]): Promise<Record<string, unknown>[][]> => {
      const answers: Record<string, unknown>[][] = [];
      for (const text of texts) answers.push(await alone.run({ text, values: [] }));
      return answers;
    };
    try {
      // A read of all would touch 300 pages and more.
      await office.sql(
        `INSERT INTO notifications.message (id, kind, subject_type, subject_id, subject_version, recipient_name, recipient_email,
           state, sent_at)
         SELECT gen_random_uuid(), 'ROLE_GRANTED', 'grant', gen_random_uuid(), 1, 'Filler', 'filler@example.org', 'SENT', now()
         FROM generate_series(1, 10000)`,
      );
      // Else the plan would follow from what was known of the table before.
      await superuser.query('VACUUM (ANALYZE) notifications.message');
      const outcome = [['SENT'], [null], [0], [null], [false], [true], [false], [false]];
      const buffersOfOne = async (id: string): Promise<{ claim: number; mark: number }> => {
        const token = newId();
        const mark = { text: MARK_MESSAGES, values: [[id], [token], ...outcome] };
        return {
          claim: await buffersOf(query, {
            text: CLAIM_MESSAGES,
            values: [[id], token, 30_000, null, ...corrections()],
          }),
          mark: await buffersOf(query, mark),
        };
      };
      const [first = '', second = ''] = await office.compose('DECISION_NOTICE', 2);
      // The first on a connection also reads what the table's functions are.
      await buffersOfOne(first);
      const { claim, mark } = await buffersOfOne(second);
      expect(claim).toBeLessThanOrEqual(MOST_BUFFERS);
      expect(mark).toBeLessThanOrEqual(MOST_BUFFERS);
      expect(await office.states()).toEqual({ SENT: 10_002 });
    } finally {
      await superuser.end();
      await alone.source.destroy();
    }
  });

  it('sends once when two processes are given the same messages', async () => {
    const other = await MailOffice.open({ workerUrl: database.workerUrl, smtpUrl: sink.url });
    const ids = await office.compose('DECISION_NOTICE', 60);
    sink.script({ at: 'data', do: { kind: 'delay', ms: 20 } });
    await Promise.all([office.send(ids), other.send(ids), office.send(ids)]);
    expect(sink.count).toBe(60);
    expect(await office.states()).toEqual({ SENT: 60 });
    await other.close();
  });

  it('does not send what was cancelled, and tells what may have arrived', async () => {
    const id = '0199a0b0-0000-7000-8000-000000000003';
    const subject = { type: 'invitation', id, version: 1 };
    const [waiting] = await office.compose('PERSONAL_INVITATION', 1, { subject });
    const [sent] = await office.compose('INVITATION_CONFIRMED', 1, { subject });
    await office.send([sent as string]);
    const cancelled = await office.unitOfWork.run(SYSTEM, (tx) =>
      office.notifications.cancelFor(tx, id, [
        sampleMessage('PERSONAL_INVITATION'),
        sampleMessage('INVITATION_CONFIRMED'),
      ]),
    );
    expect(cancelled).toHaveLength(2);
    expect(cancelled).toContainEqual(
      expect.objectContaining({ id: waiting, subjectId: id, mayHaveArrived: false }),
    );
    expect(cancelled).toContainEqual(
      expect.objectContaining({ id: sent, subjectId: id, mayHaveArrived: true }),
    );
    await office.send([waiting as string]);
    expect(sink.count).toBe(1);
    expect((await office.message(waiting as string)).state).toBe('CANCELLED');
  });

  it('cancels instead of deferring when the reason goes while the mail server is asked', async () => {
    const subject = { type: 'invitation', id: '0199a0b0-0000-7000-8000-000000000004', version: 1 };
    const [id] = await office.compose('PERSONAL_INVITATION', 1, { subject });
    sink.script({ at: 'mail', do: { kind: 'delay', ms: 150 } });
    sink.script({ at: 'rcpt', do: { kind: 'answer', code: 451 } });
    const sending = office.send([id as string]);
    await drain(async () => (await office.message(id as string)).state === 'SENDING', { what: 'the claim' });
    await office.unitOfWork.run(SYSTEM, (tx) =>
      office.notifications.cancelFor(tx, subject.id, [sampleMessage('PERSONAL_INVITATION')]),
    );
    await sending;
    expect((await office.message(id as string)).state).toBe('CANCELLED');
  });

  it('sends a correction behind what it corrects, though that takes its time', async () => {
    const subject = { type: 'invitation', id: '0199a0b0-0000-7000-8000-000000000005', version: 1 };
    sink.script({ at: 'data', times: 1, do: { kind: 'delay', ms: 300 } });
    const [slow = ''] = await office.compose('PERSONAL_INVITATION', 1, { subject });
    const sending = office.send([slow]);
    await drain(async () => (await office.message(slow)).state === 'SENDING', { what: 'the claim' });
    const [correction = ''] = await office.compose('INVITATION_CANCELLED', 1, { subject });
    await Promise.all([sending, office.send([correction])]);
    const subjects = (await sink.messages()).map((mail) => mail.subject);
    expect(subjects).toHaveLength(2);
    expect(subjects[1]).toMatch(/^Your invitation no longer holds/);
  });

  it.each([
    ['CANCELLED', false, 'CANCELLED', 0],
    ['REFUSED', false, 'CANCELLED', 0],
    ['CANCELLED', true, 'SENT', 1],
    ['HELD', true, 'SENT', 1],
  ])(
    'of a message that is %s (in doubt: %s) the correction is %s',
    async (state, isInDoubt, ends, arrived) => {
      const subject = { type: 'invitation', id: newId(), version: 1 };
      const [id] = await office.compose('PERSONAL_INVITATION', 1, { subject });
      await office.sql('UPDATE notifications.message SET state = $2, is_in_doubt = $3 WHERE id = $1', [
        id,
        state,
        isInDoubt,
      ]);
      const [correction = ''] = await office.compose('INVITATION_CANCELLED', 1, { subject });
      await office.send([correction]);
      expect((await office.message(correction)).state).toBe(ends);
      expect(sink.count).toBe(arrived);
    },
  );
});

describe('a message of a kind that this version does not know', () => {
  it('waits for a worker that does, and never fails', async () => {
    const [id = ''] = await office.compose('PERSONAL_INVITATION');
    await office.sql(
      `UPDATE notifications.message SET trouble_since = clock_timestamp() - interval '9 days'`,
    );
    const server = new pg.Client({ connectionString: database.superuserUrl });
    await server.connect();
    const call = (kind: string) =>
      server.query('UPDATE notifications.message SET kind = $1, next_attempt_at = NULL', [kind]);
    try {
      await call('NOT_YET_KNOWN');
      await office.send([id]);
      const waiting = await office.message(id);
      expect(waiting).toMatchObject({ state: 'DEFERRED', attempts: 0, deferrals: 0, is_in_doubt: false });
      expect(waiting.last_error).toBe('This version of Plenary knows no message of the kind NOT_YET_KNOWN');
      expect((await office.promised()).at(-1)).toEqual({ ids: [id], runAt: waiting.next_attempt_at });
      await expect(call('not a kind')).rejects.toThrow('message_kind_check');
      await call('PERSONAL_INVITATION');
      await office.send([id]);
      expect(await office.message(id)).toMatchObject({ state: 'SENT', attempts: 1, last_error: null });
    } finally {
      await server.end();
    }
  });
});

describe('a mail server that says no', () => {
  it('refuses for good at RCPT: no second try, the others go out', async () => {
    sink.script({
      at: 'rcpt',
      recipient: 'recipient-1@example.org',
      do: { kind: 'answer', code: 550, text: '5.1.1 <recipient-1@example.org> unknown here' },
    });
    const ids = await office.compose('PERSONAL_INVITATION', 3);
    await office.send(ids);
    expect(await office.states()).toEqual({ SENT: 2, REFUSED: 1 });
    const refused = await office.message(ids[1] as string);
    expect(refused).toMatchObject({ state: 'REFUSED', attempts: 1, next_attempt_at: null });
    expect(refused.last_error).toBe('550 5.1.1 (address) unknown here');
    expect((await office.promised()).length).toBe(1);
  });

  it('asks to try later: deferred, with a job for then, and sent at last', async () => {
    sink.script({ at: 'rcpt', times: 1, do: { kind: 'answer', code: 451, text: '4.3.0 try later' } });
    const [id = ''] = await office.compose('PERSONAL_INVITATION');
    await office.send([id]);
    const deferred = await office.message(id);
    expect(deferred).toMatchObject({ state: 'DEFERRED', attempts: 1, last_error: '451 4.3.0 try later' });
    const waitMs = (deferred.next_attempt_at?.getTime() ?? 0) - Date.now();
    expect(waitMs).toBeGreaterThan(10_000);
    expect(waitMs).toBeLessThan(31_000);
    expect((await office.promised()).at(-1)).toEqual({ ids: [id], runAt: deferred.next_attempt_at });
    await office.send([id]);
    expect(sink.count).toBe(0);
    await office.sql('UPDATE notifications.message SET next_attempt_at = clock_timestamp()');
    await office.send([id]);
    expect(await office.message(id)).toMatchObject({ state: 'SENT', attempts: 2, last_error: null });
  });

  it('has failed when the trouble is four hours old', async () => {
    sink.script({ at: 'rcpt', do: { kind: 'answer', code: 452 } });
    const [id = ''] = await office.compose('PERSONAL_INVITATION');
    await office.send([id]);
    await office.sql(`UPDATE notifications.message SET next_attempt_at = clock_timestamp(),
      trouble_since = clock_timestamp() - interval '3 hours 59 minutes 58 seconds'`);
    await office.send([id]);
    expect(await office.message(id)).toMatchObject({ state: 'FAILED', attempts: 2, next_attempt_at: null });
    expect((await office.promised()).length).toBe(2);
  });

  it.each([
    ['mail', 553, 'DEFERRED', 0],
    ['connect', 554, 'DEFERRED', 0],
    ['data', 554, 'REFUSED', 1],
    ['data', 451, 'DEFERRED', 1],
  ] as const)('says %s %i: %s', async (at, code, state, attempts) => {
    sink.script({ at, do: { kind: 'answer', code } });
    const [id = ''] = await office.compose('PERSONAL_INVITATION');
    await office.send([id]);
    expect(await office.message(id)).toMatchObject({ state, attempts, is_in_doubt: false });
  });

  it('is not there: no attempt is used up, and a job comes back within seconds', async () => {
    const ids = await office.compose('PERSONAL_INVITATION', 20);
    await sink.close();
    await office.send(ids);
    expect(await office.states()).toEqual({ DEFERRED: 20 });
    const message = await office.message(ids[0] as string);
    expect(message).toMatchObject({ attempts: 0, deferrals: 1, is_in_doubt: false });
    expect(message.last_error).toBe('The mail server could not be reached (ECONNREFUSED)');
    const again = (await office.promised()).slice(1);
    expect(again.flatMap(({ ids: of }) => of).sort()).toEqual([...ids].sort());
    expect(Math.max(...again.map(({ runAt }) => runAt.getTime())) - Date.now()).toBeLessThan(5_000);
  });

  it('is slower than a message may be: its connections are cut, and new ones carry the next', async () => {
    const strict = await MailOffice.open({
      workerUrl: database.workerUrl,
      smtpUrl: sink.url,
      messageTimeoutMs: 300,
    });
    sink.script({ at: 'rcpt', times: 2, do: { kind: 'delay', ms: 1_500 } });
    const [slow = '', next = ''] = await strict.compose('PERSONAL_INVITATION', 2);
    await strict.send([slow]);
    expect(await strict.message(slow)).toMatchObject({ state: 'DEFERRED', is_in_doubt: false });
    await strict.send([next]);
    expect((await strict.message(next)).state).toBe('SENT');
    expect(sink.messageIds).toEqual([`<${next}@conference.example>`]);
    await strict.close();
  });

  it('stalls at one message: the slot is free after the time limit, the others flow', async () => {
    const quick = await MailOffice.open({ workerUrl: database.workerUrl, smtpUrl: sink.url, timeoutMs: 400 });
    sink.script({ at: 'data', recipient: /recipient-[0-4]@/, do: { kind: 'stall' } });
    const ids = await quick.compose('PERSONAL_INVITATION', 20);
    await quick.send(ids);
    const states = await Promise.all(ids.map(async (id) => (await quick.message(id)).state));
    expect(states.slice(5)).toEqual(Array<string>(15).fill('SENT'));
    expect(states.slice(0, 5)).toEqual(Array<string>(5).fill('DEFERRED'));
    await quick.close();
  });
});

describe('an attempt without an answer', () => {
  const policy = { inDoubt: { firstWaitMs: 50, mostWaitMs: 50, giveUpMs: 60_000 } };

  it('is settled by asking the mail server: sent, and not sent again', async () => {
    const asking = await MailOffice.open({
      workerUrl: database.workerUrl,
      smtpUrl: sink.url,
      oracleUrl: sink.oracleUrl,
      policy,
    });
    sink.script({ at: 'data', times: 1, do: { kind: 'accept-then-disconnect' } });
    const [id = ''] = await asking.compose('DECISION_NOTICE');
    await asking.send([id]);
    expect(await asking.message(id)).toMatchObject({ state: 'DEFERRED', is_in_doubt: true });
    await asking.send([id]);
    expect(await asking.message(id)).toMatchObject({ state: 'SENT', attempts: 1, is_in_doubt: false });
    expect(sink.count).toBe(1);
    await asking.close();
  });

  it('is sent again when the mail server never saw it', async () => {
    const asking = await MailOffice.open({
      workerUrl: database.workerUrl,
      smtpUrl: sink.url,
      oracleUrl: sink.oracleUrl,
      policy,
    });
    sink.script({ at: 'data', times: 1, do: { kind: 'disconnect' } });
    const [id = ''] = await asking.compose('DECISION_NOTICE');
    await asking.send([id]);
    expect(await asking.message(id)).toMatchObject({ state: 'DEFERRED', is_in_doubt: true });
    await asking.send([id]);
    expect((await asking.message(id)).state).toBe('SENT');
    expect(sink.messageIds).toEqual([`<${id}@conference.example>`]);
    await asking.close();
  });

  it('waits, unsent, while the mail server cannot be asked', async () => {
    const oracleUrl = 'http://127.0.0.1:9/';
    const asking = await MailOffice.open({
      workerUrl: database.workerUrl,
      smtpUrl: sink.url,
      oracleUrl,
      policy,
    });
    sink.script({ at: 'data', times: 1, do: { kind: 'accept-then-disconnect' } });
    const [id = ''] = await asking.compose('PERSONAL_INVITATION');
    await asking.send([id]);
    await asking.send([id]);
    expect(await asking.message(id)).toMatchObject({ state: 'DEFERRED', is_in_doubt: true, attempts: 1 });
    expect(sink.count).toBe(1);
    await asking.close();
  });

  it('without anybody to ask: an invitation goes out again under the same Message-ID', async () => {
    const blind = await MailOffice.open({ workerUrl: database.workerUrl, smtpUrl: sink.url, policy });
    sink.script({ at: 'data', times: 1, do: { kind: 'accept-then-disconnect' } });
    const [id = ''] = await blind.compose('PERSONAL_INVITATION');
    await blind.send([id]);
    await blind.send([id]);
    expect((await blind.message(id)).state).toBe('SENT');
    expect(sink.messageIds).toEqual(Array<string>(2).fill(`<${id}@conference.example>`));
    await blind.close();
  });

  it('without anybody to ask: of a server that takes texts and drops the line, everybody gets two copies at most', async () => {
    const blind = await MailOffice.open({ workerUrl: database.workerUrl, smtpUrl: sink.url, policy });
    sink.script({ at: 'data', do: { kind: 'accept-then-disconnect' } });
    const ids = await blind.compose('PERSONAL_INVITATION', 20);
    for (let round = 1; round <= 5; round += 1) await blind.send(ids);
    expect(await blind.states()).toEqual({ HELD: 20 });
    expect(sink.count).toBe(40);
    expect([...sink.messageIds].sort()).toEqual(
      ids.flatMap((id) => Array<string>(2).fill(`<${id}@conference.example>`)).sort(),
    );
    const [id = ''] = ids;
    expect(await blind.message(id)).toMatchObject({
      state: 'HELD',
      is_in_doubt: true,
      doubts: 2,
      attempts: 2,
    });
    expect((await blind.message(id)).last_error).toMatch(/^No answer after the message was sent/);
    const [row] = await blind.sql(
      'SELECT notifications.count_messages_in_doubt() AS held, notifications.count_failed_messages() AS failed',
    );
    expect(row).toEqual({ held: 20, failed: 0 });
    await blind.close();
  });

  it('without anybody to ask: a notice of decisions is held for a person', async () => {
    const blind = await MailOffice.open({ workerUrl: database.workerUrl, smtpUrl: sink.url, policy });
    sink.script({ at: 'data', times: 1, do: { kind: 'accept-then-disconnect' } });
    const [id = ''] = await blind.compose('DECISION_NOTICE');
    await blind.send([id]);
    await blind.send([id]);
    expect(await blind.message(id)).toMatchObject({ state: 'HELD', is_in_doubt: true });
    expect(sink.count).toBe(1);
    await blind.close();
  });
});
